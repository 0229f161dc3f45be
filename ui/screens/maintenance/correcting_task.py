"""Puts the end of work that is over right: asked for in a sheet, done or asked of somebody else."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.app.desk.desk import Desk
from ui.screens.maintenance import asking, asking_change
from ui.screens.maintenance.end_sheet import EndSheet
from ui.screens.maintenance.pane import MaintenancePane
from ui.screens.maintenance.tasks import Tasks
from ui.widgets.time_words import zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class CorrectingTask(QObject):
    """Asks when the work that the pane shows truly ended, and lets history follow."""

    def __init__(
        self, tasks: Tasks, desk: Desk, pane: MaintenancePane, home: QWidget, clock: Clock
    ) -> None:
        super().__init__(home)
        self._tasks, self._desk, self._pane = tasks, desk, pane
        self._home, self._clock = home, clock
        pane.correct_wanted.connect(self.correct)

    def correct(self) -> None:
        """Opens the sheet."""
        detail = self._pane.detail
        if detail is None:
            return
        window_id = detail.window.window.id
        sheet = EndSheet(detail, zone_of(detail.plan.zone), self._clock.now(), self._home)

        def decided(at: datetime, reason: str) -> None:
            work = asking.end_work(self._desk, window_id, at, reason, sheet.without_approval)
            self._tasks.run(work, _tr("The end is corrected, and uptime follows it."), sheet)

        def asked() -> None:
            work = asking_change.ask_to_end(self._desk, detail, sheet.chosen, sheet.why)
            self._tasks.ask(work, sheet)

        sheet.decided.connect(decided)
        sheet.ask_wanted.connect(asked)
        self._tasks.open_sheet(sheet)
