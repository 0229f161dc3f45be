"""Lets a card be reached by Tab, and opened: a press, or Enter while it has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Telling(QObject):
    """Watches one card: whoever reaches it by Tab is told what a pointer on it is told."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shows it while the card has the focus by key."""
        if isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            self._tell(watched, event)
        return super().eventFilter(watched, event)

    @staticmethod
    def _tell(card: QWidget, event: QFocusEvent) -> None:
        if event.type() is QEvent.Type.FocusIn and event.reason() in _BY_KEY:
            QToolTip.showText(card.mapToGlobal(QPoint(0, card.height())), card.toolTip(), card)
        elif event.type() is QEvent.Type.FocusOut:
            QToolTip.hideText()


class Opening(Telling):
    """Also calls `opened` where the card is opened."""

    def __init__(self, card: QWidget, opened: Callable[[], None]) -> None:
        super().__init__(card)
        self._opened = opened
        card.setCursor(Qt.CursorShape.PointingHandCursor)
        card.setProperty("opens", True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens on a whole click and on Enter or Space, never while a key is held."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            is_inside = isinstance(watched, QWidget) and watched.rect().contains(
                event.position().toPoint()
            )
            if is_inside and event.button() == Qt.MouseButton.LeftButton:
                self._opened()
                return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _KEYS
            and not event.isAutoRepeat()
        ):
            self._opened()
            return True
        return super().eventFilter(watched, event)
