"""The product's mark: a column that stands, on the accent."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import tokens


class Mark(QWidget):
    """A square of `size` logical pixels."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one mark
        colours = tokens()
        side = self.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(self.rect()), side * 0.28, side * 0.28)
        painter.setBrush(QColor(colours.on_accent))
        bar, gap = side * 0.13, side * 0.09
        left = (side - 3 * bar - 2 * gap) / 2
        for number, height in enumerate((0.28, 0.44, 0.36)):
            x = left + number * (bar + gap)
            tall = side * height
            painter.drawRoundedRect(QRectF(x, side * 0.72 - tall, bar, tall), bar / 3, bar / 3)
