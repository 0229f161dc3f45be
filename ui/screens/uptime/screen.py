"""The uptime screen: figures one can defend, the trend, and every service against its promise."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.period import Days
from statusboard.domain.views.uptime import (
    AnyRange,
    UptimeRow,
    UptimeView,
)
from statusboard.errors import RuleBroken, StatusBoardError
from ui.keys.key import Key
from ui.runtime.operations import Operations
from ui.screens.corrections.waiting_button import WaitingButton
from ui.screens.destinations import NewServicePlace, StatementPlace, UptimePlace
from ui.screens.table_screen import TableScreen, TableWords
from ui.screens.uptime.asking import (
    ask_executive_line,
    ask_uptime,
)
from ui.screens.uptime.behind_tasks import BehindTasks
from ui.screens.uptime.charting import Charting
from ui.screens.uptime.further_buttons import FurtherButtons
from ui.screens.uptime.opening import Opening, Telling
from ui.screens.uptime.ordering import groups_of, ordered, passes
from ui.screens.uptime.page import UptimePage
from ui.screens.uptime.period_choice import PeriodChoice
from ui.screens.uptime.table import UptimeTable
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.time_words import zone_of

_REFRESH_MS = 60_000
_LEAST_FILTER = 96
_LINE, _COPY = "line", "copy"


class UptimeScreen(TableScreen[UptimeView, UptimeRow, UptimePlace]):
    """Five cards, a line, a chart, a table. The row that is selected is what they are about."""

    topics = frozenset({Topic.STATES, Topic.SERVICES, Topic.INCIDENTS, Topic.CORRECTIONS})
    table: UptimeTable

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        columns: KeptColumns | None = None,
    ) -> None:
        super().__init__(operations, parent)
        self._columns = columns
        self._told: int | None = None  # the service whose figures are shown
        self._build_top()
        self._build_page()
        # Uptime moves with the clock even where nothing changes.
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        QShortcut(Key.CHOOSE_NOTHING.sequence, self.table, self.choose_nothing)

    def words(self) -> TableWords:
        return TableWords(
            title=self.tr("Uptime"),
            filter=self.tr("Filter services"),
            loading=self.tr("Reading the history…"),
            unreadable=self.tr("The history could not be read"),
            empty=self.tr("No services yet"),
            empty_sentence=self.tr("Uptime is counted from the first answer of the first check."),
            add=self.tr("Add a service"),
            icon="history",
        )

    def _build_top(self) -> None:
        # A short word: beside it everything else has to stay readable in a small window.
        self._all = QPushButton(self.tr("All"))
        self._all.setToolTip(self.tr("All services"))
        self._all.setAccessibleName(self._all.toolTip())
        self._all.setProperty("look", "quiet")
        self._all.setAccessibleDescription(self.tr("Shows the response time of all services again"))
        self._all.hide()
        self._all.clicked.connect(self._show_all)
        self.period = PeriodChoice()
        self.period.changed.connect(self.refresh)
        self.period.wanted.connect(self._offer_periods)
        self.filter.setMinimumWidth(_LEAST_FILTER)
        self.further = FurtherButtons(self.operations, self, lambda: self._view, lambda: self._told)
        self.further.statement_wanted.connect(lambda: self.wanted.emit(StatementPlace()))
        self.report = self.further.report
        self.waiting = WaitingButton(self.operations, self.answers)
        self.waiting.clicked.connect(self._list_corrections)
        self.waiting.resized.connect(self._fit_top)
        for control in (self._all, self.waiting, self.filter, self.period, self.further):
            self._top.add(control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds what stands on top where room is short."""
        super().resizeEvent(event)
        self._fit_top()

    def _fit_top(self) -> None:
        taken = self._top.least_width + _LEAST_FILTER + self.period.sizeHint().width()
        optional = (self._all, self.waiting)
        taken += sum(one.sizeHint().width() for one in optional if not one.isHidden())
        self.further.fit(self.width() - taken)

    def _build_page(self) -> None:
        self._below = page = UptimePage(self._columns)
        self.figures, self.strip, self.table = page.figures, page.strip, page.table
        self.chart_card, self.arranging = page.chart_card, page.arranging
        self.arranging.ordered.connect(self._arrange)
        self.arranging.narrowed.connect(self._narrow)
        self.strip.copy_wanted.connect(lambda: self._ask_line(_COPY, self.strip.copy))
        self.behind = BehindTasks(self.operations, self)
        self.behind.wanted.connect(self.wanted)
        self.charting = Charting(self.operations, self.answers, self.chart_card)
        self.charting.days_wanted.connect(
            lambda days: self.behind.open(days, self._chosen, group=self._group)
        )
        self.charting.correct_wanted.connect(self._correct)
        self.behind.truth.changed.connect(self.waiting.refresh)
        self.table.behind_wanted.connect(self._open_behind)
        self.table.day_wanted.connect(self._open_day)
        for card in (self.figures.uptime, self.figures.budget, self.figures.down):
            Opening(card, lambda: self._open_behind(self._chosen, None))
        for card in (self.figures.major_free, self.figures.first_notice):
            Telling(card)
        self.hold(page)

    @property
    def chosen_range(self) -> AnyRange:
        """The range in force."""
        return self.period.range

    def choose_range(self, chosen: AnyRange) -> None:
        """Shows another range, of the hours that are in force."""
        self.period.choose(chosen, in_hours=self.period.in_hours)

    def _offer_periods(self) -> None:
        if self._view is not None:
            chart = self.chart_card.chart
            is_zoomed = chart is not None and chart.is_zoomed
            self.period.offer(self._view, chart.in_view if chart and is_zoomed else None)

    def _open_behind(self, component_id: int | None, chosen: AnyRange | None) -> None:
        hours = self.period.in_hours and chosen is None
        group = None if component_id is not None else self._group
        self.behind.open(chosen or self.period.range, component_id, in_hours=hours, group=group)

    def _open_day(self, component_id: int | None, days_ago: int) -> None:
        if self._view is not None:
            today = self._view.as_of.astimezone(zone_of(self._view.zone)).date()
            day = today - timedelta(days=days_ago)
            self.behind.open(Days(day, day), component_id)

    def focus_on(self, place: UptimePlace) -> None:
        """Selects a service, and shows its figures; or lists what was corrected."""
        if place.component_id is not None:
            self.seek(place.component_id)
        if place.shows_corrections:
            self._list_corrections()

    def changes_arrived(self, changes: Changes) -> None:
        """A list of corrections that is open follows, too."""
        super().changes_arrived(changes)
        self.behind.truth.corrections.changes_arrived(changes)

    def _correct(self, component_id: int, at: datetime) -> None:
        self.behind.truth.corrections.correct(component_id, at, self, self.warn)

    def _list_corrections(self) -> None:
        self.behind.truth.corrections.list(None, self)

    @property
    def question(self) -> tuple[AnyRange, int | None, bool, str | None]:
        """The range, the service whose figures are shown, whether of business hours, the group."""
        return self.period.range, self._chosen, self.period.in_hours, self._group

    @property
    def _group(self) -> str | None:
        """The group whose figures are shown; None for a service of it, and for all."""
        return None if self._chosen is not None else self.arranging.wanted_group

    def refresh(self) -> None:
        """Asks for the figures of the range, then for the chart."""
        self.charting.drop_other_than(self.question)
        super().refresh()
        self.behind.refresh()
        self._ask_line(_LINE, self.strip.show_line)
        self.waiting.refresh()

    def _ask_line(self, key: str, done: Callable[[str], None]) -> None:
        self.answers.ask(
            key,
            None,
            partial(ask_executive_line, self.operations.desk),
            done,
            lambda error: self.strip.say_failure(str(error)),
        )

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

    def know(self, view: UptimeView) -> None:
        self.arranging.show_groups(groups_of(view.rows))

    def narrowed(self) -> Callable[[UptimeRow], bool] | None:
        if not self.arranging.narrows:
            return None
        kept, group = self.arranging.wanted, self.arranging.wanted_group
        return lambda row: passes(row, kept, group)

    def narrow_nothing(self) -> None:
        self.arranging.narrow_nothing()
        super().narrow_nothing()
        self._narrow()

    def _narrow(self) -> None:
        """A group that is chosen is what cards and chart are about, too."""
        self.filter_rows()
        if self._view is not None and self._view.group != self._group:
            self.refresh()

    def _arrange(self) -> None:
        """An order of its own takes the place of one by a heading."""
        if self._view is not None:
            self.table.sort_by_nothing()
            self.table.show_services(ordered(self._view.rows, self.arranging.wanted_order))

    def show_table(self, view: UptimeView) -> None:
        about = self._chosen
        self.table.show_rule(view.figures.rule)
        self.table.show_range(view.range)
        self.table.show_services(ordered(view.rows, self.arranging.wanted_order))
        self._below.fit_table()
        if self._chosen != about or view.group != self._group:
            return  # it is shown no longer: figures of what is are on their way
        zone = zone_of(view.zone)
        self.figures.show_figures(view.figures, view.range, as_of=view.as_of, zone=zone)
        self._told = about
        self.period.show_bounds(view)
        name = self._name_of(about)
        self._all.setVisible(bool(name))
        if view.group is not None:
            name = view.group or self.tr("Without a group")
        self._fit_top()
        self._top.show_subtitle(name or self.tr("All services"))
        self.charting.show(view, about, name, self.question)

    def _name_of(self, component_id: int | None) -> str:
        rows = self._view.rows if self._view is not None else ()
        return next((row.name for row in rows if row.component_id == component_id), "")

    def show_failure(self, error: StatusBoardError) -> None:
        if isinstance(error, RuleBroken) and (self._chosen, self._group) != (None, None):
            # What was chosen is gone; the others come with the sentence that says so.
            self._wanted = self._chosen = None
            self.arranging.narrow_nothing()
            self._remark = str(error)
            self.refresh()
            return
        super().show_failure(error)
        if self._view is not None and self._chosen != self._told:
            # The figures are still those of another service: so is the selection again.
            self._wanted = self._chosen = self._told
            self.table.choose(self._told)

    def add_service(self) -> None:
        self.wanted.emit(NewServicePlace())

    def text_of(self, row: UptimeRow) -> str:
        return f"{row.name} {row.group}"

    def id_of(self, row: UptimeRow) -> int:
        return row.component_id

    def choice_changed(self) -> None:
        self.refresh()

    def _show_all(self) -> None:
        self.choose_nothing()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
