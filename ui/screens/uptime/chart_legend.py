"""What the lines of the chart are: a swatch and a word each."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION

_SWATCH, _GAP, _APART, _HEIGHT = 14, 5, 14, 20


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """`colour` is the line's; `strength` below 1 makes it fainter; `is_area`: it is a band."""

    words: str
    colour: str
    strength: float = 1.0
    is_area: bool = False


class ChartLegend(QWidget):
    """Entries side by side; where there is no room the last one is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LegendEntry, ...] = ()
        self.setFont(font(CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Lines of the chart"))
        theme().changed.connect(self.update)

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, *entries: LegendEntry) -> None:
        """Shows others."""
        self._entries = entries
        words = ", ".join(entry.words for entry in entries)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        left, middle = 0.0, self.height() / 2
        for entry in self._entries:
            room = self.width() - left - _SWATCH - _GAP
            if room < _SWATCH:
                return
            colour = QColor(entry.colour)
            colour.setAlphaF(entry.strength)
            height = 10 if entry.is_area else 2
            painter.fillRect(QRectF(left, middle - height / 2, _SWATCH, height), colour)
            words = metrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, int(room))
            painter.setPen(QColor(tokens().muted))
            where = QRectF(left + _SWATCH + _GAP, 0, room, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
            left += _SWATCH + _GAP + metrics.horizontalAdvance(words) + _APART
