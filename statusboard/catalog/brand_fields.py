"""How the page looks and what it says of the team, as fields of the settings."""

from collections.abc import Callable, Mapping

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.own_css import css_problem
from statusboard.catalog.own_picture import Limit, problem_with, tidied
from statusboard.catalog.page_links import MOST_LINKS, links_problem, tidy_links
from statusboard.catalog.section import Section
from statusboard.domain.contrast import LEAST_CONTRAST, is_colour
from statusboard.domain.palette import (
    Accent,
    Theme,
    accent_of,
    least_contrast,
    nearest_readable,
    ratio_text,
)

LOGO = Limit(kilobytes=60, side=2_000)
ICON = Limit(kilobytes=20, side=512)
_LONGEST_LINE = 300
_LONGEST_NAME = 60


def colour_problem(theme: Theme) -> Callable[[object], str | None]:
    """What is wrong with a colour on the grounds of a theme, and the nearest that can be read."""

    def problem(value: object) -> str | None:
        colour = str(value)
        if not is_colour(colour):
            return f"“{colour}” is no colour. Write one such as #12264F."
        ratio = least_contrast(colour, theme)
        if ratio >= LEAST_CONTRAST:
            return None
        return (
            f"{colour} can hardly be read on the {theme} page: its contrast is "
            f"{ratio_text(ratio)}, and letters need {ratio_text(LEAST_CONTRAST)}. The nearest that "
            f"can be read is {nearest_readable(colour, theme)}."
        )

    return problem


def _tidy_colour(text: str) -> str:
    bare = text.strip()
    short = bare.removeprefix("#")
    if len(short) == 3:
        short = "".join(letter * 2 for letter in short)
    return f"#{short}".upper() if is_colour(f"#{short}") else bare


def _tidy_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _no_longer_than(most: int) -> Callable[[object], str | None]:
    def problem(value: object) -> str | None:
        length = len(str(value))
        return f"It has {length} characters, and {most} fit." if length > most else None

    return problem


def _colour(name: str, label: str, words: str, theme: Theme) -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.TEXT,
        label,
        help=words,
        tidy=_tidy_colour,
        check=colour_problem(theme),
        example="#12264F",
    )


def _picture(name: str, label: str, words: str, limit: Limit, needs: str = "") -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.FILE,
        label,
        help=f"{words} PNG, JPEG or SVG, at most {limit.kilobytes} kB and {limit.side} pixels.",
        tidy=tidied(limit),
        check=problem_with(limit),
        needs=needs,
    )


def _line(name: str, label: str, words: str, most: int, example: str = "") -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.TEXT,
        label,
        help=words,
        tidy=_tidy_line,
        check=_no_longer_than(most),
        example=example,
    )


def _links(name: str, label: str, words: str) -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.LINES,
        label,
        help=f"{words} At most {MOST_LINKS}, one in a line: a name and an address.",
        tidy=tidy_links,
        check=links_problem,
        example="Help https://example.com/help",
    )


BRAND_FIELDS = (
    _colour(
        "accent",
        "Colour",
        "Of links and buttons on the page, its forms and mails. It has to be readable on light "
        "grounds.",
        Theme.LIGHT,
    ),
    _colour(
        "accent_dark",
        "Colour in the dark",
        "The same where a visitor’s computer asks for dark. Left empty, the nearest shade of the "
        "colour that can be read there.",
        Theme.DARK,
    ),
    _picture("logo", "Logo", "Stands at the head of the page in the place of the initial.", LOGO),
    _picture(
        "logo_dark",
        "Logo in the dark",
        "The same on dark grounds. Left empty, the logo stands on a light plate there.",
        LOGO,
    ),
    _line(
        "logo_words",
        "Logo in words",
        "What is read to people who do not see it. Left empty, the page’s name stands beside the "
        "logo; filled in, the logo stands alone.",
        _LONGEST_NAME,
        "Northwind",
    ),
    _picture(
        "icon",
        "Icon",
        "Stands on the browser’s tab. Left empty, it is the logo where that is about "
        "as wide as high, otherwise the page’s initial on its colour.",
        ICON,
    ),
    _line(
        "about",
        "Above the services",
        "One line about what these services are.",
        _LONGEST_LINE,
        "Everything that shops need to sell with us.",
    ),
    _line(
        "record",
        "Name of the record",
        "What the record of uptime is called on the page.",
        _LONGEST_NAME,
        "Uptime",
    ),
    _line("footer", "At the foot", "One line at the end of every page.", _LONGEST_LINE),
    _links("header_links", "Links at the head", "Where else readers may want to go."),
    _links("footer_links", "Links at the foot", "Such as an imprint."),
    FieldSpec(
        "css",
        FieldKind.LINES,
        "Own stylesheet",
        help="CSS that is applied after the page’s own, at most 32 kB. It may change every look "
        "and loads nothing from elsewhere.",
        tidy=str.strip,
        check=css_problem,
        is_long=True,
        advanced=True,
        example=":root { --accent: #12264F; }",
    ),
)
BRAND = Section(
    "brand",
    "How the page looks",
    "Your own face on the page, its forms and mails.",
    BRAND_FIELDS,
)


def accents(chosen: Mapping[str, object]) -> tuple[Accent, Accent] | tuple[None, None]:
    """The colours on light and on dark grounds, from what is kept by field.

    None each where no colour was chosen, or none that is one.
    """
    light, dark = (
        text if is_colour(text) else ""
        for text in (str(chosen.get(name, "")) for name in ("accent", "accent_dark"))
    )
    if not light and not dark:
        return None, None
    return accent_of(light, dark, Theme.LIGHT), accent_of(light, dark, Theme.DARK)
