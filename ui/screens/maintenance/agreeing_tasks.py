"""What a person does about somebody else's agreement: ask, agree, send back, take back."""

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.views.maintenance import MaintenanceDetail
from ui.runtime.operations import Operations
from ui.screens.maintenance import asking, asking_change
from ui.screens.maintenance.pane import MaintenancePane
from ui.screens.maintenance.series_sheet import SeriesSheet
from ui.screens.maintenance.shown_plan import is_moved_alone, is_next, saved_plan
from ui.screens.maintenance.tasks import Tasks
from ui.screens.maintenance.when_field import instant_of
from ui.widgets.time_words import zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class AgreeingTasks(QObject):
    """Of a draft it is about the plan; of announced work, about the change of it."""

    def __init__(
        self, tasks: Tasks, operations: Operations, pane: MaintenancePane, home: QWidget
    ) -> None:
        super().__init__(home)
        self._tasks, self._operations, self._pane, self._home = tasks, operations, pane, home
        pane.approval.ask_wanted.connect(self.ask_for_approval)
        pane.approval.approve_wanted.connect(self.approve)
        pane.approval.reject_wanted.connect(self.send_back)
        pane.approval.withdraw_wanted.connect(self.take_back)

    def ask_for_approval(self) -> None:
        """Keeps what the form says, then asks somebody else to agree to it."""
        detail, plan = self._pane.detail, self._tasks.plan_to_save()
        if detail is not None and detail.window.window.status is not MaintenanceStatus.DRAFT:
            self._ask_to_change(detail)
            return
        is_changed = self._pane.form.is_changed
        work = asking.ask_for_approval(self._operations.desk, plan, detail, is_changed=is_changed)
        self._tasks.run(work, "")

    def approve(self) -> None:
        """Agrees to the draft as it is shown, or to the change of it, which is made by that."""
        detail, desk = self._pane.detail, self._operations.desk
        if detail is None:
            return
        change = detail.window.change
        if change is None:
            self._tasks.run(asking.approve(desk, detail), "")
        else:
            work = asking_change.approve_change(desk, change.change_id)
            self._tasks.run(work, _tr("Approved and done."))

    def send_back(self, words: str) -> None:
        """Sends the draft, or the change, back."""
        detail, desk = self._pane.detail, self._operations.desk
        if detail is None:
            return
        change = detail.window.change
        if change is None:
            self._tasks.run(asking.send_back(desk, detail, words), "")
        else:
            self._tasks.ask(asking_change.send_change_back(desk, change.change_id, words))

    def take_back(self) -> None:
        """Nobody needs to agree any more: to the draft for now, or to the change at all."""
        detail, desk = self._pane.detail, self._operations.desk
        if detail is None:
            return
        change = detail.window.change
        if change is None:
            self._tasks.run(asking.withdraw_request(desk, detail), "")
        else:
            self._tasks.ask(asking_change.take_change_back(desk, change.change_id))

    def _ask_to_change(self, detail: MaintenanceDetail) -> None:
        """Asks for what the form says of announced work; of a series, for which windows."""
        plan, desk = self._pane.form.plan, self._operations.desk

        def all_of_it() -> None:
            self._tasks.ask(asking_change.ask_to_change(desk, detail, saved_plan(detail, plan)))

        if not is_moved_alone(detail, plan):
            all_of_it()
            return
        sheet = SeriesSheet(detail.window.title, self._home, is_next=is_next(detail))
        starts_at = instant_of(plan.starts_at, zone_of(plan.zone))
        sheet.one_chosen.connect(
            lambda: self._tasks.ask(asking_change.ask_to_move(desk, detail, starts_at, plan.lasts))
        )
        sheet.all_chosen.connect(all_of_it)
        self._tasks.open_sheet(sheet)
