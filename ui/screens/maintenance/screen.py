"""The maintenance screen: planned work by service and day, as a list, and one piece beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from statusboard.app.clock import Clock, SystemClock
from statusboard.domain.changes import Topic
from statusboard.domain.views.maintenance import MaintenanceDetail, MaintenanceView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import MaintenancePlace
from ui.screens.maintenance.asking import ask_detail, ask_windows
from ui.screens.maintenance.calendar_days import CalendarDays, CalendarSpan, days_around, turned
from ui.screens.maintenance.defaults import new_plan
from ui.screens.maintenance.empty_words import empty_words
from ui.screens.maintenance.head import MaintenanceHead
from ui.screens.maintenance.held_back import hold_back
from ui.screens.maintenance.overview import Overview
from ui.screens.maintenance.pane import MaintenancePane
from ui.screens.maintenance.plan_following import PlanFollowing
from ui.screens.maintenance.table import in_order
from ui.screens.maintenance.words import next_words
from ui.screens.maintenance.work_tasks import WorkTasks
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.throw_away import ask_to_throw_away
from ui.widgets.time_words import zone_of

_LEAST_PANE, _MOST_PANE, _PANE_SHARE = 404, 520, 0.33
_DETAIL = "detail"
_MINUTE_MS = 60_000


class MaintenanceScreen(Screen[MaintenanceView, MaintenancePlace]):
    """Calendar and table on the left, the chosen work on the right; both choose the same."""

    topics = frozenset({Topic.MAINTENANCE, Topic.SERVICES, Topic.SETTINGS})

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        columns: KeptColumns | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(operations, parent)
        self._clock: Clock = clock or SystemClock()
        self._view: MaintenanceView | None = None
        self._days: CalendarDays | None = None
        self._chosen: int | None = None
        self._sought: int | None = None
        self._is_new = False
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self.head = MaintenanceHead()
        self.head.turned.connect(self.turn)
        self.head.began_anew.connect(self._today)
        self.head.plan_wanted.connect(self.plan_new)
        self._make_page(columns)
        hold_back(operations.permitted, self.head, self.pane, self.refresh)
        self.tasks = WorkTasks(operations, self.pane, self, self._clock)
        self.following = PlanFollowing(operations, self.pane, self.tasks.plan_to_save)
        self.pane.saying_chosen.connect(self.tasks.show_message)
        self.tasks.done.connect(self._done)

    def _make_page(self, columns: KeptColumns | None) -> None:
        self.overview = Overview(columns)
        self.calendar, self.table = self.overview.calendar, self.overview.table
        self.overview.chosen.connect(self._person_chose)
        self.calendar.move_wanted.connect(self._move)
        self.calendar.turned.connect(self.turn)
        self.pane = MaintenancePane(clock=self._clock)
        self.banner = Banner(action=self.tr("Try again"))
        self.banner.acted.connect(self.refresh)
        self.banner.hide()
        self.state = EmptyState(self.tr("Reading what is planned…"), icon="hammer")
        self.state.acted.connect(self._act_on_state)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.state)
        self._page = page = QWidget()
        self._stack.addWidget(page)
        halves = QHBoxLayout(page)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self.overview, 1)
        self._edge = QWidget()
        self._edge.setFixedWidth(1)
        self._edge.setProperty("surface", "edge")
        halves.addWidget(self._edge)
        halves.addWidget(self.pane)

    @property
    def question(self) -> object:
        return self._shown_days

    @property
    def _shown_days(self) -> CalendarDays:
        if self._days is None:
            zone = zone_of(self._view.zone if self._view is not None else "")
            today = self._clock.now().astimezone(zone).date()
            return days_around(today, self.head.span, zone)
        return self._days

    @property
    def chosen(self) -> int | None:
        """The window that the screen is about; None while a new one is planned."""
        return self._chosen

    async def ask_view(self) -> MaintenanceView:
        days = self._shown_days
        return await ask_windows(self.operations.desk, days.starts_at, days.ends_at)

    def show_view(self, view: MaintenanceView) -> None:
        is_other_zone = self._view is None or self._view.zone != view.zone
        self._view = view
        self.banner.hide()
        if is_other_zone and self._days is None:
            # Days are those of the page's zone, which the first answer tells.
            days = self._shown_days
            if (days.starts_at, days.ends_at) != (view.first, view.last):
                self.refresh()
        self.pane.form.services.know(view.services)
        self.head.show_subtitle(next_words(view, zone_of(view.zone)))
        is_list = self.head.span is CalendarSpan.LIST
        self.head.turning.setVisible(not is_list)
        self.overview.show_view(view, self._shown_days, is_list=is_list)
        self._settle(view)
        self._show_state(view)

    def show_failure(self, error: StatusBoardError) -> None:
        if self._view is not None:
            self.banner.show_sentence(str(error))
            self.banner.show()
            return
        self.state.show_words(
            self.tr("What is planned could not be read"), str(error), action=self.tr("Try again")
        )
        self._stack.setCurrentWidget(self.state)

    def focus_on(self, place: MaintenancePlace) -> None:
        """Shows a window, wherever among the days it lies."""
        if place.window_id is not None:
            self._seek(place.window_id)

    def plan_new(self) -> None:
        """Opens an empty plan with good defaults."""
        self._leave(self._begin_new)

    def turn(self, by: int) -> None:
        """Shows the days before (-1) or after (1)."""
        self._days = turned(self._shown_days, self.head.span, by)
        self.ask_otherwise()

    def unsaved(self) -> str:
        return self.tr("Planned work is not saved yet.") if self.pane.form.is_changed else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the chosen work its share of the width."""
        super().resizeEvent(event)
        share = round(self.width() * _PANE_SHARE)
        self.pane.setFixedWidth(min(max(share, _LEAST_PANE), _MOST_PANE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        # The first control of the bar is not where one begins.
        QTimer.singleShot(0, self, self._mind_focus)

    def _mind_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.head.turning.isAncestorOf(focus):
            self.calendar.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def _show_state(self, view: MaintenanceView) -> None:
        is_empty = not (view.lines or self._is_new or self._sought or self._days)
        if is_empty:
            title, sentence, action = empty_words(view)
            self.state.show_words(title, sentence, action=action)
        self._stack.setCurrentWidget(self.state if is_empty else self._page)
        for part in (self.pane, self._edge):
            part.setVisible(self._is_new or self._chosen is not None)
        self.head.plan_button.setEnabled(bool(view.services))

    def _settle(self, view: MaintenanceView) -> None:
        """Chooses what was chosen, else what runs or comes next."""
        known = {line.window.id for line in view.lines}
        if self._sought is not None:
            self._chosen, self._is_new = self._sought, False
        elif self._is_new or self._chosen in known or self.pane.form.is_changed:
            pass
        else:
            ordered = in_order(view.lines)
            self._chosen = ordered[0].window.id if ordered else None
        self._mark()
        self._ask_detail()

    def _mark(self) -> None:
        self.overview.mark(self._chosen)

    def _person_chose(self, window_id: int) -> None:
        if window_id != self._chosen:
            self._leave(lambda: self._choose(window_id))

    def _choose(self, window_id: int) -> None:
        self._chosen, self._is_new = window_id, False
        self.following.stop()
        self._mark()
        self._ask_detail()

    def _leave(self, then: Callable[[], None]) -> None:
        """Leaves what is being written, after a question where that would be lost."""
        if not self.pane.form.is_changed:
            then()
            return
        self._mark()
        ask_to_throw_away(self, self.tr("What you wrote of this work is not kept."), then)

    def _begin_new(self) -> None:
        view = self._view
        if view is None or not view.services:
            return
        self._chosen, self._is_new = None, True
        self.answers.drop(_DETAIL)
        self.following.stop()
        self._mark()
        self.pane.show_new(new_plan(view), view.zone, needs_approval=view.needs_approval)
        self._show_state(view)
        self.pane.form.title.setFocus()

    def _seek(self, window_id: int) -> None:
        self._chosen = self._sought = window_id
        self.ask_otherwise()

    def _ask_detail(self) -> None:
        chosen = self._chosen
        if chosen is None:
            self.answers.drop(_DETAIL)
            return
        ask = partial(ask_detail, self.operations.desk, chosen)
        self.answers.ask(_DETAIL, chosen, ask, self._show_detail, self.show_failure)

    def _show_detail(self, detail: MaintenanceDetail) -> None:
        window, view = detail.window.window, self._view
        if view is None or window.id != self._chosen:
            return
        self.pane.show_detail(detail, view.zone)
        self._show_state(view)
        is_sought, self._sought = self._sought == window.id, None
        if is_sought and all(line.window.id != window.id for line in view.lines):
            zone = self._shown_days.zone
            day = window.starts_at.astimezone(zone).date()
            self._days = days_around(day, self.head.span, zone)
            self.ask_otherwise()

    def _move(self, window_id: int, days: int) -> None:
        detail = self.pane.detail
        if detail is not None and detail.window.window.id == window_id:
            self.tasks.move(detail, days)

    def _done(self, window_id: object) -> None:
        self._is_new = False
        self._chosen = self._sought = window_id if isinstance(window_id, int) else None
        self.following.stop()
        self.pane.forget_changes()
        self.refresh()

    def _today(self) -> None:
        self._days = None
        self.ask_otherwise()

    def _tick(self) -> None:
        self.calendar.show_now(self._clock.now())

    def _act_on_state(self) -> None:
        (self.refresh if self._view is None else self.plan_new)()
