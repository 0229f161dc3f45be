"""Asking for approval and giving it beside the text, without the last look."""

from PySide6.QtCore import QObject, Signal

from statusboard.app.notices.agreement_commands import approve_notice, submit
from statusboard.app.notices.agreement_inputs import Approve, Submit
from statusboard.app.notices.queries import NOTICES
from statusboard.domain.views.notices import NoticesView
from ui.runtime.operations import Operations
from ui.screens.notices.open_notice import OpenNotice
from ui.screens.notices.review.publishing import Publishing
from ui.screens.notices.workplace import Workplace


class Agreement(QObject):
    """Whoever sits here, and what they decide about the notice that is open.

    Signals:
        done: something was decided; the list and the notice may show another thing.
        failed: it could not be; carries the error. Nothing is lost.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(
        self,
        operations: Operations,
        notice: OpenNotice,
        workplace: Workplace,
        publishing: Publishing,
    ) -> None:
        super().__init__(publishing)
        self._operations = operations
        self._notice = notice
        self._list, self._editor = workplace.list, workplace.editor
        editor = workplace.editor
        publishing.agreed.connect(self.look_again)
        editor.ask_button.clicked.connect(self.ask)
        editor.agreement.approve_wanted.connect(self.approve)

    async def read(self) -> NoticesView:
        """The list, and who looks at it: what waits for them is said so."""
        desk = self._operations.desk
        me, view = await desk.who(), await desk.ask(NOTICES, None)
        self._list.know(me)
        self._editor.agreement.me = me
        self._notice.show_again()
        return view

    def look_again(self) -> None:
        """Something was decided elsewhere: the notice and the list may show another thing."""
        self._notice.look_again()
        self.done.emit()

    def ask(self) -> None:
        """Keeps the text, then asks for approval of it."""
        self._notice.flush(self._ask, even_untouched=True)

    def approve(self) -> None:
        """Agrees to exactly the text that was shown with the question."""
        view = self._notice.view
        if view is None or view.notice_id is None or not self._notice.drafting.is_kept:
            return
        given = Approve(view.notice_id, view.revision)
        self._operations.run(
            self, self._operations.desk.do(approve_notice, given), self._decided, self.failed.emit
        )

    def _ask(self, is_kept: bool) -> None:
        draft = self._notice.drafting.draft
        if not is_kept or draft.notice_id is None:
            self._notice.open_conflict()
            return
        given = Submit(draft.notice_id, draft.revision)
        self._operations.run(
            self, self._operations.desk.do(submit, given), self._decided, self.failed.emit
        )

    def _decided(self, _answer: object) -> None:
        self.look_again()
