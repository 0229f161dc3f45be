"""The chart in its card: heading, read-out, legend, and the year as a calendar in its place.

The chart itself loads late, being heavy.
"""

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from statusboard.domain.views.uptime import Band, Compared, Series
from statusboard.domain.views.year import YearView
from ui.screens.uptime.chart_legend import ChartLegend, LegendEntry
from ui.screens.uptime.chart_room import ChartRoom
from ui.screens.uptime.compare_button import CompareButton
from ui.screens.uptime.their_row import TheirRow
from ui.screens.uptime.words import percent_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.tab_order import chain

if TYPE_CHECKING:
    from ui.plots.response_chart import ResponseChart

_LEAST, _YEAR_LEAST = 220, 290
CHART, YEAR = "chart", "year"


class ChartCard(Card):
    """Response time and incidents of all services, or of one; or their year day by day.

    Signals:
        turned: the chart, or the calendar, is shown from now on; `chart` or `year`.
        opened: a stretch is to be looked into, in seconds since 1970.
        menu_wanted: what can be done with an instant of the chart is wanted; see `ResponseChart`.
    """

    turned = Signal(str)
    opened = Signal(float, float)
    menu_wanted = Signal(float, object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=0)
        self.body.setContentsMargins(18, 13, 18, 10)
        self.setMinimumHeight(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hint = self.tr("drag or wheel to zoom · hover to read")
        self._title = Label(self.tr("Response time and incidents"), weight=SEMIBOLD)
        self._about = ElidedLabel(size=CAPTION, tone="muted")
        self._said = ElidedLabel(self._hint, size=CAPTION, tone="muted")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._switch = SegmentedControl(
            [
                ("median", self.tr("Median")),
                ("p95", self.tr("95 %")),
                ("max", self.tr("Longest")),
            ],
            name=self.tr("Which response time"),
        )
        self._switch.button("p95").setToolTip(self.tr("95 % of the answers came within"))
        self._switch.chosen.connect(self._choose_measure)
        self.face = SegmentedControl(
            [(CHART, self.tr("Chart")), (YEAR, self.tr("Calendar"))], name=self.tr("Shown as")
        )
        self.face.chosen.connect(self._turn)
        self.contract = QPushButton(self.tr("Contract months"))
        self.contract.setCheckable(True)
        self.contract.setProperty("look", "quiet")
        self.contract.setProperty("stays", True)  # pressed, it looks so
        self.contract.hide()
        self._back = QPushButton(self.tr("Whole range"))
        self._back.setProperty("look", "quiet")
        self._back.hide()
        self._back.clicked.connect(self._reset)
        self.legend = ChartLegend()
        self.compare = CompareButton()
        self.theirs = TheirRow()
        self.theirs.chosen.connect(self._choose_figure)
        self._compared = ""
        self._has_contract = False
        self._whose, self._what = "", ""
        self._room = ChartRoom()
        self.year = self._room.year
        self.year.said.connect(self._say)
        self._lay_out()
        self._chart: ResponseChart | None = None
        theme().changed.connect(self._tell_lines)
        self._tell_lines()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_3)
        line.addWidget(self._title)
        line.addWidget(self._about, 1)
        line.addWidget(self._said, 2)
        line.addWidget(self._back)
        below = QHBoxLayout()
        below.setSpacing(SPACE_2)
        below.addWidget(self.legend, 1)
        below.addWidget(self.contract)
        below.addWidget(self.compare)
        below.addWidget(self._switch)
        below.addWidget(self.face)
        self.body.addLayout(line)
        self.body.addLayout(below)
        self.body.addWidget(self.theirs)
        self.body.addWidget(self._room, 1)

    @property
    def chart(self) -> "ResponseChart | None":
        """The chart, once something was shown."""
        return self._chart

    @property
    def shows_year(self) -> bool:
        """Whether the calendar is shown."""
        return self.face.current == YEAR

    @property
    def by_contract(self) -> bool:
        """Whether the months of the calendar are those of the contract."""
        return self.contract.isChecked()

    @property
    def said(self) -> str:
        """The read-out as it is shown."""
        return self._said.text()

    def show_about(self, whose: str, *, in_hours: bool = False) -> None:
        """Says whose response times and days these are; empty for all together.

        `in_hours`: figures beside it are of business hours, which days of the calendar are not.
        """
        self._whose = whose or self.tr("All services")
        if in_hours:
            self._whose = self.tr("{name}, all hours of the day").format(name=self._whose)
        what = self.tr("{name}, seconds")
        self._what = what.format(name=whose) if whose else self.tr("all checks, seconds")
        self._about.setText(self._whose if self.shows_year else self._what)

    def show_series(
        self,
        series: Series,
        bands: Sequence[Band],
        *,
        start_s: float,
        stop_s: float,
        zone: tzinfo,
    ) -> None:
        """Shows a range (seconds since 1970), or says that nothing was recorded in it."""
        if not len(series.at_s):
            self._room.show_no_chart(
                self.tr("No response times in this range"),
                self.tr("They appear here as soon as a check has answered."),
            )
            self._say("")
            self._back.hide()
            return
        chart = self._loaded()
        self._room.show_chart(chart)
        self.theirs.show_series(series.theirs)
        figure = self.theirs.figure
        chart.show_series(series, bands, start_s=start_s, stop_s=stop_s, zone=zone, figure=figure)

    def show_deployments(self, deployed: Sequence[tuple[float, str]]) -> None:
        """Marks what was deployed (seconds since 1970, version), where there is a chart."""
        if self._chart is not None:
            self._chart.show_deployments(deployed)

    def show_compared(self, other: Compared | None, name: str = "", *, later_s: float = 0) -> None:
        """Lays another line over the chart, moved by seconds, and says its figure; None: none."""
        if self._chart is None:
            return
        self._compared = ""
        if other is not None:
            figure = percent_words(other.uptime)
            self._compared = self.tr("{name}, uptime {figure}").format(name=name, figure=figure)
        self._chart.show_compared(None if other is None else other.series, name, later_s=later_s)
        self._tell_lines()

    def show_year(self, view: YearView) -> None:
        """Shows twelve months in the calendar; where there are some of a contract, offers them."""
        self._has_contract = view.contract_day > 1
        self.contract.setVisible(self.shows_year and self._has_contract)
        self.contract.setToolTip(
            self.tr("They begin on day {day}").format(day=view.contract_day)
            if self._has_contract
            else ""
        )
        self.year.show_year(view)
        self._room.show_calendar()

    def show_year_problem(self, sentence: str) -> None:
        """Says why there is no calendar."""
        self._room.show_no_calendar(sentence)

    def show_problem(self, sentence: str) -> None:
        """Says why there is nothing to draw."""
        self._room.show_no_chart(self.tr("The chart could not be read"), sentence)

    def _turn(self, key: str) -> None:
        is_year = key == YEAR
        self.setMinimumHeight(_YEAR_LEAST if is_year else _LEAST)
        self._room.turn(is_year=is_year)
        self.theirs.stand_aside(is_aside=is_year)
        for part in (self.compare, self._switch):
            part.setVisible(not is_year)
        self.contract.setVisible(is_year and self._has_contract)
        self._about.setText(self._whose if is_year else self._what)
        self._tell_lines()
        self._title.setText(
            self.tr("The year day by day") if is_year else self.tr("Response time and incidents")
        )
        self._back.setVisible(not is_year and self._chart is not None and self._chart.is_zoomed)
        self._hint = (
            self.tr("click a day to open it")
            if is_year
            else self.tr("drag or wheel to zoom · hover to read")
        )
        self._say("")
        self.turned.emit(key)

    def _loaded(self) -> "ResponseChart":
        if self._chart is None:
            # Half a second of imports: not before somebody looks at a chart.
            from ui.plots.response_chart import ResponseChart

            self._chart = ResponseChart(self._room)
            self._chart.choose_measure(self._switch.current)
            self._room.take(self._chart)
            chain(self.face, self._chart)
            self._chart.said.connect(self._say)
            self._chart.opened.connect(self.opened)
            self._chart.menu_wanted.connect(self.menu_wanted)
            self._chart.zoomed.connect(self._back.setVisible)
        return self._chart

    def _reset(self) -> None:
        if self._chart is not None:
            self._chart.reset()
            self._chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_figure(self, figure: str) -> None:
        if self._chart is not None:
            self._chart.choose_figure(figure)

    def _choose_measure(self, key: str) -> None:
        if self._chart is not None:
            self._chart.choose_measure(key)
        self._tell_lines()

    def _tell_lines(self) -> None:
        if self.shows_year:
            self.legend.show_entries()
            return
        colours = tokens()
        names = {"median": self.tr("Median"), "p95": self.tr("95 %"), "max": self.tr("Longest")}
        chosen = self._switch.current
        beside = "median" if chosen == "p95" else "p95"
        entries = [
            LegendEntry(names[chosen], colours.accent),
            LegendEntry(names[beside], colours.accent, strength=0.45),
            LegendEntry(self.tr("Quickest to longest"), colours.accent, 0.2, is_area=True),
        ]
        if self._compared:
            from ui.plots.lines import compared_colour

            other = compared_colour(is_dark=colours.is_dark)
            # Beside the chosen line: where there is no room the last ones are cut.
            entries.insert(1, LegendEntry(self._compared, other))
        self.legend.show_entries(*entries)

    def _say(self, text: str) -> None:
        """The read-out needs the room of what the chart is about."""
        self._about.setVisible(not text)
        self._said.setText(text or self._hint)
