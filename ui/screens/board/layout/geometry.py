"""The board's large areas, and the unit everything on it is measured in. Pure arithmetic.

All sizes are drawn for a wall of 1920 × 1080 and multiplied by `unit`; text never falls under
`SMALLEST_TEXT` pixels.
"""

from dataclasses import dataclass

WALL_WIDTH, WALL_HEIGHT = 1920, 1080
# In a window the board is read from a chair, not from across the room.
SMALLEST_UNIT, LARGEST_UNIT = 0.7, 4.0
SMALLEST_TEXT = 11

BANNER, FOOTER, SIDE = 142, 62, 560
PAD_X, PAD_Y, GAP = 36, 28, 28
# However small the window, the right column takes no more than this share of it.
LARGEST_SIDE_SHARE = 0.31
# The right column gives way where it or the main part would be narrower than this.
NARROWEST_MAIN, NARROWEST_SIDE = 420, 260


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in whole logical pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The first column after it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first row after it."""
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class Areas:
    """Where the large parts lie. `side` None: there is no room for it."""

    unit: float
    banner: Rect
    main: Rect
    side: Rect | None
    footer: Rect


def unit_for(width: int, height: int, scale: float = 1.0) -> float:
    """How many pixels one pixel of the drawn wall takes on this one.

    `scale`: how much larger a person wants it than it was drawn, who reads it from further away.
    """
    fitting = min(width / WALL_WIDTH, height / WALL_HEIGHT) * scale
    return min(LARGEST_UNIT, max(SMALLEST_UNIT, fitting))


def text_pixels(size: float, unit: float) -> float:
    """A text size of the drawn wall in pixels of this one."""
    return max(SMALLEST_TEXT, size * unit)


def areas(width: int, height: int, *, notes: int = 0, scale: float = 1.0) -> Areas:
    """The large parts of a board of this size, `notes` pixels of problems below the banner."""
    unit = unit_for(width, height, scale)

    def px(size: float) -> int:
        return round(size * unit)

    banner = Rect(0, 0, width, px(BANNER))
    footer = Rect(0, height - px(FOOTER), width, px(FOOTER))
    top = banner.bottom + notes + px(PAD_Y)
    inner_height = max(0, footer.y - px(PAD_Y) // 2 - top)
    left, inner = px(PAD_X), max(0, width - 2 * px(PAD_X))
    side_width = min(px(SIDE), round(inner * LARGEST_SIDE_SHARE))
    main_width = inner - side_width - px(GAP)
    if main_width < NARROWEST_MAIN or side_width < NARROWEST_SIDE:
        return Areas(unit, banner, Rect(left, top, inner, inner_height), None, footer)
    side = Rect(left + main_width + px(GAP), top, side_width, inner_height)
    return Areas(unit, banner, Rect(left, top, main_width, inner_height), side, footer)
