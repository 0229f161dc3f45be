"""Badges: small pictures with a figure of uptime, for other sites, as SVG files of the page.

A file stays the same as long as what it says does. It refers to nothing outside itself, runs
nothing, and is readable by those who hear it.
"""

from functools import lru_cache
from html import escape
from unicodedata import east_asian_width

from statusboard.domain.views.public import PublicBadge, PublicView
from statusboard.render.clean import clean_line

# White on each has a contrast of more than 4.5 (WCAG 2.2, 1.4.3).
_DARK, GOOD_COLOUR, NO_COLOUR = "#3b4254", "#0f7a52", "#5f6b7e"
_HEIGHT, _PAD = 24, 9
# How wide letters of 12 px are, in tenths of a pixel, in the widest of the usual typefaces; the
# picture says what it takes, so that no browser has to measure.
_NARROW, _USUAL, _WIDE, _CAPITAL, _SQUARE = 38, 70, 105, 85, 120


def badge_files(view: PublicView) -> dict[str, bytes]:
    """The badges by their paths."""
    return {f"badge/{one.name}.svg": badge_svg(one).encode() for one in view.statement.badges}


def badge_svg(badge: PublicBadge) -> str:
    """The picture of a figure."""
    colour = GOOD_COLOUR if badge.is_figure else NO_COLOUR
    return drawn_badge(clean_line(badge.label), clean_line(badge.value), colour)


# A badge for every service, in every generation: most say what they said before.
@lru_cache(maxsize=2_048)
def drawn_badge(label: str, value: str, colour: str) -> str:
    """The picture of a label, and of what is said of it on a colour."""
    left, right = (_width(text) + 2 * _PAD for text in (label, value))
    said = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" '
        f'viewBox="0 0 {left + right} {_HEIGHT}" role="img" aria-label="{said}">'
        f"<title>{said}</title>"
        f'<rect width="{left + right}" height="{_HEIGHT}" rx="5" fill="{_DARK}"/>'
        f'<path d="M{left} 0h{right - 5}a5 5 0 0 1 5 5v{_HEIGHT - 10}a5 5 0 0 1-5 5H{left}z" '
        f'fill="{colour}"/>'
        '<g fill="#fff" font-family="Inter,Verdana,Helvetica,Arial,sans-serif" font-size="12" '
        'font-weight="600">'
        f"{_text(label, _PAD, left)}{_text(value, left + _PAD, right)}"
        "</g></svg>\n"
    )


def _text(text: str, at: int, width: int) -> str:
    return (
        f'<text x="{at}" y="16.5" textLength="{width - 2 * _PAD}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(text)}</text>"
    )


def _width(text: str) -> int:
    return max(1, round(sum(map(_letter, text)) / 10))


def _letter(letter: str) -> int:
    if letter in " .,:;il|!'":
        return _NARROW
    if letter in "mwMW%@":
        return _WIDE
    if east_asian_width(letter) in ("W", "F"):
        return _SQUARE
    return _CAPITAL if letter.isupper() or not letter.isascii() else _USUAL
