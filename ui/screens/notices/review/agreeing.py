"""What people decide in the last look besides publishing: ask, approve, send back, schedule."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from statusboard.app.doorway import Verb
from statusboard.app.notices.agreement_commands import (
    approve_notice,
    reject_notice,
    submit,
    withdraw_request_of,
)
from statusboard.app.notices.agreement_inputs import (
    Approve,
    Reject,
    ScheduleNotice,
    Submit,
    Unschedule,
    WithdrawRequest,
)
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.queries import REVIEW
from statusboard.app.notices.schedule_commands import schedule, unschedule
from statusboard.domain.views.notices import ReviewView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.review.review_sheet import ReviewSheet

Input = TypeVar("Input")
Result = TypeVar("Result")


class Agreeing(QObject):
    """Carries the wishes of one sheet to the desk, and shows how the text stands then.

    Signals:
        done: something was decided; lists and editors may show another thing.
    """

    done = Signal()

    def __init__(self, operations: Operations, answers: LatestWins, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._answers = answers
        self._sheet: ReviewSheet | None = None

    def follow(self, sheet: ReviewSheet) -> None:
        """From now on the wishes of this sheet count."""
        self._sheet = sheet
        part, view = sheet.agreement, sheet.view
        number, revision = view.notice_id, view.revision
        part.ask_wanted.connect(lambda: self._do(submit, Submit(number, revision)))
        part.withdraw_wanted.connect(
            lambda: self._do(withdraw_request_of, WithdrawRequest(number, revision))
        )
        part.approve_wanted.connect(lambda: self._do(approve_notice, Approve(number, revision)))
        part.reject_wanted.connect(
            lambda words: self._do(reject_notice, Reject(number, revision, words))
        )
        part.schedule_wanted.connect(
            lambda at: self._do(schedule, ScheduleNotice(number, revision, at, sheet.telling.tell))
        )
        part.unschedule_wanted.connect(lambda: self._do(unschedule, Unschedule(number)))

    def leave(self) -> None:
        """The sheet is gone."""
        self._sheet = None

    def ask_again(self) -> None:
        """Asks how the text stands: somebody else may have approved it."""
        if self._sheet is None:
            return
        ask = ReviewAsk(self._sheet.view.notice_id, self._sheet.view.revision)
        self._answers.ask(
            "agreement",
            ask,
            partial(self._operations.desk.ask, REVIEW, ask),
            self._show,
            lambda _error: None,
        )

    def _do(self, verb: Verb[Input, Result], given: Input) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        sheet.agreement.set_free(is_free=False)
        self._operations.run(
            self,
            self._operations.desk.do(verb, given),
            self._with(sheet, self._decided),
            self._with(sheet, self._refused),
        )

    def _with(self, sheet: ReviewSheet, then: Callable[[object], None]) -> Callable[[object], None]:
        """What is answered after a sheet was closed concerns no other one."""
        return lambda answer: then(answer) if sheet is self._sheet else None

    def _decided(self, _answer: object) -> None:
        if self._sheet is not None:
            self._sheet.outcome.hide()
            self._sheet.agreement.settle()
        self.ask_again()
        self.done.emit()

    def _refused(self, error: object) -> None:
        if self._sheet is not None and isinstance(error, StatusBoardError):
            self._sheet.agreement.set_free(is_free=True)
            self._sheet.outcome.show_sentence(str(error), tone="major")
            self._sheet.outcome.show()
        self.ask_again()

    def _show(self, view: ReviewView) -> None:
        if self._sheet is not None and not self._sheet.is_sent:
            self._sheet.agreement.set_free(is_free=True)
            self._sheet.agreement.show_agreement(view.agreement)
