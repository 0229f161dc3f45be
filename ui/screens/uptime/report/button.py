"""The button of the uptime screen that opens a report."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.views.uptime import UptimeView
from ui.runtime.operations import Operations
from ui.screens.uptime.report.tasks import ReportTasks
from ui.widgets.time_words import zone_of


class ReportButton(QPushButton):
    """`view` gives what the screen shows, whose services are offered; None: nothing yet."""

    def __init__(
        self, operations: Operations, home: QWidget, view: Callable[[], UptimeView | None]
    ) -> None:
        super().__init__(home)
        self.setText(self.tr("Report…"))
        self.setAccessibleDescription(self.tr("Opens a report to look at, save, print or share"))
        self.tasks = ReportTasks(operations, home)
        self._view = view
        self.clicked.connect(self.open_report)

    def open_report(self) -> None:
        """Opens it, about last month."""
        view = self._view()
        if view is not None:
            now = view.as_of.astimezone(zone_of(view.zone))
            self.tasks.open(tuple(row.name for row in view.rows), now)
