"""The colours of the page that a team may choose, held against every ground they stand on.

The ratio is that of WCAG 2.2, 1.4.3; no colour has it on light and on dark grounds at once, so the
dark theme has a colour of its own, or the nearest that can be read there.
"""

import colorsys
from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.contrast import LEAST_CONTRAST, contrast

# In so many steps a colour is made lighter or darker until it can be read.
_STEPS = 255


class Theme(StrEnum):
    """The two looks of the page, by what the visitor's computer asks for."""

    LIGHT = "light"
    DARK = "dark"


# What links stand on, and the letters that stand on the colour itself, as in `style.css`.
GROUNDS = {
    Theme.LIGHT: ("#FFFFFF", "#F6F7F9", "#EEF1F5"),
    Theme.DARK: ("#161B22", "#0D1117", "#1C232D"),
}
LETTERS = {Theme.LIGHT: "#FFFFFF", Theme.DARK: "#0D1117"}
USUAL = {Theme.LIGHT: "#2557D6", Theme.DARK: "#7AA7FF"}


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of links and buttons in one theme, and that of the letters on it."""

    colour: str
    letters: str


def least_contrast(colour: str, theme: Theme) -> float:
    """The ratio on the ground of the theme that it can be read on worst."""
    return min(contrast(colour, ground) for ground in GROUNDS[theme])


def nearest_readable(colour: str, theme: Theme) -> str:
    """The same hue, as much darker or lighter as it has to be to be read in the theme.

    A colour that can be read is answered as it is, in capitals.
    """
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    end = 0.0 if theme is Theme.LIGHT else 1.0
    for step in range(_STEPS + 1):
        at = lightness + (end - lightness) * step / _STEPS
        # Not through the conversion where nothing is changed: it would round.
        tried = colour.upper() if step == 0 else _written(colorsys.hls_to_rgb(hue, at, saturation))
        if least_contrast(tried, theme) >= LEAST_CONTRAST:
            return tried
    raise AssertionError("black and white can be read")


def accent_of(light: str, dark: str, theme: Theme) -> Accent:
    """The colours of one theme; either of those chosen may be empty.

    What was chosen for light grounds is made readable on dark ones where none was chosen for them.
    Whatever can be read on the grounds of a theme, its letters can be read on.
    """
    if theme is Theme.LIGHT:
        colour = light or USUAL[theme]
    else:
        colour = dark or (nearest_readable(light, theme) if light else USUAL[theme])
    return Accent(colour.upper(), LETTERS[theme])


def ratio_text(ratio: float) -> str:
    """A ratio as it is written, cut and never rounded up: `4.4 : 1`."""
    return f"{int(ratio * 10) / 10:.1f} : 1"


def _written(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
