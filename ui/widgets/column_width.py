"""How wide a column has to be so that nothing in it is cut."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontMetrics

from ui.theme.fonts import REGULAR, font
from ui.theme.tokens import BODY

# What a cell keeps free on both sides, and a pixel for what rounding takes.
_SIDES = 25


def column_width(
    texts: Iterable[str], *, least: int, most: int, weight: QFont.Weight = REGULAR
) -> int:
    """The width in pixels that shows each of these texts whole in a table's cell, within bounds."""
    metrics = QFontMetrics(font(BODY, weight))
    widest = max((metrics.horizontalAdvance(text) for text in set(texts)), default=0)
    return max(least, min(widest + _SIDES, most))
