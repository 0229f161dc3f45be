"""When a text is judged: at each key, or at the next pause where that would slow the typing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# So many characters are judged in a few milliseconds; a notice seldom has more.
SHORT = 4_000
PAUSE_MS = 150


class Judging(QObject):
    """Calls `judge`: at once for a short text, and for a long one when nothing was typed lately."""

    def __init__(self, judge: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._judge = judge
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(judge)

    def follow(self, text: str) -> None:
        """The text is this one now."""
        if len(text) > SHORT:
            self._timer.start()
            return
        self._timer.stop()
        self._judge()
