"""The left half: planned work by service and day, and below it as a table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.maintenance import MaintenanceView, WindowLine
from ui.screens.maintenance.calendar_days import CalendarDays
from ui.screens.maintenance.calendar_view import CalendarView
from ui.screens.maintenance.table import MaintenanceTable
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.time_words import zone_of


class Overview(QWidget):
    """Calendar and table choose the same window.

    Signals:
        chosen: a person chose a window; its id.
    """

    chosen = Signal(object)

    def __init__(self, columns: KeptColumns | None) -> None:
        super().__init__()
        self.calendar = CalendarView()
        self.calendar.chosen.connect(self.chosen)
        self.table = MaintenanceTable(columns)
        self.table.chosen.connect(self._row_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_5 - 4, SPACE_5 - 4, SPACE_5 - 4, SPACE_4)
        column.setSpacing(SPACE_4 + 2)
        column.addWidget(self.calendar, 3)
        column.addWidget(self.table, 2)
        column.addStretch(0)

    def show_view(self, view: MaintenanceView, days: CalendarDays, *, is_list: bool) -> None:
        """Shows the windows of these days; as a list without the calendar."""
        self.calendar.setVisible(not is_list)
        self.table.setVisible(bool(view.lines))
        self.calendar.show_view(view, days)
        self.table.show_view(view, zone_of(view.zone))

    def mark(self, window_id: int | None) -> None:
        """Marks a window in both, without announcing it."""
        self.calendar.choose(window_id)
        self.table.choose(window_id)

    def _row_chosen(self, line: WindowLine | None) -> None:
        if line is not None:
            self.chosen.emit(line.window.id)
