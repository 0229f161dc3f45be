"""Whether words can be read on a ground: the contrast ratio of WCAG 2.2, 1.4.3."""

import re

# What letters of any size need.
LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


def is_colour(text: str) -> bool:
    """Whether a text is a colour as `#rrggbb`."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The ratio of two colours written `#rrggbb`, from 1 to 21. Raises ValueError for others."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2): sRGB made linear, weighed as the eye does."""
    if not is_colour(colour):
        raise ValueError(f"“{colour}” is no colour: write one such as #12264f.")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
