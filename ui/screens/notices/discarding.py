"""Throws a draft away, once a person has said so twice."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.notices.commands import discard_draft
from statusboard.app.notices.inputs import DiscardDraft
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.notices.editor.discard_dialog import discard_dialog
from ui.screens.notices.open_notice import OpenNotice


class Discarding(QObject):
    """Asks, closes the notice, and has its draft taken off the list.

    Signals:
        discarded: the draft is gone; what is next is to be shown.
        failed: it could not be done; carries the error.
    """

    discarded = Signal()
    failed = Signal(object)

    def __init__(self, operations: Operations, notice: OpenNotice, screen: QWidget) -> None:
        super().__init__(screen)
        self._operations = operations
        self._notice = notice
        self._screen = screen
        self.is_going = False

    def ask(self) -> None:
        """Asks once before the draft leaves the list."""
        dialog = discard_dialog(self._screen)
        dialog.accepted.connect(self.discard)
        dialog.open()

    def discard(self) -> None:
        """Takes the draft off the list."""
        self.is_going = True
        self._notice.give_up(self._discard)

    def _discard(self, notice_id: int | None) -> None:
        """A save that was on its way is answered: now it is known which draft it is, if any."""
        if notice_id is None:
            self._discarded()
            return
        self._operations.run(
            self,
            self._operations.desk.do(discard_draft, DiscardDraft(notice_id)),
            lambda _discarded: self._discarded(),
            self._refused,
        )

    def _discarded(self) -> None:
        self.is_going = False
        self.discarded.emit()

    def _refused(self, error: StatusBoardError) -> None:
        self.is_going = False
        self.failed.emit(error)
