"""The promised next update, counting down; loud when it is overdue."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.board.layout.geometry import text_pixels
from ui.screens.board.words import promise_words
from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.theme import tokens
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph


class PromiseBox(QWidget):
    """`tick` moves it on. `is_overdue` tells whether the promise was broken."""

    def __init__(
        self, due: datetime, note: str, unit: float, zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._due, self._zone, self._unit = due, zone, unit
        self.is_overdue = False
        row = QHBoxLayout(self)
        row.setContentsMargins(*(round(n * unit) for n in (16, 13, 16, 13)))
        row.setSpacing(round(18 * unit))
        self.figure = Label(size=text_pixels(40, unit), weight=BOLD, tone="degraded")
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(round(2 * unit))
        size = text_pixels(18, unit)
        self.line = Paragraph(size=size, weight=SEMIBOLD, max_lines=3, leading=1.3)
        column.addStretch(1)
        column.addWidget(self.line)
        if note:
            column.addWidget(Paragraph(note, size=size, tone="muted", max_lines=2, leading=1.3))
        column.addStretch(1)
        row.addLayout(column, 1)

    def tick(self, now: datetime) -> None:
        """Shows how much is left at `now`."""
        figure, line, self.is_overdue = promise_words(self._due, now, self._zone)
        self.figure.setText(figure)
        self.figure.set_tone("major" if self.is_overdue else "degraded")
        self.line.set_text(line)
        if self.accessibleName() != line:
            self.setAccessibleName(f"{figure} {line}" if self.is_overdue else line)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        soft = colours.major_soft if self.is_overdue else colours.degraded_soft
        painter.setBrush(QColor(soft))
        radius = 10 * self._unit
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
