"""The statement screen: what may be said of uptime today, and what it is given away as."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.claim import YEAR, Asked
from statusboard.domain.language import Language
from statusboard.domain.views.statement import ClaimRow, StatementView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import StatementPlace, UptimePlace
from ui.screens.statement import asking
from ui.screens.statement.claim_list import ClaimList
from ui.screens.statement.figures_sheet import FiguresSheet
from ui.screens.statement.output_pane import OutputPane
from ui.screens.statement.tasks import StatementTasks
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.top_bar import TopBar

_RIGHT = 360
_JUDGED = "judged"


class StatementScreen(Screen[StatementView, StatementPlace]):
    """Left what is true and what is not, right what the chosen claim is given away as."""

    topics = frozenset(
        {Topic.STATES, Topic.SERVICES, Topic.INCIDENTS, Topic.STATEMENTS, Topic.SETTINGS}
    )

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(operations, parent)
        self._view: StatementView | None = None
        self._period = YEAR
        self._language = Language.ENGLISH
        self._service: int | None = None
        self._chosen: ClaimRow | None = None
        self.tasks = StatementTasks(operations, self)
        self._periods: SegmentedControl | None = None
        self._offered: tuple[tuple[str, str], ...] = ()
        self._top = TopBar(self.tr("Uptime statement"))
        self._top.show_subtitle(self.tr("what may be said today"))
        self.back = QPushButton(self.tr("Uptime"))
        self.back.setProperty("look", "quiet")
        self.back.setAccessibleName(self.tr("Back to Uptime"))
        self.back.setToolTip(self.tr("Back to Uptime"))
        self.back.clicked.connect(lambda: self.wanted.emit(UptimePlace()))
        self._period_home = QHBoxLayout()
        self.services = QComboBox()
        self.services.setAccessibleName(self.tr("Services"))
        self.services.setMinimumContentsLength(9)
        self.services.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.services.activated.connect(lambda _: self._choose_service())
        self.languages = QComboBox()
        self.languages.setAccessibleName(self.tr("Language of the claims"))
        for language, word in ((Language.ENGLISH, "English"), (Language.GERMAN, "Deutsch")):
            self.languages.addItem(word, language)
        self.languages.activated.connect(lambda _: self._choose_language())
        home = QWidget()
        home.setLayout(self._period_home)
        self._period_home.setContentsMargins(0, 0, 0, 0)
        for control in (home, self.services, self.languages, self.back):
            self._top.add(control)
        self._build()
        operations.permitted.bind(
            Permission.WRITE, self.claims.milestone.button, self.pane.message_button
        )
        operations.permitted.bind(Permission.CONFIGURE, self.pane.page_button)

    def _build(self) -> None:
        self.claims = ClaimList()
        self.claims.picked.connect(self.choose)
        self.claims.figures_wanted.connect(lambda row: FiguresSheet(row, self).open())
        self.claims.nearest_wanted.connect(self._use_nearest)
        self.claims.typed.connect(self.judge)
        self.claims.milestone_wanted.connect(
            lambda days: self.tasks.draft_record(days, self.component_ids)
        )
        self.pane = OutputPane()
        self.pane.said.connect(self._say)
        self.pane.page_wanted.connect(self.tasks.put_on_page)
        self.pane.quarter_wanted.connect(self.tasks.draft_quarter)
        self.pane.uses_wanted.connect(self.open_uses)
        self.tasks.said.connect(self._say)
        self.tasks.wanted.connect(self.wanted)
        self.tasks.changed.connect(self.refresh)
        self._banner = Banner(action=self.tr("Try again"))
        self._banner.acted.connect(self.refresh)
        self._banner.hide()
        right = _scrolling(self.pane)
        right.setMinimumWidth(_RIGHT)
        right.setProperty("surface", "plain")
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_scrolling(self.claims), 5)
        row.addWidget(right, 4)
        self._state = EmptyState(self.tr("Reading the history…"), icon="history")
        self._state.acted.connect(self.refresh)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._state)
        self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._banner)
        column.addLayout(self._stack, 1)

    @property
    def question(self) -> tuple[str, int | None, Language]:
        """The period, the service and the language."""
        return self._period, self._service, self._language

    @property
    def chosen(self) -> ClaimRow | None:
        """The claim that is given away."""
        return self._chosen

    @property
    def component_ids(self) -> tuple[int, ...]:
        """The services chosen; empty: all."""
        return () if self._service is None else (self._service,)

    async def ask_view(self) -> StatementView:
        return await asking.ask_statement(
            self.operations.desk, self._period, self.component_ids, self._language
        )

    def show_view(self, view: StatementView) -> None:
        self._view = view
        self._banner.hide()
        self._show_periods(view)
        self._show_services(view)
        same = None if self._chosen is None else _like(view, self._chosen)
        self._chosen = same or next(iter(view.offered), None)
        self.claims.show_view(view, self._chosen)
        self.pane.show_claim(view, self._chosen)
        self.tasks.show_uses(view.uses)
        self._stack.setCurrentIndex(1)

    def show_failure(self, error: StatusBoardError) -> None:
        if self._service is not None:
            # The service is gone; the others come with the sentence that says so.
            self._service = None
            self._say(str(error))
            self.refresh()
            return
        if self._view is None:
            title = self.tr("The history could not be read")
            self._state.show_words(title, str(error), action=self.tr("Try again"))
            return
        self._say(str(error), can_retry=True)

    def choose(self, row: ClaimRow) -> None:
        """Gives this claim away."""
        self._chosen = row
        self.claims.show_chosen(row)
        if self._view is not None:
            self.pane.show_claim(self._view, row)

    def choose_period(self, key: str) -> None:
        """Shows what may be said of another period."""
        self._period = key
        self.refresh()

    def judge(self, text: str) -> None:
        """Holds somebody's own words against what was measured."""
        self.answers.ask(
            _JUDGED,
            text,
            partial(
                asking.ask_judgement,
                *(self.operations.desk, text, self.component_ids, self._language),
            ),
            lambda row: self.claims.show_judged(row, self._chosen),
            self._failed_softly,
        )

    def open_uses(self) -> None:
        """Shows where claims are said, to add one and to remove one."""
        if self._view is not None:
            subject = self._chosen, self.component_ids, self._language
            self.tasks.open_uses(self._view.uses, *subject)

    def _use_nearest(self, asked: Asked) -> None:
        """Shows the nearest true claim among those of its period, and gives it away."""
        self._chosen = None
        if asked.kind.has_period and asked.period != self._period:
            self._wants(asked.period)
        line = self.claims.line_of(asked)
        if line is not None:
            self.choose(line.row)
            return
        self.answers.ask(
            "nearest",
            asked,
            partial(
                asking.ask_claim, self.operations.desk, asked, self.component_ids, self._language
            ),
            self._show_nearest,
            self._failed_softly,
        )

    def _show_nearest(self, row: ClaimRow) -> None:
        if row.is_carried:
            self.choose(row)

    def _wants(self, period: str) -> None:
        if period in dict(self._offered) and self._periods is not None:
            self._periods.choose(period)
            self.choose_period(period)

    def _failed_softly(self, error: StatusBoardError) -> None:
        self._say(str(error))

    def _say(self, sentence: str, *, can_retry: bool = False) -> None:
        self._banner.show_sentence(sentence, tone="degraded" if can_retry else "maintenance")
        self._banner.button.setVisible(can_retry)
        self._banner.show()

    def _show_periods(self, view: StatementView) -> None:
        if view.periods == self._offered:
            return
        self._offered = view.periods
        if self._periods is not None:
            self._periods.hide()
            self._periods.deleteLater()
        self._periods = SegmentedControl(view.periods, name=self.tr("Period"))
        if self._period in dict(view.periods):
            self._periods.choose(self._period)
        self._periods.chosen.connect(self.choose_period)
        self._period_home.addWidget(self._periods)

    def _show_services(self, view: StatementView) -> None:
        self.services.clear()
        self.services.addItem(self.tr("All services"), None)
        for number, name in view.services:
            self.services.addItem(name, number)
        chosen = 0 if self._service is None else self.services.findData(self._service)
        self.services.setCurrentIndex(max(0, chosen))

    def _choose_service(self) -> None:
        self._service = self.services.currentData()
        self.refresh()

    def _choose_language(self) -> None:
        self._language = Language(self.languages.currentData())
        self.refresh()


def _like(view: StatementView, chosen: ClaimRow) -> ClaimRow | None:
    """The same claim as measured now; of another period where that was chosen."""
    kind = chosen.asked.kind
    own = [one for one in view.offered if one.asked.kind is kind]
    same = [one for one in own if one.asked.period == chosen.asked.period]
    return next(iter(same or own), None)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
