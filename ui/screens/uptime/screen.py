"""The uptime screen: figures one can defend, the trend, and every service against its promise."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.changes import Topic
from statusboard.domain.instants import SECOND_US, to_us
from statusboard.domain.views.uptime import Range, Series, UptimeRow, UptimeView
from statusboard.errors import RuleBroken, StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.destinations import NewServicePlace, UptimePlace
from ui.screens.table_screen import TableScreen, TableWords
from ui.screens.uptime.asking import ask_series, ask_uptime
from ui.screens.uptime.chart_card import ChartCard
from ui.screens.uptime.figures import FigureRow
from ui.screens.uptime.table import UptimeTable
from ui.screens.uptime.words import range_words
from ui.theme.tokens import SPACE_4
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.time_words import zone_of

_PAGE_MARGIN = 20
_REFRESH_MS = 60_000
_LEAST_TABLE = 138
_CHART = "chart"


class UptimeScreen(TableScreen[UptimeView, UptimeRow, UptimePlace]):
    """Five cards, a chart, a table. A row of the table shows its service in the chart."""

    topics = frozenset({Topic.STATES, Topic.SERVICES, Topic.INCIDENTS})
    table: UptimeTable

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(operations, parent)
        self._range = Range.YEAR
        self._charted: tuple[Range, int | None] = self.question  # what the chart was asked for
        self._build_top()
        self._build_page()
        # Uptime moves with the clock even where nothing changes.
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        QShortcut(QKeySequence("Escape"), self.table, self._show_all)

    def words(self) -> TableWords:
        return TableWords(
            title=self.tr("Uptime"),
            filter=self.tr("Filter services"),
            loading=self.tr("Reading the history"),
            unreadable=self.tr("The history could not be read"),
            empty=self.tr("No services yet"),
            empty_sentence=self.tr("Uptime is counted from the first answer of the first check."),
            add=self.tr("Add a service"),
            icon="history",
        )

    def _build_top(self) -> None:
        self._all = QPushButton(self.tr("All services"))
        self._all.setProperty("look", "quiet")
        self._all.setAccessibleDescription(self.tr("Shows the response time of all services again"))
        self._all.hide()
        self._all.clicked.connect(self._show_all)
        self._switch = SegmentedControl(
            [(chosen.value, range_words(chosen)) for chosen in Range], name=self.tr("Range")
        )
        self._switch.choose(self._range.value)
        self._switch.chosen.connect(lambda key: self.choose_range(Range(key)))
        for control in (self._all, self.filter, self._switch):
            self._top.add(control)

    def _build_page(self) -> None:
        self.figures = FigureRow()
        self.chart_card = ChartCard()
        self.table = UptimeTable()
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.table.opened.connect(self._choose_row)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(_PAGE_MARGIN, _PAGE_MARGIN, _PAGE_MARGIN, _PAGE_MARGIN)
        rows.setSpacing(SPACE_4)
        rows.addWidget(self.figures)
        rows.addWidget(self.chart_card, 4)
        rows.addWidget(self.table, 6)
        # A window too low for all three lets them be scrolled and not laid over each other.
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(inner)
        self.hold(page)

    @property
    def chosen_range(self) -> Range:
        """The range in force."""
        return self._range

    def choose_range(self, chosen: Range) -> None:
        """Shows another range."""
        self._range = chosen
        self._switch.choose(chosen.value)
        self.refresh()

    def focus_on(self, place: UptimePlace) -> None:
        """Shows a service in the chart."""
        if place.component_id is not None:
            self._choose(place.component_id)

    @property
    def question(self) -> tuple[Range, int | None]:
        """The range, and the service whose figures are shown."""
        return self._range, self._chosen

    def refresh(self) -> None:
        """Asks for the figures of the range, then for the chart."""
        if self._charted != self.question:
            self.answers.drop(_CHART)
        super().refresh()

    async def ask_view(self) -> UptimeView:
        return await ask_uptime(self.operations.desk, *self.question)

    def showEvent(self, event: QShowEvent) -> None:
        """Keeps up with the clock while seen."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rests while unseen; what is shown then is as old as it says, and asked again."""
        super().hideEvent(event)
        self._timer.stop()
        self._is_dirty = True

    def show_table(self, view: UptimeView) -> None:
        zone = zone_of(view.zone)
        self.figures.show_figures(view.figures, view.range, as_of=view.as_of, zone=zone)
        self.table.show_services(view.rows)
        self.table.setMinimumHeight(min(_LEAST_TABLE, self.table.maximumHeight()))
        self._say_whose(view)
        self._ask_series(view)

    def _say_whose(self, view: UptimeView) -> None:
        """Names the service that figures and chart are of."""
        rows = (row for row in view.rows if row.component_id == self._chosen)
        row = next(rows, None)
        self._all.setVisible(row is not None)
        self._top.show_subtitle(row.name if row else self.tr("All services"))
        self.chart_card.show_about(
            self.tr("{name}, seconds").format(name=row.name)
            if row
            else self.tr("all checks, seconds")
        )

    def _ask_series(self, view: UptimeView) -> None:
        def done(series: Series) -> None:
            self.chart_card.show_series(
                series,
                view.bands,
                start_s=to_us(view.start) / SECOND_US,
                stop_s=to_us(view.stop) / SECOND_US,
                zone=zone_of(view.zone),
            )

        self._charted = self.question
        self.answers.ask(
            _CHART,
            self._charted,
            partial(ask_series, self.operations.desk, view.range, self._chosen),
            done,
            lambda error: self.chart_card.show_problem(str(error)),
        )

    def show_failure(self, error: StatusBoardError) -> None:
        if isinstance(error, RuleBroken) and self._chosen is not None:
            # The chosen service is gone; the others come with the sentence that says so.
            self._chosen = None
            self._remark = str(error)
            self.refresh()
        else:
            super().show_failure(error)

    def add_service(self) -> None:
        self.wanted.emit(NewServicePlace())

    def text_of(self, row: UptimeRow) -> str:
        return f"{row.name} {row.group}"

    def _choose_row(self, row: object) -> None:
        if isinstance(row, UptimeRow):
            self._choose(row.component_id)

    def _choose(self, component_id: int | None) -> None:
        if component_id == self._chosen:
            return
        self._chosen = component_id
        if component_id is not None:
            self.table.make_current(component_id)
        self.refresh()

    def _show_all(self) -> None:
        self.table.clearSelection()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(None)
