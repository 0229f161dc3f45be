"""What makes the next update of an incident by one press: no change, and a notice that joins it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from statusboard.app.notices.follow_up_commands import join, no_change
from statusboard.app.notices.inputs import Saved
from statusboard.app.notices.suggestion_inputs import Join, NoChange
from ui.runtime.operations import Operations
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.open_notice import OpenNotice


class QuickWays(QObject):
    """Keeps the text at hand, asks the desk for the draft, then says which notice it is.

    Signals:
        made: the draft is there; carries its NoticeKey, and whether Enter may publish it.
        failed: it could not be made; carries the error. Nothing is lost.
    """

    made = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, operations: Operations, notice: OpenNotice, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._notice = notice
        self._wanted: object | None = None

    def give_up(self) -> None:
        """What is on its way is made, but another notice is wanted to be open by now."""
        self._wanted = None

    def say_no_change(self, incident_id: int) -> None:
        """Drafts that there is nothing new."""
        self._wanted = wanted = object()
        self._notice.flush(partial(self._draft_no_change, wanted, incident_id))

    def join(self, incident_id: int) -> None:
        """Makes the open notice the next update of an incident; its text comes along."""
        self._wanted = wanted = object()
        self._notice.flush(partial(self._join, wanted, incident_id), even_untouched=True)

    def _draft_no_change(self, wanted: object, incident_id: int, is_kept: bool) -> None:
        if wanted is not self._wanted:
            return
        if not is_kept:
            self._notice.open_conflict()
            return
        self._operations.run(
            self,
            self._operations.desk.do(no_change, NoChange(incident_id)),
            lambda saved: self._made(wanted, saved, incident_id, is_quick=True),
            self.failed.emit,
        )

    def _join(self, wanted: object, incident_id: int, is_kept: bool) -> None:
        if wanted is not self._wanted:
            return
        draft = self._notice.drafting.draft
        if not is_kept or draft.notice_id is None:
            self._notice.open_conflict()
            return
        given = Join(draft.notice_id, draft.revision, incident_id)
        self._operations.run(
            self,
            self._operations.desk.do(join, given),
            lambda saved: self._joined(wanted, given, saved),
            self.failed.emit,
        )

    def _joined(self, wanted: object, given: Join, saved: Saved) -> None:
        drafting = self._notice.drafting
        if drafting.draft.notice_id == given.notice_id and drafting.is_kept:
            # All of it is in the new draft now. What was typed meanwhile is here alone, and stays.
            self._notice.close()
        self._made(wanted, saved, given.incident_id, is_quick=False)

    def _made(self, wanted: object, saved: Saved, incident_id: int, *, is_quick: bool) -> None:
        if wanted is self._wanted:
            self.made.emit(NoticeKey(saved.notice_id, incident_id), is_quick)
