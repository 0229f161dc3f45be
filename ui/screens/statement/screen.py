"""The statement screen: what may be said of uptime today, and what it is given away as."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
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
from statusboard.domain.languages import DEFAULT_LANGUAGE, own_name
from statusboard.domain.views.statement import ClaimRow, StatementView
from statusboard.errors import RuleBroken, StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import StatementPlace, UptimePlace
from ui.screens.statement import asking
from ui.screens.statement.claim_list import ClaimList
from ui.screens.statement.figures_sheet import FiguresSheet
from ui.screens.statement.output_pane import OutputPane
from ui.screens.statement.period_choice import PeriodChoice
from ui.screens.statement.service_choice import ServiceChoice
from ui.screens.statement.tasks import StatementTasks
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.time_words import zone_of
from ui.widgets.top_bar import TopBar

_RIGHT = 360
# Narrower, and the bar on top has no room for a switch.
_WIDE = 1020
_JUDGED = "judged"


class StatementScreen(Screen[StatementView, StatementPlace]):
    """Left what is true and what is not, right what the chosen claim is given away as."""

    topics = frozenset(
        {Topic.STATES, Topic.SERVICES, Topic.INCIDENTS, Topic.STATEMENTS, Topic.SETTINGS}
    )

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(operations, parent)
        self._view: StatementView | None = None
        self._note = ""
        self._language = DEFAULT_LANGUAGE
        self._chosen: ClaimRow | None = None
        self.tasks = StatementTasks(operations, self)
        self._top = TopBar(self.tr("Uptime statement"))
        self._top.show_subtitle(self.tr("what may be said today"))
        self.back = QPushButton(self.tr("Uptime"))
        self.back.setProperty("look", "quiet")
        self.back.setAccessibleName(self.tr("Back to Uptime"))
        self.back.setToolTip(self.tr("Back to Uptime"))
        self.back.clicked.connect(lambda: self.wanted.emit(UptimePlace()))
        self.periods = PeriodChoice(YEAR)
        self.periods.chosen.connect(lambda _: self.refresh())
        self.services = ServiceChoice()
        self.services.chosen.connect(self.refresh)
        self.languages = QComboBox()
        self.languages.setAccessibleName(self.tr("Language of the claims"))
        self._offer_languages((DEFAULT_LANGUAGE,))
        self.languages.activated.connect(lambda _: self._choose_language())
        for control in (self.periods, self.services, self.languages, self.back):
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
            lambda found: self.tasks.draft_record(found, self._shown_ids)
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
    def question(self) -> tuple[str, tuple[int, ...], str]:
        """The period, the services and the language."""
        return self.periods.key, self.component_ids, self._language

    @property
    def chosen(self) -> ClaimRow | None:
        """The claim that is given away."""
        return self._chosen

    @property
    def component_ids(self) -> tuple[int, ...]:
        """The services chosen; empty: all."""
        return self.services.component_ids

    @property
    def _shown_ids(self) -> tuple[int, ...]:
        """The services of what is shown, while others may be on their way."""
        return self.component_ids if self._view is None else self._view.component_ids

    async def ask_view(self) -> StatementView:
        return await asking.ask_statement(
            self.operations.desk, self.periods.key, self.component_ids, self._language
        )

    def show_view(self, view: StatementView) -> None:
        self._view = view
        self._banner.hide()
        if self._note:
            self._say(self._note)
            self._note = ""
        today = view.as_of.astimezone(zone_of(view.zone)).date()
        self.periods.show_offered(view.periods, today)
        self.services.show_view(view)
        self._offer_languages(dict.fromkeys((*view.languages, view.language)))
        same = None if self._chosen is None else _like(view, self._chosen)
        self._chosen = same or next(iter(view.offered), None)
        self.claims.show_view(view, self._chosen)
        self.pane.show_claim(view, self._chosen)
        self.tasks.show_uses(view.uses)
        self._stack.setCurrentIndex(1)

    def show_failure(self, error: StatusBoardError) -> None:
        if self.component_ids and isinstance(error, RuleBroken):
            # A service is gone; all that are left come with the sentence that says so.
            self.services.choose(())
            self._note = str(error)
            self.refresh()
            return
        if self._view is None:
            title = self.tr("The history could not be read")
            self._state.show_words(title, str(error), action=self.tr("Try again"))
            return
        self._say(str(error), can_retry=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.periods.fit(has_room=self.width() >= _WIDE)

    def choose(self, row: ClaimRow) -> None:
        """Gives this claim away."""
        self._chosen = row
        self.claims.show_chosen(row)
        if self._view is not None:
            self.pane.show_claim(self._view, row)

    def choose_period(self, key: str) -> None:
        """Shows what may be said of another period."""
        self.periods.take(key)

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
            view = self._view
            subject = self._chosen, view.component_ids, view.language
            self.tasks.open_uses(view.uses, *subject)

    def _use_nearest(self, asked: Asked) -> None:
        """Shows the nearest true claim among those of its period, and gives it away."""
        self._chosen = None
        if asked.kind.has_period and asked.period in self.periods.offered:
            self.choose_period(asked.period)
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

    def _failed_softly(self, error: StatusBoardError) -> None:
        self._say(str(error))

    def _say(self, sentence: str, *, can_retry: bool = False) -> None:
        self._banner.show_sentence(sentence, tone="degraded" if can_retry else "maintenance")
        self._banner.button.setVisible(can_retry)
        self._banner.show()

    def _offer_languages(self, codes: Iterable[str]) -> None:
        """Those that the team chose meanwhile come in; what was chosen stays so."""
        wanted = list(codes)
        if wanted == [self.languages.itemData(one) for one in range(self.languages.count())]:
            return
        self.languages.clear()
        for code in wanted:
            self.languages.addItem(own_name(code), code)
        self.languages.setCurrentIndex(max(0, self.languages.findData(self._language)))

    def _choose_language(self) -> None:
        self._language = str(self.languages.currentData())
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
