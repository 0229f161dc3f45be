"""The way from the menu of a notice to what withdraws it, or joins it with another one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.app.notices.asks import JoiningAsk, WithdrawalAsk
from statusboard.app.notices.ending_commands import merge, retract
from statusboard.app.notices.endings import JOINING, WITHDRAWAL
from statusboard.app.notices.inputs import Merge, Merged, Retract, Retracted
from statusboard.domain.views.endings import JoiningView, WithdrawalView
from statusboard.domain.views.notices import NoticesView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.more_menu import MoreMenu
from ui.screens.notices.ending.join_sheet import JoinSheet
from ui.screens.notices.ending.withdraw_sheet import WithdrawSheet
from ui.screens.notices.open_notice import OpenNotice

_ASK = "ask"


class Ending(QObject):
    """One sheet at a time, about the notice that is open.

    Signals:
        ended: it is done; carries the id of the incident to look at now.
    """

    ended = Signal(int)

    def __init__(
        self,
        operations: Operations,
        clock: Clock,
        menu: MoreMenu,
        notice: OpenNotice,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._menu, self._notice = menu, notice
        self._lasting: frozenset[int | None] = frozenset()
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._clock = clock
        self._window = window
        self._incident_id = 0
        self.sheet: WithdrawSheet | JoinSheet | None = None
        menu.join_wanted.connect(lambda: self._begin(self.join))
        menu.withdraw_wanted.connect(lambda: self._begin(self.withdraw))

    def know(self, view: NoticesView) -> None:
        """Takes which incidents last."""
        self._lasting = frozenset(item.incident_id for item in view.live)
        self.offer()

    def offer(self) -> None:
        """Offers what can be done with the notice that is open now."""
        incident = self._notice.view.incident if self._notice.view is not None else None
        others = self._lasting - {incident.id if incident is not None else None}
        self._menu.offer(incident, others=len(others))

    def withdraw(self, incident_id: int) -> None:
        """Asks what it would do, then opens the sheet."""
        self._incident_id = incident_id
        self._ask_withdrawal("", self._open_withdrawal)

    def join(self, incident_id: int) -> None:
        """Asks what there is to join it with, then opens the sheet."""
        self._incident_id = incident_id
        self._ask_joining(None, self._open_joining)

    def _begin(self, act: Callable[[int], None]) -> None:
        """Keeps what is written first, for it may go along."""
        view = self._notice.view
        if view is not None and view.incident is not None:
            incident_id = view.incident.id
            self._notice.flush(
                lambda is_kept: act(incident_id) if is_kept and self._is_open(incident_id) else None
            )

    def _is_open(self, incident_id: int) -> bool:
        """Whether the notice that is open is of that incident: it may have been left meanwhile."""
        view = self._notice.view
        return view is not None and view.incident is not None and view.incident.id == incident_id

    # Withdrawing

    def _ask_withdrawal(self, update: str, then: Callable[[WithdrawalView], None]) -> None:
        ask = WithdrawalAsk(self._incident_id, update)
        work = partial(self._operations.desk.ask, WITHDRAWAL, ask)
        self._answers.ask(_ASK, ask, work, then, self._failed)

    def _open_withdrawal(self, view: WithdrawalView) -> None:
        if self.sheet is not None or not self._is_open(self._incident_id):
            return
        sheet = WithdrawSheet(view, self._clock, self._window)
        sheet.choice_changed.connect(self._other_withdrawal)
        sheet.withdraw_wanted.connect(self._withdraw)
        self._open(sheet)

    def _other_withdrawal(self, update: str) -> None:
        self._ask_withdrawal(update, self._show_withdrawal)

    def _show_withdrawal(self, view: WithdrawalView) -> None:
        if isinstance(self.sheet, WithdrawSheet):
            self.sheet.show_view(view)

    def _withdraw(self, reason: str, update: str) -> None:
        given = Retract(self._incident_id, reason, update, self._why())
        work = self._operations.desk.do(retract, given)
        self._operations.run(self, work, self._withdrawn, self._refused)

    def _withdrawn(self, done: Retracted) -> None:
        self._done(done.incident_id)

    # Joining

    def _ask_joining(self, into: int | None, then: Callable[[JoiningView], None]) -> None:
        ask = JoiningAsk(self._incident_id, into)
        work = partial(self._operations.desk.ask, JOINING, ask)
        self._answers.ask(_ASK, ask, work, then, self._failed)

    def _open_joining(self, view: JoiningView) -> None:
        if self.sheet is not None or not view.others or not self._is_open(self._incident_id):
            return
        sheet = JoinSheet(view, self._window)
        sheet.choice_changed.connect(self._other_joining)
        sheet.join_wanted.connect(self._join)
        self._open(sheet)
        self._other_joining(sheet.into)

    def _other_joining(self, into: int) -> None:
        self._ask_joining(into, self._show_joining)

    def _show_joining(self, view: JoiningView) -> None:
        if isinstance(self.sheet, JoinSheet):
            self.sheet.show_view(view)

    def _join(self, into: int, words: str) -> None:
        given = Merge(self._incident_id, into, words, self._why())
        work = self._operations.desk.do(merge, given)
        self._operations.run(self, work, self._joined, self._refused)

    def _joined(self, done: Merged) -> None:
        self._done(done.incident_id)

    # Both

    def _why(self) -> str:
        return self.sheet.without_approval if self.sheet is not None else ""

    def _open(self, sheet: WithdrawSheet | JoinSheet) -> None:
        self.sheet = sheet
        sheet.finished.connect(self._closed)
        sheet.open()

    def _done(self, incident_id: int) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        if self._is_open(self._incident_id):
            self._notice.close()
        self.ended.emit(incident_id)

    def _refused(self, error: StatusBoardError) -> None:
        if self.sheet is not None:
            self.sheet.was_refused(error)

    def _failed(self, error: StatusBoardError) -> None:
        if self.sheet is not None:
            self.sheet.reach.show_failure(str(error))
        else:
            self._operations.failed.emit(error)

    def _closed(self) -> None:
        self._answers.drop_all()
        self.sheet = None
