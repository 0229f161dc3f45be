"""The button of the uptime screen that opens a report."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.clear_names import clear_names
from statusboard.domain.period import period_text
from statusboard.domain.views.uptime import UptimeView, period_of
from ui.runtime.operations import Operations
from ui.screens.uptime.report.tasks import ReportTasks
from ui.widgets.time_words import zone_of


class ReportButton(QPushButton):
    """Opens a report of what the screen is about: its period, hours, chosen service or group.

    `view` gives what the screen shows, None: nothing yet; `chosen` the service that is chosen
    there by its id, None for all.
    """

    def __init__(
        self,
        operations: Operations,
        home: QWidget,
        view: Callable[[], UptimeView | None],
        chosen: Callable[[], int | None],
    ) -> None:
        super().__init__(home)
        self.setText(self.tr("Report…"))
        self.setAccessibleDescription(self.tr("Opens a report to look at, save, print or share"))
        self.tasks = ReportTasks(operations, home)
        self._view = view
        self._chosen = chosen
        self.clicked.connect(self.open_report)

    def open_report(self) -> None:
        """Opens it."""
        view = self._view()
        if view is None:
            return
        names = clear_names([(row.name, row.group) for row in view.rows])
        named = zip(view.rows, names, strict=True)
        number = self._chosen()
        group = view.group if number is None else None
        asked = ReportAsk(
            period_text(period_of(view.range)),
            services=tuple(
                name
                for row, name in named
                if row.component_id == number or (group is not None and row.group == group)
            ),
            business_hours=view.in_business_hours,
        )
        now = view.as_of.astimezone(zone_of(view.zone))
        self.tasks.open(names, now, asked)
