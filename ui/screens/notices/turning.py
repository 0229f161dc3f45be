"""The way from one notice to another: the text at hand is kept, the other one is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.queries import EDITOR
from statusboard.domain.views.notices import EditorView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.drafting import Draft
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.open_notice import OpenNotice

_TURN = "turn"


def ask_of(key: NoticeKey) -> EditorAsk:
    """The question for a notice that there is, or for the next update of an incident."""
    return EditorAsk(key.notice_id, None if key.notice_id else key.incident_id)


@dataclass(slots=True, eq=False)
class Turn:
    """Where somebody wants to go. `then` is called once that notice is open."""

    key: NoticeKey
    ask: EditorAsk
    then: Callable[[], None] | None = None


class Turning(QObject):
    """At most one turn at a time: the newest that is wanted.

    Signals:
        arrived: the other notice is here, and nothing unsaved is at hand; carries the Turn and
            the EditorView.
        refused: the text at hand cannot be kept, so its notice stays open.
        failed: the other notice could not be asked for; carries the error.
    """

    arrived = Signal(object, object)
    refused = Signal()
    failed = Signal(object)

    def __init__(self, operations: Operations, notice: OpenNotice, screen: QWidget) -> None:
        super().__init__(screen)
        self._operations = operations
        self._answers = LatestWins(operations, screen)
        self._notice = notice
        self._turn: Turn | None = None

    @property
    def is_going(self) -> bool:
        """Whether another notice is on its way."""
        return self._turn is not None

    def start(self, turn: Turn) -> None:
        """Goes there, wherever one was about to go."""
        self._answers.drop_all()
        self._turn = turn
        self._notice.flush(partial(self._go, turn))

    def stop(self) -> None:
        """Goes nowhere: something else is wanted of the notice that is open."""
        self._answers.drop_all()
        self._turn = None

    def when_there(self, act: Callable[[], None]) -> None:
        """Acts in the notice that is on its way, or in the one that is open."""
        if self._turn is None:
            act()
        else:
            self._turn.then = act

    def _go(self, turn: Turn, is_kept: bool) -> None:
        if turn is not self._turn:
            return
        # Of a text that was thrown away meanwhile nothing has to be kept.
        if not is_kept and self._notice.key is not None:
            self.stop()
            self.refused.emit()
            return
        self._answers.ask(
            _TURN,
            turn.ask,
            partial(self._operations.desk.ask, EDITOR, turn.ask),
            partial(self._arrived, turn, self._notice.drafting.draft),
            self._not_asked,
        )

    def _arrived(self, turn: Turn, before: Draft, view: EditorView) -> None:
        drafting = self._notice.drafting
        if not drafting.is_kept or drafting.draft != before:
            # Typed meanwhile: that is kept first, and the answer may be of the very same notice.
            self.start(turn)
            return
        self._turn = None
        self.arrived.emit(turn, view)

    def _not_asked(self, error: StatusBoardError) -> None:
        self._turn = None
        self.failed.emit(error)
