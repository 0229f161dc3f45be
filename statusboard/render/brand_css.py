"""A team's colours as rules of a stylesheet, and its initial as an icon."""

from urllib.parse import quote

from statusboard.domain.palette import USUAL, Accent, Theme

#: What a team's colours, and a stylesheet of its own, are said by: these names are never shortened.
ACCENT_NAMES = {name: name for name in ("--accent", "--on-accent")}


def accent_rules(light: Accent | None, dark: Accent | None) -> str:
    """What comes after the page's own rules; empty where no colour was chosen."""
    if light is None or dark is None:
        return ""
    dark_rules = f"@media (prefers-color-scheme: dark){{{_root(dark)}}}"
    return f"{_root(light)}{dark_rules}\n"


def initial_icon(initial: str, light: Accent | None) -> str:
    """The address of an icon that needs no file: the initial on the page's colour."""
    colour = light.colour if light is not None else USUAL[Theme.LIGHT]
    letters = light.letters if light is not None else "#FFFFFF"
    shown = initial if initial.isalnum() else ""
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<rect width='32' height='32' rx='8' fill='{colour}'/>"
        f"<text x='16' y='23' font-family='sans-serif' font-size='20' font-weight='700' "
        f"text-anchor='middle' fill='{letters}'>{shown}</text></svg>"
    )
    return "data:image/svg+xml," + quote(drawing, safe="'=:/")


def _root(accent: Accent) -> str:
    return f":root{{--accent:{accent.colour};--on-accent:{accent.letters}}}"
