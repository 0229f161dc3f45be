"""The verify screen: every service, its state and why, the raw answer, and “check now”."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.views.verify import ServiceDetail, ServiceRow, VerifyView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.destinations import (
    NewNoticePlace,
    NewServicePlace,
    OnVerify,
    SettingsPart,
    SettingsPlace,
    VerifyPlace,
)
from ui.screens.table_screen import TableScreen, TableWords
from ui.screens.verify.alarm_tasks import AlarmTasks
from ui.screens.verify.asking import ask_detail, ask_services
from ui.screens.verify.beside_detail import BesideDetail
from ui.screens.verify.detail_pane import DetailPane
from ui.screens.verify.follow_tasks import FollowTasks
from ui.screens.verify.service_tasks import ServiceTasks
from ui.screens.verify.state_filter import StateFilter
from ui.screens.verify.state_tasks import StateTasks
from ui.screens.verify.table import VerifyTable
from ui.screens.verify.window_tasks import WindowTasks
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.kept_columns import KeptColumns

_LEAST_PANE, _MOST_PANE = 380, 520
_PANE_SHARE = 0.36
_DETAIL = "detail"


class VerifyScreen(TableScreen[VerifyView, ServiceRow, OnVerify]):
    """The table on the left, the chosen service on the right."""

    topics = frozenset({Topic.RESULTS, Topic.STATES, Topic.SERVICES, Topic.OVERRIDES, Topic.ALARMS})
    table: VerifyTable

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        columns: KeptColumns | None = None,
    ) -> None:
        super().__init__(operations, parent)
        self._columns = columns
        self._busy: set[QPushButton] = set()
        self.tasks = ServiceTasks(operations, self)
        self.tasks.changed.connect(self._services_changed)
        self.tasks.settings_wanted.connect(
            lambda: self.wanted.emit(SettingsPlace(SettingsPart.NEW_RELIC))
        )
        self.follow_tasks = FollowTasks(operations, self)
        self.follow_tasks.changed.connect(self._services_changed)
        self.tasks.follow_wanted.connect(self.follow_tasks.open)
        self.window_tasks = WindowTasks(operations, self)
        self._build_top()
        self._build_page()
        permitted = operations.permitted
        permitted.bind(Permission.CONFIGURE, self.add_button, *self.pane.configuring)
        permitted.bind(Permission.CONFIGURE, self.follow_tasks.badge)
        permitted.bind(Permission.WRITE, self.window_tasks.badge)
        permitted.bind(Permission.OPERATE, self.check_all, self.pane.check_now)
        permitted.bind(Permission.WRITE, self.pane.draft_button)
        permitted.bind(Permission.OVERRIDE, self.pane.override, self.pane.by_hand.button)

    def words(self) -> TableWords:
        return TableWords(
            title=self.tr("Verify"),
            filter=self.tr("Filter: name, state, group"),
            loading=self.tr("Reading the services…"),
            unreadable=self.tr("The services could not be read"),
            empty=self.tr("Nothing is watched yet"),
            empty_sentence=self.tr("Add a web address, or pick what New Relic watches already."),
            add=self.tr("Add service"),
            icon="list-checks",
        )

    def _build_top(self) -> None:
        self.check_all = QPushButton(self.tr("Check all now"))
        self.check_all.clicked.connect(self._check_all)
        self.add_button = QPushButton(self.tr("Add service"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self.tasks.add)
        badges = (self.follow_tasks.badge, self.window_tasks.badge)
        for control in (self.filter, *badges, self.check_all, self.add_button):
            self._top.add(control)

    def _build_page(self) -> None:
        self.states = StateFilter()
        self.states.changed.connect(self.filter_rows)
        self.table = VerifyTable(self._columns)
        self.pane = DetailPane()
        self.beside = BesideDetail(self.operations.desk, self.answers, self.pane)
        self.pane.check_wanted.connect(self._check_now)
        self.pane.edit_wanted.connect(lambda: self._with_detail(self.tasks.describe))
        self.pane.remove_wanted.connect(lambda: self._with_detail(self.tasks.remove))
        self.pane.draft_wanted.connect(
            lambda: self._with_detail(lambda d: self.wanted.emit(NewNoticePlace(d.component_id)))
        )
        self.states_of = StateTasks(self.operations, self)
        self.states_of.changed.connect(self.refresh)
        self.pane.override_wanted.connect(lambda: self._with_detail(self._set_state))
        self.pane.take_back_wanted.connect(lambda: self._with_detail(self.states_of.take_back))
        self.pane.replay_wanted.connect(lambda: self._with_detail(self.states_of.replay))
        self.pane.correction_wanted.connect(
            lambda: self._with_detail(lambda d: self.states_of.correct(d, self.warn))
        )
        self.pane.group_rule_wanted.connect(lambda: self._with_detail(self.tasks.rule_group))
        self.alarms = AlarmTasks(self.operations, self, lambda: self._detail, self.warn)
        self.alarms.changed.connect(self.refresh)
        self.alarms.serve(self.pane.more, self.table)
        self.pane.service_chosen.connect(self.seek)
        self.pane.check_chosen.connect(lambda _: self._ask_detail())
        self.pane.address_wanted.connect(self._give_address)
        page = QWidget()
        halves = QHBoxLayout(page)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(18, SPACE_4, 18, SPACE_4)
        left.setSpacing(SPACE_3)
        left.addWidget(self.states)
        left.addWidget(self.table, 1)
        left.addStretch(0)
        halves.addLayout(left, 1)
        self._edge = QWidget()
        self._edge.setFixedWidth(1)
        self._edge.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._edge.setProperty("surface", "edge")
        halves.addWidget(self._edge)
        halves.addWidget(self.pane)
        self.hold(page)

    async def ask_view(self) -> VerifyView:
        return await ask_services(self.operations.desk)

    def focus_on(self, place: OnVerify) -> None:
        """Shows a service, or opens what a new one starts with."""
        match place:
            case NewServicePlace(source):
                self.tasks.begin(source)
            case VerifyPlace(component_id):
                if component_id is not None:
                    self.seek(component_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the detail its share of the width."""
        super().resizeEvent(event)
        share = round(self.width() * _PANE_SHARE)
        self.pane.setFixedWidth(min(max(share, _LEAST_PANE), _MOST_PANE))

    def know(self, view: VerifyView) -> None:
        self.tasks.know(view)
        services = [(row.component_id, row.name) for row in view.rows]
        self.follow_tasks.know_services(services)
        self.window_tasks.know_services(services)
        self.follow_tasks.refresh()
        self.window_tasks.refresh()
        self._top.show_subtitle(self._counts(view))
        self.check_all.setEnabled(bool(view.rows))

    def show_table(self, view: VerifyView) -> None:
        before = self._chosen
        self.states.show_counts(row.status for row in view.rows)
        self.table.show_view(view)
        if self._chosen == before:
            self._ask_detail()  # it may say something new

    def id_of(self, row: ServiceRow) -> int:
        return row.component_id

    def usual_choice(self) -> int | None:
        """The first row that is shown: the one in most trouble."""
        shown = self.table.table.shown
        return shown[0].component_id if shown else None

    def choice_changed(self) -> None:
        self._ask_detail()

    def narrow_nothing(self) -> None:
        self.states.choose_none()
        super().narrow_nothing()

    @property
    def _detail(self) -> ServiceDetail | None:
        """What is known of the service that is selected; None while it is on its way."""
        detail = self.pane.detail
        return detail if detail is not None and detail.component_id == self._chosen else None

    def _ask_detail(self) -> None:
        chosen = self._chosen
        self.pane.setVisible(chosen is not None)
        if chosen is None:
            self.answers.drop(_DETAIL)
            return

        def done(detail: ServiceDetail) -> None:
            if self._view is not None:
                self.pane.show_detail(detail, now=self._view.as_of)
                self.beside.ask(detail, self._view)

        ask = partial(ask_detail, self.operations.desk, chosen)
        self.answers.ask(_DETAIL, chosen, ask, done, self._no_detail)

    def _no_detail(self, error: StatusBoardError) -> None:
        """What is known of another service must not stand beside this one's row."""
        self.pane.setVisible(self._detail is not None)
        self.show_failure(error)

    def _check_now(self) -> None:
        detail = self._detail
        if detail is not None:
            ids = [check.check_id for check in detail.checks if check.enabled]
            self._ask_now(ids, self.pane.check_now)

    def _check_all(self) -> None:
        rows = self._view.rows if self._view is not None else ()
        self._ask_now([n for row in rows for n in row.check_ids], self.check_all)

    def _ask_now(self, check_ids: Sequence[int], button: QPushButton) -> None:
        # Busy and not disabled: that would hand the focus, and the next Space, to its neighbour.
        if button in self._busy:
            return
        words = button.text()
        self._busy.add(button)
        button.setText(self.tr("Checking"))

        def ready() -> None:
            self._busy.discard(button)
            button.setText(words)

        def done(_: None) -> None:
            ready()
            self.refresh()

        def failed(error: StatusBoardError) -> None:
            ready()
            self.warn(str(error))

        self.operations.run(self, self.operations.desk.check_now(check_ids), done, failed)

    def _set_state(self, detail: ServiceDetail) -> None:
        if self._view is not None:
            self.states_of.set(detail, self._view.as_of)

    def _with_detail(self, then: Callable[[ServiceDetail], None]) -> None:
        detail = self._detail
        if detail is not None:
            then(detail)

    def _give_address(self) -> None:
        detail, check = self._detail, self.pane.check
        if detail is not None and check is not None:
            self.tasks.give_address(check.check_id, detail.name, self.warn)

    def _services_changed(self, component_id: object) -> None:
        if isinstance(component_id, int):
            self.seek(component_id)
        self.refresh()

    def unsaved(self) -> str:
        if self.states_of.is_writing:
            return self.tr("A state is not set yet.")
        is_writing = self.tasks.is_writing or self.follow_tasks.is_writing
        return self.tr("A service is not saved yet.") if is_writing else ""

    def add_service(self) -> None:
        self.tasks.add()

    def narrowed(self) -> Callable[[ServiceRow], bool] | None:
        states = self.states.chosen
        return (lambda row: row.status in states) if states else None

    def text_of(self, row: ServiceRow) -> str:
        state = status_style(row.status, tokens()).word
        return f"{row.name} {row.group} {state} {row.how} {row.last_answer}"

    def _counts(self, view: VerifyView) -> str:
        services = (
            self.tr("1 service")
            if len(view.rows) == 1
            else self.tr("{count} services").format(count=len(view.rows))
        )
        checks = (
            self.tr("1 check")
            if view.checks == 1
            else self.tr("{count} checks").format(count=view.checks)
        )
        return f"{services} · {checks}"
