"""The screen of people: who may what and is there, who has to agree, and who did what."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from statusboard.app.clock import Clock, SystemClock
from statusboard.domain.access import Credentials, Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.trail import TrailFilter
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import PeoplePlace, PeopleStep, PeopleTab
from ui.screens.people import asking
from ui.screens.people.asking import PeopleView
from ui.screens.people.rules_tab import RulesTab
from ui.screens.people.tasks import PeopleTasks
from ui.screens.people.team_tab import TeamTab
from ui.screens.people.trail_panel import TrailPanel
from ui.screens.people.trail_tab import TrailTab
from ui.screens.people.trail_tasks import TrailTasks
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_tip import plain_tip
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.time_words import zone_of
from ui.widgets.top_bar import TopBar

_SIDE, _LEAST_WITH_SIDE, _SIDE_LINES = 440, 1000, 40
_REST_MS = 1_000


class PeopleScreen(Screen[PeopleView, PeoplePlace]):
    """Three tabs; the trail stands beside the people where there is room."""

    # Whatever anybody does adds a line to the trail; what is measured does not.
    topics = frozenset(Topic) - {Topic.RESULTS, Topic.STATES, Topic.HEALTH}

    def __init__(
        self, operations: Operations, parent: QWidget | None = None, *, clock: Clock | None = None
    ) -> None:
        super().__init__(operations, parent)
        self._clock: Clock = clock or SystemClock()
        self._view: PeopleView | None = None
        self._here = Credentials()
        self._wanted: PeoplePlace | None = None
        self.tasks = PeopleTasks(operations, self)
        self.tasks.changed.connect(self.refresh)
        self.tasks.said.connect(self._say)
        self.team = TeamTab()
        self.rules = RulesTab()
        self.trail = TrailTab()
        self.side = TrailPanel(most=_SIDE_LINES)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._is_more = False
        self._rest.timeout.connect(self._rested)
        self.trail_tasks = TrailTasks(self, (self.side, self.trail.panel), lambda: self._filter)
        self.trail_tasks.said.connect(self._say)
        self._lay_out()
        self._connect()
        self.operations.run(self, asking.ask_here(), self._known_here)

    def _lay_out(self) -> None:
        self.top = TopBar(self.tr("People"))
        words = {
            PeopleTab.PEOPLE: self.tr("People"),
            PeopleTab.RULES: self.tr("Rules"),
            PeopleTab.TRAIL: self.tr("Audit trail"),
        }
        self.choice = SegmentedControl(
            [(tab.value, name) for tab, name in words.items()], name=self.tr("Part of the screen")
        )
        self.top.lead(self.choice)
        self.handover_button = QPushButton(self.tr("Handover…"))
        self.add_button = QPushButton(self.tr("Add person"))
        self.add_button.setProperty("look", "primary")
        self.handover_button.clicked.connect(self.tasks.hand_over)
        self.top.add(self.handover_button)
        self.top.add(self.add_button)
        self.banner = Banner(tone="major")
        self.banner.hide()
        self.empty = EmptyState(self.tr("Reading who works here"), icon="users")
        self._tabs = QStackedWidget()
        for tab in (self.team, self.rules, self.trail, self.empty):
            self._tabs.addWidget(tab)
        self._tabs.setCurrentWidget(self.empty)
        self._aside = QWidget()
        self._aside.setProperty("surface", "plain")
        aside = QHBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(0)
        edge = QWidget()
        edge.setProperty("surface", "edge")
        edge.setFixedWidth(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 20, 12, 20)
        inner.addWidget(self.side)
        aside.addWidget(edge)
        aside.addLayout(inner, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._tabs, 1)
        row.addWidget(self._aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.choice.chosen.connect(lambda key: self.show_tab(PeopleTab(key)))
        self.add_button.clicked.connect(self._add)
        self.team.waiting.wanted.connect(self.wanted)
        self.team.add_wanted.connect(self._add)
        self.team.change_wanted.connect(self.tasks.change)
        self.team.end_wanted.connect(self.tasks.end)
        self.team.back_wanted.connect(self.tasks.bring_back)
        self.team.code_wanted.connect(self.tasks.give_code)
        self.team.sign_in_wanted.connect(self.tasks.sign_in)
        for card in (self.team.agreement, self.rules.agreement):
            card.rule_wanted.connect(self.tasks.choose_rule)
        self.team.devices.end_wanted.connect(self.tasks.end_device)
        self.team.devices.let_in_wanted.connect(self.tasks.let_device_in)
        self.empty.acted.connect(self.refresh)
        self.trail.filter_changed.connect(self.ask_otherwise)

    @property
    def tab(self) -> PeopleTab:
        """The tab that is shown."""
        return PeopleTab(self.choice.current)

    def show_tab(self, wanted: PeopleTab) -> None:
        """Shows a tab."""
        self.choice.choose(wanted.value)
        if self._view is not None:
            pages = {
                PeopleTab.PEOPLE: self.team,
                PeopleTab.RULES: self.rules,
                PeopleTab.TRAIL: self.trail,
            }
            self._tabs.setCurrentWidget(pages[wanted])
        self._share_room()
        self.ask_otherwise()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def focus_on(self, place: PeoplePlace) -> None:
        """Shows the tab that was asked for, and begins what somebody came for."""
        if place.tab is not None:
            self.show_tab(place.tab)
        if place.step is not None:
            self._wanted = place
            if self._view is not None:
                self._begin_wanted()

    @property
    def question(self) -> object:
        return self._filter

    @property
    def _filter(self) -> TrailFilter:
        if self.tab is PeopleTab.TRAIL:
            return self.trail.wanted(self._clock.now().replace(minute=0, second=0, microsecond=0))
        return TrailFilter(by_people=True)

    async def ask_view(self) -> PeopleView:
        return await asking.ask_people(self.operations.desk, self._filter)

    def show_view(self, view: PeopleView) -> None:
        is_first = self._view is None
        self._view = view
        now = view.team.as_of
        may = view.me.may(Permission.CONFIGURE)
        why_not = self._why_not(view)
        self.add_button.setEnabled(may)
        self.add_button.setToolTip("" if may else plain_tip(why_not))
        self.add_button.setVisible(bool(view.team.people))
        for card in (self.team.agreement, self.rules.agreement):
            card.show_rules(view.rules, may_change=may, why_not=why_not)
        self.team.waiting.show_waiting(view.waiting, now, zone_of(view.trail.zone))
        self.team.show_team(view.team, view.me, self._here.device, why_not)
        (self.trail if self.tab is PeopleTab.TRAIL else self.side).show_trail(view.trail, now)
        if is_first:
            self.show_tab(self.tab)
        self.trail_tasks.check_quickly(view.trail.rows)
        self._begin_wanted()

    def show_failure(self, error: StatusBoardError) -> None:
        if self._view is not None:
            self._say(str(error))
            return
        self.empty.show_words(
            self.tr("People could not be read"), str(error), action=self.tr("Try again")
        )

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again, but not more often than anybody can read."""
        self.tasks.handover.changes_arrived(changes)
        if not self.isVisible() or not changes.topics & self.topics:
            super().changes_arrived(changes)
        elif self._rest.isActive():
            self._is_more = True
        else:
            self._rest.start()
            self.refresh()

    def _rested(self) -> None:
        if self._is_more:
            self._is_more = False
            self._rest.start()
            self.refresh()

    def _share_room(self) -> None:
        has_room = self.width() >= _LEAST_WITH_SIDE
        self._aside.setVisible(has_room and self.tab is PeopleTab.PEOPLE)
        self._aside.setFixedWidth(min(_SIDE, max(320, round(self.width() * 0.36))))

    def _why_not(self, view: PeopleView) -> str:
        admins = [
            row.person.name
            for row in view.team.people
            if row.person.ended_at is None and row.person.actor.may(Permission.CONFIGURE)
        ]
        return self.tr("You act as {me}, who may not change people. Ask {names}.").format(
            me=view.me.name, names=", ".join(admins[:3])
        )

    def _known_here(self, here: Credentials) -> None:
        self._here = here
        if self._view is not None:
            self.show_view(self._view)

    def _add(self) -> None:
        has_people = self._view is not None and bool(self._view.team.people)
        self.tasks.add(None if has_people else self._here)

    def _begin_wanted(self) -> None:
        wanted, view = self._wanted, self._view
        if wanted is None or view is None:
            return
        self._wanted = None
        if wanted.step is PeopleStep.HAND_OVER:
            self.tasks.hand_over()
        elif wanted.step is PeopleStep.SIGN_OUT:
            self.tasks.sign_out()
        elif wanted.step is PeopleStep.SIGN_IN:
            for row in view.team.people:
                if row.person.id == wanted.person_id:
                    self.tasks.sign_in(row.person)

    def _say(self, sentence: str) -> None:
        self.banner.show_sentence(sentence)
        self.banner.setVisible(bool(sentence))
