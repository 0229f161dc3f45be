"""What makes a whole card of the right column a button, for pointer, keys and screen readers."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from ui.screens.board.painting.tile import KEY_REASONS
from ui.theme.theme import tokens


class CardPress(QAbstractButton):
    """Lies over a card, and below the buttons that the card has of its own."""

    def __init__(self, card: QWidget, radius: float, words: str, act: Callable[[], None]) -> None:
        super().__init__(card)
        self._card, self._radius = card, radius
        self._came_by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(words)
        self.clicked.connect(act)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the card's size, and stays below whatever in it is pressed for itself."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.setGeometry(self._card.rect())
            self.raise_()
            for button in self._card.findChildren(QPushButton):
                _beneath(self._card, button).raise_()
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._came_by_key = event.reason() in KEY_REASONS
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a frame around the card
        has_ring = self.hasFocus() and self._came_by_key
        if not (has_ring or self.underMouse()):
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if has_ring else colours.muted), 2))
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(room, self._radius, self._radius)


def _beneath(card: QWidget, part: QWidget) -> QWidget:
    """What of the card itself this part is in."""
    while part.parentWidget() is not card:
        parent = part.parentWidget()
        assert parent is not None
        part = parent
    return part
