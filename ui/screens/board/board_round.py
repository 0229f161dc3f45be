"""Which board is shown of several that take turns."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.wall.settings import WallSettings

# A board that may not go yet is asked again after so long.
AGAIN_MS = 3000


class BoardRound(QObject):
    """Turns to the next board after its time, once `may_turn` lets it go.

    Signals:
        turned: another board is to be shown.
    """

    turned = Signal()

    def __init__(
        self, settings: WallSettings, may_turn: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._boards, self._turn_ms = settings.boards, settings.turn_s * 1000
        self._may_turn = may_turn
        self._at = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._due)
        if len(self._boards) > 1:
            self._timer.start(self._turn_ms)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the board that is shown; none: all."""
        return self._boards[self._at]

    def _due(self) -> None:
        if not self._may_turn():
            self._timer.start(AGAIN_MS)
            return
        self._at = (self._at + 1) % len(self._boards)
        self._timer.start(self._turn_ms)
        self.turned.emit()
