"""The picture of a claim as it will be, as large as there is room."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.statement.card_look import CARD_COLOURS, CardColours, CardFacts, CardSize
from ui.screens.statement.card_painting import paint_card

_ROUND = 14


class CardPreview(QWidget):
    """Keeps the proportions of the size that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: CardFacts | None = None
        self.size_chosen = CardSize.LINK
        self.colours = CARD_COLOURS["dark"]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_card(self, facts: CardFacts | None, size: CardSize, colours: CardColours) -> None:
        """Shows a picture; None: there is nothing to draw."""
        self.facts, self.size_chosen, self.colours = facts, size, colours
        self.setAccessibleName("" if facts is None else facts.words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        pixels = self.size_chosen.pixels
        return round(width * pixels.height() / pixels.width())

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one picture
        if self.facts is None:
            return
        pixels = self.size_chosen.pixels
        scale = min(self.width() / pixels.width(), self.height() / pixels.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, pixels.width() * scale, pixels.height() * scale)
        path = QPainterPath()
        path.addRoundedRect(box, _ROUND, _ROUND)
        painter.setClipPath(path)
        painter.scale(scale, scale)
        whole = QRectF(0, 0, pixels.width(), pixels.height())
        paint_card(painter, whole, self.facts, self.colours)
