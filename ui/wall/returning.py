"""A wall that somebody walked away from shows the board again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

LOOK_MS = 5000
AWAY_LOOKS = 24


class WallReturn(QObject):
    """Calls `back` when for two minutes nobody moved the pointer or walked by key."""

    def __init__(self, window: QWidget, back: Callable[[], None]) -> None:
        super().__init__(window)
        self._back = back
        self._seen: tuple[QPoint, QWidget | None] = (QCursor.pos(), None)
        self._looks = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Looks whether anybody is there."""
        seen = QCursor.pos(), QApplication.focusWidget()
        if seen != self._seen:
            self._seen, self._looks = seen, 0
        self._looks += 1
        if self._looks == AWAY_LOOKS:
            self._back()
