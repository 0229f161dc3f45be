"""How much room names need, so that columns can be made as wide as they ask for."""

from collections.abc import Iterable

from PySide6.QtGui import QFontMetricsF

from ui.screens.board.layout.arrangement import COOL_TEXT
from ui.screens.board.painting.tile_painting import NARROW_SHARE
from ui.theme.fonts import SEMIBOLD, font

# One name that is longer than this is cut rather than let it set the columns of all.
LONGEST = 300.0


def names_width(names: Iterable[str], *, may_wrap: bool) -> float:
    """The width of the longest name as tiles write it, at the size of the drawn wall."""
    metrics = QFontMetricsF(font(COOL_TEXT, SEMIBOLD))
    return min(LONGEST, max((_width(name, metrics, may_wrap) for name in names), default=0.0))


def _width(name: str, metrics: QFontMetricsF, may_wrap: bool) -> float:
    words = name.split(" ")
    wanted = metrics.horizontalAdvance(name) * NARROW_SHARE
    if not may_wrap:
        return wanted
    for cut in range(1, len(words)):
        lines = " ".join(words[:cut]), " ".join(words[cut:])
        longer = max(metrics.horizontalAdvance(line) for line in lines)
        wanted = min(wanted, longer * NARROW_SHARE)
    return wanted
