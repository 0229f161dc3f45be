"""The subscribers screen: who is told, what was delivered, by which channels, in which lists."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from statusboard.app.clock import Clock, SystemClock
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError
from ui.keys.key import Key
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import SubscribersPlace, SubscribersTab
from ui.screens.subscribers.channels.tab import ChannelsTab
from ui.screens.subscribers.deliveries.tab import DeliveriesTab
from ui.screens.subscribers.lists.tab import ListsTab
from ui.screens.subscribers.people.tab import PeopleTab
from ui.screens.subscribers.tab import AnyTab
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.top_bar import TopBar

# While a send is under way something changes many times a second; nobody reads so fast. Where an
# answer takes long, asking leaves the database to those who send for most of the time.
_LEAST_REST_MS, _MOST_REST_MS, _RESTS = 500, 5_000, 3
# Somebody who types an address has not finished it with every letter.
_TYPING_MS = 200
_LEAST_FINDER, _MOST_FINDER = 130, 240


class SubscribersScreen(Screen[object, SubscribersPlace]):
    """Tabs; only the one that is shown asks. Those that hold addresses share the search field."""

    topics = frozenset({Topic.DELIVERIES, Topic.SUBSCRIBERS, Topic.SETTINGS, Topic.SERVICES})

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        columns: KeptColumns | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(operations, parent)
        clock = clock or SystemClock()
        self.people = PeopleTab(operations, columns)
        self.deliveries = DeliveriesTab(operations, columns, clock)
        self.channels = ChannelsTab(operations, clock)
        self.lists = ListsTab(operations)
        self._tabs: dict[SubscribersTab, AnyTab] = {
            SubscribersTab.PEOPLE: self.people,
            SubscribersTab.DELIVERIES: self.deliveries,
            SubscribersTab.CHANNELS: self.channels,
            SubscribersTab.LISTS: self.lists,
        }
        self._is_more = False
        self._clock = clock
        self._rest = QTimer(self, singleShot=True, interval=_LEAST_REST_MS)
        self._rest.timeout.connect(self._rested)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._look)
        self._lay_out()
        QShortcut(Key.FIND.sequence, self, self._find)
        self.show_tab(SubscribersTab.DELIVERIES)

    def _lay_out(self) -> None:
        words = {
            SubscribersTab.PEOPLE: self.tr("People"),
            SubscribersTab.DELIVERIES: self.tr("Deliveries"),
            SubscribersTab.CHANNELS: self.tr("Channels"),
            SubscribersTab.LISTS: self.tr("Lists"),
        }
        self.top = TopBar(self.tr("Subscribers"))
        self.choice = SegmentedControl(
            [(tab.value, words[tab]) for tab in self._tabs], name=self.tr("Part of the screen")
        )
        self.choice.chosen.connect(lambda key: self.show_tab(SubscribersTab(key)))
        self.top.lead(self.choice)
        self.finder = SearchField(self.tr("Find address"))
        self.finder.setMinimumWidth(_LEAST_FINDER)
        self.finder.setMaximumWidth(_MOST_FINDER)
        self.finder.textChanged.connect(lambda _: self._typing.start())
        self.finder.returnPressed.connect(self._look)
        self.top.add(self.finder)
        self._stack = QStackedWidget()
        for key, tab in self._tabs.items():
            self._stack.addWidget(tab)
            tab.asked.connect(lambda key=key: self._ask_again(key))
            tab.wanted.connect(self._go)
            for control in tab.controls:
                self.top.add(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._stack, 1)

    @property
    def tab(self) -> SubscribersTab:
        """The tab that is shown."""
        return SubscribersTab(self.choice.current)

    @property
    def _shown(self) -> AnyTab:
        return self._tabs[self.tab]

    def show_tab(self, wanted: SubscribersTab) -> None:
        """Shows a tab, and asks what it shows."""
        self.choice.choose(wanted.value)
        self._stack.setCurrentWidget(self._tabs[wanted])
        # Hidden before others are shown: together they would make the window wider.
        for tab in self._tabs.values():
            for control in tab.controls:
                control.hide()
        self.finder.setVisible(self._tabs[wanted].has_addresses)
        for control in self._tabs[wanted].controls:
            control.show()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The stack gives the focus to the first segment: Tab begins at the one that is chosen.
        QTimer.singleShot(0, self, self._mind_focus)

    def _mind_focus(self) -> None:
        focus, chosen = QApplication.focusWidget(), self.choice.button(self.choice.current)
        if focus is not None and focus.parentWidget() is self.choice and focus is not chosen:
            chosen.setFocus()

    def focus_on(self, place: SubscribersPlace) -> None:
        """Shows the tab that was asked for."""
        if place.list_id is not None:
            self.finder.clear()
            self.people.show_list(place.list_id)
        if place.tab is not None:
            self.show_tab(place.tab)

    @property
    def question(self) -> object:
        return (self.tab, self._shown.question)

    async def ask_view(self) -> object:
        begun_s = self._clock.monotonic()
        view = await self._shown.ask()
        took_ms = (self._clock.monotonic() - begun_s) * 1000
        self._rest.setInterval(round(min(max(_RESTS * took_ms, _LEAST_REST_MS), _MOST_REST_MS)))
        return view

    def show_view(self, view: object) -> None:
        self._shown.show_view(view)

    def show_failure(self, error: StatusBoardError) -> None:
        self._shown.show_failure(error)

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again, but not more often than anybody can read."""
        if not self.isVisible():
            super().changes_arrived(changes)
        elif changes.topics & self._shown.topics:
            if self._rest.isActive():
                self._is_more = True
            else:
                self._rest.start()
                self.refresh()

    def unsaved(self) -> str:
        return " ".join(filter(None, (tab.unsaved() for tab in self._tabs.values())))

    def _rested(self) -> None:
        if self._is_more:
            self._is_more = False
            self._rest.start()
            self.refresh()

    def _ask_again(self, key: SubscribersTab) -> None:
        if key is self.tab:
            self.ask_otherwise()

    def _go(self, place: object) -> None:
        if isinstance(place, SubscribersPlace):
            self.focus_on(place)
        else:
            self.wanted.emit(place)

    def _look(self) -> None:
        self._typing.stop()
        self._shown.search(self.finder.text())
        self.ask_otherwise()

    def _find(self) -> None:
        if self.finder.isVisible():
            self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.finder.selectAll()
