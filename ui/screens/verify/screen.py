"""The verify screen: every service, its state and why, the raw answer, and “check now”."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from statusboard.domain.changes import Topic
from statusboard.domain.views.verify import LatestAnswer, ServiceDetail, ServiceRow, VerifyView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import (
    NewNoticePlace,
    NewServicePlace,
    OnVerify,
    SettingsPart,
    SettingsPlace,
    VerifyPlace,
)
from ui.screens.verify.asking import ask_detail, ask_services
from ui.screens.verify.detail_pane import DetailPane
from ui.screens.verify.service_tasks import ServiceTasks
from ui.screens.verify.state_filter import StateFilter
from ui.screens.verify.table import VerifyTable
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_3, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.top_bar import TopBar

_LEAST_PANE, _MOST_PANE = 380, 520
_PANE_SHARE = 0.36
_DETAIL, _LATEST = "detail", "latest"


class VerifyScreen(Screen[VerifyView, OnVerify]):
    """The table on the left, the chosen service on the right."""

    topics = frozenset({Topic.RESULTS, Topic.STATES, Topic.SERVICES})

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(operations, parent)
        self.title = self.tr("Verify")
        self._view: VerifyView | None = None
        self._chosen: int | None = None
        self._busy: set[QPushButton] = set()
        self.tasks = ServiceTasks(operations, self)
        self.tasks.changed.connect(self._services_changed)
        self.tasks.settings_wanted.connect(
            lambda: self.wanted.emit(SettingsPlace(SettingsPart.NEW_RELIC))
        )
        self._build_top()
        self._build_page()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._top)
        box.addWidget(self._banner)
        box.addLayout(self._stack, 1)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)

    def _build_top(self) -> None:
        self._top = TopBar(self.title)
        self.filter = SearchField(self.tr("Filter: name, state, group"))
        self.filter.textChanged.connect(lambda _: self._filter_rows())
        self.check_all = QPushButton(self.tr("Check all now"))
        self.check_all.clicked.connect(self._check_all)
        self.add_button = QPushButton(self.tr("Add service"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self.tasks.add)
        for control in (self.filter, self.check_all, self.add_button):
            self._top.add(control)

    def _build_page(self) -> None:
        self._banner = Banner(action=self.tr("Try again"))
        self._banner.acted.connect(self.refresh)
        self._banner.hide()
        self._state = EmptyState(self.tr("Reading the services"), icon="list-checks")
        self._state.acted.connect(self._act_on_state)
        self.states = StateFilter()
        self.states.changed.connect(self._filter_rows)
        self.table = VerifyTable()
        self.table.moved.connect(self._row_chosen)
        self.pane = DetailPane()
        self.pane.check_wanted.connect(self._check_now)
        self.pane.edit_wanted.connect(lambda: self._with_detail(self.tasks.describe))
        self.pane.remove_wanted.connect(lambda: self._with_detail(self.tasks.remove))
        self.pane.draft_wanted.connect(
            lambda: self._with_detail(lambda d: self.wanted.emit(NewNoticePlace(d.component_id)))
        )
        self.pane.check_chosen.connect(lambda _: self._ask_detail())
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
        self._page = page
        self._stack = QStackedLayout()
        self._stack.addWidget(self._state)
        self._stack.addWidget(page)

    async def ask_view(self) -> VerifyView:
        return await ask_services(self.operations.desk)

    def focus_on(self, place: OnVerify) -> None:
        """Shows a service, or opens what a new one starts with."""
        match place:
            case NewServicePlace(source):
                self.tasks.begin(source)
            case VerifyPlace(None):
                pass
            case VerifyPlace(component_id):
                self._chosen = component_id
                if self._view is not None:
                    self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the detail its share of the width."""
        super().resizeEvent(event)
        share = round(self.width() * _PANE_SHARE)
        self.pane.setFixedWidth(min(max(share, _LEAST_PANE), _MOST_PANE))

    def show_view(self, view: VerifyView) -> None:
        self._view = view
        self._banner.hide()
        self.tasks.know_groups([row.group for row in view.rows])
        self._top.show_subtitle(self._counts(view))
        self.check_all.setEnabled(bool(view.rows))
        if not view.rows:
            self._state.show_words(
                self.tr("Nothing is watched yet"),
                self.tr("Add a web address, or pick what New Relic watches already."),
                action=self.tr("Add service"),
            )
            self._stack.setCurrentWidget(self._state)
            return
        self._stack.setCurrentWidget(self._page)
        self.states.show_counts(row.status for row in view.rows)
        self.table.show_view(view)
        self._choose()

    def _choose(self) -> None:
        """Makes the chosen service current; the first one where it is gone."""
        rows = self._view.rows if self._view is not None else ()
        if not any(row.component_id == self._chosen for row in rows):
            shown = self.table.table.shown
            self._chosen = shown[0].component_id if shown else None
        if self._chosen is not None:
            self.table.make_current(self._chosen)
        self._ask_detail()

    def _row_chosen(self, row: object) -> None:
        if isinstance(row, ServiceRow) and row.component_id != self._chosen:
            self._chosen = row.component_id
            self._ask_detail()

    def _ask_detail(self) -> None:
        chosen = self._chosen
        self.pane.setVisible(chosen is not None)
        if chosen is None:
            self.answers.drop(_DETAIL)
            return

        def done(detail: ServiceDetail) -> None:
            if self._view is not None:
                self.pane.show_detail(detail, now=self._view.as_of)
                self._ask_latest()

        ask = partial(ask_detail, self.operations.desk, chosen)
        self.answers.ask(_DETAIL, chosen, ask, done, self.show_failure)

    def _ask_latest(self) -> None:
        """Phases are only in the collector's memory; without one the stored answer stays."""
        check, view = self.pane.check, self._view
        if check is None or view is None:
            return

        def done(answer: LatestAnswer | None) -> None:
            if answer is not None:
                self.pane.show_latest(check.check_id, answer, now=view.as_of)

        ask = partial(self.operations.desk.latest, check.check_id)
        self.answers.ask(_LATEST, check.check_id, ask, done, self._keep_stored)

    def _keep_stored(self, error: StatusBoardError) -> None:
        """The window's own banner tells that the collector is gone; here nothing is missing."""

    def _check_now(self) -> None:
        detail = self.pane.detail
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
            self._banner.show_sentence(str(error))
            self._banner.show()

        self.operations.run(self, self.operations.desk.check_now(check_ids), done, failed)

    def _with_detail(self, then: Callable[[ServiceDetail], None]) -> None:
        if self.pane.detail is not None:
            then(self.pane.detail)

    def _services_changed(self, component_id: object) -> None:
        if isinstance(component_id, int):
            self._chosen = component_id
        self.refresh()

    def show_failure(self, error: StatusBoardError) -> None:
        if self._view is not None:
            self._banner.show_sentence(str(error))
            self._banner.show()
            return
        self._state.show_words(
            self.tr("The services could not be read"), str(error), action=self.tr("Try again")
        )
        self._stack.setCurrentWidget(self._state)

    def _act_on_state(self) -> None:
        if self._view is None:
            self.refresh()
        else:
            self.tasks.add()

    def _find(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _filter_rows(self) -> None:
        words = self.filter.text().casefold().split()
        states = self.states.chosen
        colours = tokens()

        def accepts(row: ServiceRow) -> bool:
            if states and row.status not in states:
                return False
            said = status_style(row.status, colours).word
            whole = f"{row.name} {row.group} {said} {row.how} {row.last_answer}".casefold()
            return all(word in whole for word in words)

        self.table.table.keep(accepts if words or states else None)

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
