"""The ribbon over everything that is made up: sample data is never taken for the truth."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import SEMIBOLD, font
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION


class DemoRibbon(QWidget):
    """A thin line across the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = self.tr(
            "Sample data · nothing here is real, and nothing leaves this computer"
        )
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.accent_soft))
        painter.setFont(font(CAPTION, SEMIBOLD))
        painter.setPen(QColor(colours.accent))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._words)
