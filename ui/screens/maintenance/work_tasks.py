"""What a person does with planned work: verbs, with the question before and the word after each."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.views.maintenance import MaintenanceDetail, SayingStep
from statusboard.domain.views.previews import ChannelPreview
from statusboard.errors import RuleBroken, StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.maintenance import asking, asking_change
from ui.screens.maintenance.agreeing_tasks import AgreeingTasks
from ui.screens.maintenance.end_sheet import EndSheet
from ui.screens.maintenance.message_sheet import MessageSheet
from ui.screens.maintenance.pane import MaintenancePane
from ui.screens.maintenance.series_sheet import SeriesSheet
from ui.screens.maintenance.sheets import (
    CancelSheet,
    ExtendSheet,
    MoveSheet,
    StartSheet,
)
from ui.screens.maintenance.shown_plan import is_moved_alone, is_next, saved_plan
from ui.screens.maintenance.when_field import instant_of
from ui.screens.maintenance.work_sheet import WorkSheet
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away
from ui.widgets.time_words import zone_of

if TYPE_CHECKING:
    from statusboard.app.maintenance.change_inputs import Proposed
    from statusboard.app.maintenance.inputs import Worked

Result = TypeVar("Result")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class WorkTasks(QObject):
    """Runs one verb at a time for the pane; a refusal stands by its field, or in its sheet.

    Signals:
        done: something was changed; carries the id of the window to look at, or None.
    """

    done = Signal(object)

    def __init__(
        self, operations: Operations, pane: MaintenancePane, home: QWidget, clock: Clock
    ) -> None:
        super().__init__(home)
        self._operations, self._pane = operations, pane
        self._home, self._clock = home, clock
        self._is_busy = False
        self.sheet: Sheet | None = None
        pane.save_wanted.connect(self.save)
        pane.start_wanted.connect(self.start)
        pane.verify_wanted.connect(self.verify)
        pane.end_wanted.connect(self.end)
        pane.extend_wanted.connect(self.extend)
        pane.cancel_wanted.connect(self.cancel)
        pane.correct_wanted.connect(self.correct_end)
        self.agreeing = AgreeingTasks(self, operations, pane, home)

    def save(self, is_told: bool) -> None:
        """Keeps what the form says: as a draft, or on the page."""
        detail, plan = self._pane.detail, self._pane.form.plan
        if detail is None:
            self._keep(plan, None, is_told=is_told)
        elif is_told and is_moved_alone(detail, plan):
            self._ask_series(detail, plan)
        else:
            self._keep(saved_plan(detail, plan), detail, is_told=is_told)

    def plan_to_save(self) -> Plan:
        """The plan as it would be saved now."""
        detail, plan = self._pane.detail, self._pane.form.plan
        return plan if detail is None else saved_plan(detail, plan)

    def show_message(self, step: SayingStep) -> None:
        """Shows one of the messages as readers get it."""
        detail, plan = self._pane.detail, self.plan_to_save()
        window_id = None if detail is None else detail.window.window.id

        def done(previews: tuple[ChannelPreview, ...]) -> None:
            sheet = MessageSheet(step, plan.title, previews, self._home)
            self.open_sheet(sheet)

        def failed(error: StatusBoardError) -> None:
            field = error.field if isinstance(error, RuleBroken) else ""
            self._pane.show_problem(str(error), field)

        work = asking.ask_previews(self._operations.desk, plan, step, window_id)
        self._operations.run(self, work, done, failed)

    def start(self) -> None:
        """Begins the window that is shown; asks why first where that is before it was agreed."""
        detail = self._pane.detail
        if detail is None:
            return
        desk, window = self._operations.desk, detail.window.window
        if not detail.window.agreement.is_needed or self._clock.now() >= window.starts_at:
            self.run(asking.start_work(desk, window.id), _tr("The work began."))
            return
        sheet = StartSheet(detail, zone_of(detail.plan.zone), self._clock.now(), self._home)

        sheet.decided.connect(
            lambda why: self.run(
                asking.start_work(desk, window.id, why), _tr("The work began."), sheet
            )
        )
        sheet.ask_wanted.connect(lambda: self.ask(asking_change.ask_to_start(desk, detail), sheet))
        self.open_sheet(sheet)

    def verify(self) -> None:
        """Says that the work that is shown is done, and is being looked over."""
        detail = self._pane.detail
        if detail is not None:
            window_id = detail.window.window.id
            work = asking.verify_work(self._operations.desk, window_id)
            self.run(work, _tr("The work is being looked over."))

    def end(self) -> None:
        """Says that the work that is shown is done."""
        detail = self._pane.detail
        if detail is not None:
            window_id = detail.window.window.id
            self.run(asking.end_work(self._operations.desk, window_id), _tr("The work is done."))

    def correct_end(self) -> None:
        """Asks when the work that is over truly ended, then lets history follow."""
        detail = self._pane.detail
        if detail is None:
            return
        desk, window_id = self._operations.desk, detail.window.window.id
        sheet = EndSheet(detail, zone_of(detail.plan.zone), self._clock.now(), self._home)

        def decided(at: datetime, reason: str) -> None:
            work = asking.end_work(desk, window_id, at, reason, sheet.without_approval)
            self.run(work, _tr("The end is corrected, and uptime follows it."), sheet)

        def asked() -> None:
            self.ask(asking_change.ask_to_end(desk, detail, sheet.chosen, sheet.why), sheet)

        sheet.decided.connect(decided)
        sheet.ask_wanted.connect(asked)
        self.open_sheet(sheet)

    def extend(self) -> None:
        """Asks until when, then lets it end later."""
        detail = self._pane.detail
        if detail is None:
            return
        zone = zone_of(detail.plan.zone)
        sheet = ExtendSheet(detail, zone, self._clock.now(), self._home)
        window_id = detail.window.window.id

        def decided(until: datetime) -> None:
            why = sheet.without_approval
            work = asking.extend_work(self._operations.desk, window_id, until, why)
            self.run(work, _tr("The work ends later."), sheet)

        def asked() -> None:
            desk = self._operations.desk
            self.ask(asking_change.ask_to_extend(desk, detail, sheet.chosen), sheet)

        sheet.decided.connect(decided)
        sheet.ask_wanted.connect(asked)
        self.open_sheet(sheet)

    def cancel(self) -> None:
        """Throws a draft away; of anything else, asks why it does not take place."""
        detail = self._pane.detail
        if detail is None:
            return
        if detail.window.window.status is MaintenanceStatus.DRAFT:
            self._ask_discard(detail)
            return
        zone = zone_of(detail.plan.zone)
        sheet = CancelSheet(detail, zone, self._clock.now(), self._home)

        def decided(reason: str, is_series: bool) -> None:
            desk, why = self._operations.desk, sheet.without_approval
            work = asking.cancel_work(desk, detail, reason, why, whole_series=is_series)
            self.run(work, _tr("The work is cancelled."), sheet)

        def asked() -> None:
            desk, is_series = self._operations.desk, sheet.series.isChecked()
            work = asking_change.ask_to_cancel(desk, detail, sheet.said, whole_series=is_series)
            self.ask(work, sheet)

        sheet.decided.connect(decided)
        sheet.ask_wanted.connect(asked)
        self.open_sheet(sheet)

    def move(self, detail: MaintenanceDetail, days: int) -> None:
        """Asks, then puts a window on another day at the same time of the clock."""
        window, zone = detail.window.window, zone_of(detail.plan.zone)
        wall = window.starts_at.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
        starts_at = instant_of(wall, zone)
        sheet = MoveSheet(detail, starts_at, zone, self._clock.now(), self._home)

        def decided() -> None:
            why = sheet.without_approval
            work = asking.move_window(self._operations.desk, detail, starts_at, why=why)
            self.run(work, _tr("The work is on another day."), sheet)

        def asked() -> None:
            work = asking_change.ask_to_move(self._operations.desk, detail, starts_at)
            self.ask(work, sheet)

        sheet.decided.connect(decided)
        sheet.ask_wanted.connect(asked)
        self.open_sheet(sheet)

    def _keep(self, plan: Plan, detail: MaintenanceDetail | None, *, is_told: bool) -> None:
        desk = self._operations.desk
        if is_told:
            why = self._pane.approval.without_approval
            self.run(asking.plan_work(desk, plan, detail, why), _tr("It is on the page."))
        else:
            words = _tr("Kept as a draft. Nobody is told of it.")
            self.run(asking.keep_draft(desk, plan, detail), words)

    def ask(self, work: "Awaitable[Proposed]", sheet: WorkSheet | None = None) -> None:
        """Asks somebody else; what was asked stands above the plan for as long as it waits."""

        def succeeded(proposed: "Proposed") -> None:
            if sheet is not None:
                sheet.accept()
            self.done.emit(proposed.window_id)

        self._run_any(work, succeeded, sheet)

    def _ask_series(self, detail: MaintenanceDetail, plan: Plan) -> None:
        sheet = SeriesSheet(detail.window.title, self._home, is_next=is_next(detail))
        starts_at = instant_of(plan.starts_at, zone_of(plan.zone))

        def this_one() -> None:
            why = self._pane.approval.without_approval
            work = asking.move_window(self._operations.desk, detail, starts_at, plan.lasts, why)
            self.run(work, _tr("This window is at another time."))

        sheet.one_chosen.connect(this_one)
        sheet.all_chosen.connect(lambda: self._keep(plan, detail, is_told=True))
        self.open_sheet(sheet)

    def _ask_discard(self, detail: MaintenanceDetail) -> None:
        def discard() -> None:
            self._run_any(
                asking.discard_work(self._operations.desk, detail.maintenance_id),
                lambda _: self.done.emit(None),
                None,
            )

        ask_to_throw_away(
            self._home,
            _tr("The draft leaves the list. Nobody was told of it."),
            discard,
            title=_tr("Discard this draft?"),
            action=_tr("Discard"),
            keep=_tr("Keep it"),
        )

    def open_sheet(self, sheet: Sheet) -> None:
        """Asks something, over the screen."""
        self.sheet = sheet
        sheet.finished.connect(self._closed)
        sheet.open()

    def _closed(self) -> None:
        self.sheet = None

    def run(self, work: "Awaitable[Worked]", words: str, sheet: WorkSheet | None = None) -> None:
        """Does it, and says the words, with how many people are told."""

        def succeeded(worked: "Worked") -> None:
            if sheet is not None:
                sheet.accept()
            self.done.emit(worked.window_id)
            if not words:
                return  # what was done stands above the plan for as long as it holds
            told = _tr("{words} {people} are told.") if worked.recipients > 1 else words
            if worked.recipients == 1:
                told = _tr("{words} 1 person is told.")
            people = _tr("{n} people").format(n=f"{worked.recipients:,}")
            self._pane.say(told.format(words=words, people=people))

        self._run_any(work, succeeded, sheet)

    def _run_any(
        self, work: Awaitable[Result], done: Callable[[Result], None], sheet: WorkSheet | None
    ) -> None:
        if self._is_busy:
            return
        self._set_busy(is_busy=True)

        def succeeded(result: Result) -> None:
            self._set_busy(is_busy=False)
            done(result)

        def failed(error: StatusBoardError) -> None:
            self._set_busy(is_busy=False)
            if sheet is not None:
                sheet.was_refused(str(error))
                return
            field = error.field if isinstance(error, RuleBroken) else ""
            self._pane.show_problem(str(error), field)

        self._operations.run(self, work, succeeded, failed)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._pane.set_busy(is_busy=is_busy)
