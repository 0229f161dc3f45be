"""Lets a card be opened: a press, or Enter while it has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Opening(QObject):
    """Watches one card and calls `opened`. The card can be reached by Tab from then on."""

    def __init__(self, card: QWidget, opened: Callable[[], None]) -> None:
        super().__init__(card)
        self._opened = opened
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card.setCursor(Qt.CursorShape.PointingHandCursor)
        card.setProperty("opens", True)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens on a whole click and on Enter or Space, never while a key is held."""
        if isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            self._tell(watched, event)
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

    @staticmethod
    def _tell(card: QWidget, event: QFocusEvent) -> None:
        """What a pointer that rests on it is told is told to the keyboard, too."""
        if event.type() is QEvent.Type.FocusIn and event.reason() in _BY_KEY:
            QToolTip.showText(card.mapToGlobal(QPoint(0, card.height())), card.toolTip(), card)
        elif event.type() is QEvent.Type.FocusOut:
            QToolTip.hideText()
