"""Where the chart stands, or the calendar in its place; or why there is neither."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.screens.uptime.year_grid import YearGrid
from ui.widgets.empty_state import EmptyState


class ChartRoom(QWidget):
    """One of two faces, each of which knows what it shows while the other is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._empty = EmptyState(self.tr("Reading response times"), icon="chart-line", parent=self)
        self._no_year = EmptyState(self.tr("Reading the year…"), icon="calendar-clock", parent=self)
        self.year = YearGrid()
        for part in (self._empty, self._no_year, self.year):
            self._stack.addWidget(part)
        self._chart: QWidget = self._empty
        self._calendar: QWidget = self._no_year
        self._is_year = False

    def take(self, chart: QWidget) -> None:
        """Gives a chart its place; it is shown by `show_chart`."""
        self._stack.addWidget(chart)

    def turn(self, *, is_year: bool) -> None:
        """Shows the calendar, or the chart."""
        self._is_year = is_year
        self._stack.setCurrentWidget(self._calendar if is_year else self._chart)

    def show_chart(self, chart: QWidget) -> None:
        """Lets a chart stand where charts do."""
        self._chart = chart
        self.turn(is_year=self._is_year)

    def show_no_chart(self, title: str, sentence: str) -> None:
        """Says why there is no chart."""
        self._empty.show_words(title, sentence)
        self.show_chart(self._empty)

    def show_calendar(self) -> None:
        """Lets the year stand where the calendar does."""
        self._calendar = self.year
        self.turn(is_year=self._is_year)

    def show_no_calendar(self, sentence: str) -> None:
        """Says why there is no calendar."""
        self._no_year.show_words(self.tr("The year could not be read"), sentence)
        self._calendar = self._no_year
        self.turn(is_year=self._is_year)
