"""The window: navigation on the left, one screen beside it, problems above.

It is given its screens as a list of entries, and makes each one when it is first shown. It imports
nothing that the first picture does not need.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from statusboard.app.clock import Clock, SystemClock
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.board import BoardView
from statusboard.domain.views.notices import NoticeCounts
from ui.keys.key import Key
from ui.screens.destinations import (
    AnotherWindow,
    BoardPlace,
    Destination,
    SampleWindow,
    ScreenKey,
    ScreenPlace,
    screen_for,
)
from ui.screens.face import FirstFace, OpeningFace
from ui.shell.closing_question import ClosingQuestion
from ui.shell.frame import Content
from ui.shell.full_display import FullDisplay
from ui.shell.geometry import NARROW_WIDTH, SMALLEST_HEIGHT, SMALLEST_WIDTH
from ui.shell.navigation import Navigation
from ui.shell.problems import Problems
from ui.shell.ribbon import DemoRibbon
from ui.shell.screen_entry import ScreenEntry
from ui.shell.shortcuts import pressed_by_enter
from ui.shell.welcome import Welcome
from ui.shell.who_is_here import HAND_OVER
from ui.shell.window_keys import WindowKeys
from ui.shell.window_title import WindowTitle
from ui.widgets.time_words import zone_of

if TYPE_CHECKING:
    from ui.runtime.operations import Operations
    from ui.screens.base import AnyScreen
    from ui.shell.badges import Badges


class Window(Content):
    """The main window.

    Signals:
        closing: the person closed the window; what runs behind it has to end.
        demo_wanted: the person wants to look at sample data.
        board_shown: the board showed a fresh view; carries it.
        writing: the person writes a notice from now on; carries its id, None for none.
        offer_taken: the person takes the way out that a problem offers; its key.
        palette_wanted, keys_wanted: the person wants the palette, or the sheet of all keys.
        another_wanted: the person wants a place in another window; carries it.
        zoom_wanted: everything larger (1), smaller (-1), or in its usual size (0).
        changed: something changed; carries the `Changes`, for another window on the same desk.
    """

    closing = Signal()
    demo_wanted = Signal()
    board_shown = Signal(object)
    writing = Signal(object)
    offer_taken = Signal(str)
    palette_wanted = Signal()
    keys_wanted = Signal()
    another_wanted = Signal(object)
    zoom_wanted = Signal(int)
    changed = Signal(object)

    def __init__(
        self,
        face: OpeningFace,
        entries: Sequence[ScreenEntry],
        welcome: Callable[[], FirstFace],
        *,
        is_demo: bool = False,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._clock: Clock = clock or SystemClock()
        self._operations: Operations | None = None
        self._badges: Badges | None = None
        self._screens: dict[ScreenKey, AnyScreen] = {}
        self._asked_for: ScreenPlace | None = None
        self._current = ScreenKey.BOARD
        self.display = FullDisplay(self)
        self._is_closed = False
        self._place: ScreenPlace = BoardPlace()
        # Windows that close with this one, and have their say before.
        self.companions: list[Content] = []
        self._question = ClosingQuestion(self)
        self._zone = zone_of("")
        self.title = WindowTitle(self, self._clock)
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self.face = face
        self.face.wanted.connect(self.go_to)
        self._entries = {entry.key: entry for entry in entries}
        self.navigation = Navigation(tuple(self._entries.values()), self, clock=self._clock)
        self.navigation.chosen.connect(self.go_to)
        self.navigation.palette_wanted.connect(self.palette_wanted)
        self.navigation.mark(ScreenKey.BOARD)
        self.ribbon = DemoRibbon(self)
        self.ribbon.setVisible(is_demo)
        self.problems = Problems(self)
        self.problems.offer_taken.connect(self.offer_taken)
        # What keeps everything from working keeps the board from it, too: that is said once.
        self.problems.gravity_changed.connect(lambda is_told: face.be_told_above(is_told=is_told))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.face)
        self._welcome = Welcome(self._stack, welcome, self.go_to)
        self._lay_out()
        self._keys = self._bind_keys()

    @property
    def current(self) -> ScreenKey:
        """The screen that is shown."""
        return self._current

    @property
    def place(self) -> ScreenPlace:
        """Where one went last."""
        return self._place

    @property
    def places(self) -> tuple[ScreenPlace, ...]:
        """Where the entries lead, in order."""
        return tuple(entry.place for entry in self._entries.values())

    @property
    def is_closed(self) -> bool:
        """Whether the person has closed the window."""
        return self._is_closed

    @property
    def is_wall(self) -> bool:
        """Whether the board fills the display."""
        return self.face.is_wall

    @property
    def is_welcoming(self) -> bool:
        """Whether the first screen of all is shown."""
        return self._welcome.is_shown

    def screen_of(self, key: ScreenKey) -> "AnyScreen | None":
        """The screen of an entry, if it has been made."""
        return self._screens.get(key)

    def set_operations(self, operations: "Operations") -> None:
        """From now on the screens can ask; the one that was wanted meanwhile is shown."""
        from ui.shell.badges import Badges

        self._operations = operations
        self._badges = Badges(self.navigation, (*self._entries.values(),), operations, self.title)
        wanted, self._asked_for = self._asked_for, None
        self._screen(ScreenKey.BOARD)
        if wanted is not None or not self.is_welcoming:
            self.go_to(wanted or self._entries[self._current].place)
        else:
            self._look_at_board()

    def changes_arrived(self, changes: Changes) -> None:
        """Passes on what changed; hidden screens remember it for later."""
        self.changed.emit(changes)
        if Topic.RESULTS in changes.topics:
            self.navigation.show_checked(self._clock.now(), self._zone)
        if self._badges is not None:
            self._badges.changes_arrived(changes)
        for screen in tuple(self._screens.values()):
            screen.changes_arrived(changes)
        if self.is_welcoming and Topic.SERVICES in changes.topics:
            self._look_at_board()

    def go_to(self, place: Destination) -> None:
        """Shows a place of this window once there is a desk to ask, or tells that it is none."""
        if isinstance(place, SampleWindow):
            self.demo_wanted.emit()
        elif isinstance(place, AnotherWindow):
            self.another_wanted.emit(place.place)
        elif self._operations is None:
            self._asked_for = place
        else:
            self._leave_welcome()
            self._current, self._place = screen_for(place), place
            screen = self._screen(self._current)
            self.navigation.mark(self._current)
            self._stack.setCurrentWidget(screen)
            screen.focus_on(place)

    async def settle(self) -> None:
        """Lets every screen keep what must not be lost."""
        for screen in tuple(self._screens.values()):
            await screen.settle()

    def show_board(self, view: BoardView) -> None:
        """Shows a board view that was kept from an earlier time."""
        self.face.show_view(view)
        self._tell_about(view)

    def show_welcome(self, view: BoardView | None = None) -> None:
        """Shows the first screen of all, over everything; with what a board says is still open."""
        self._welcome.show(view)
        self.navigation.hide()

    def set_wall(self, *, is_wall: bool) -> None:
        """The board over the whole display, or back in its window."""
        if is_wall == self.is_wall:
            return
        if is_wall:
            self.go_to(BoardPlace())
            self.navigation.hide()
            self.display.fill()
        else:
            self.navigation.show()
            self.display.give_back()
        self.face.set_wall(is_wall=is_wall)
        self._keys.set_wall(is_wall=is_wall)

    def turn_wall(self) -> None:
        """The board over the whole display, or back."""
        self.set_wall(is_wall=not self.is_wall)

    def come_back(self) -> None:
        """Shows the board again, where something else fills the display."""
        if self.is_wall and self._current is not ScreenKey.BOARD:
            self.go_to(BoardPlace())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.navigation.set_narrow(is_narrow=self.width() < NARROW_WIDTH)
        super().resizeEvent(event)

    def close_at_once(self) -> None:
        """Closes without a question: the system ends the program, and waits for nobody."""
        self._question.waive()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        if not self._is_closed:
            self._is_closed = True
            self.display.let_go()
            self.closing.emit()
        super().closeEvent(event)

    def may_close(self) -> bool:
        """Whether nothing would be lost by closing; else a person is asked whether it may."""
        if not all(one.may_close() for one in self.companions):
            return False
        unsaved = " ".join(filter(None, (screen.unsaved() for screen in self._screens.values())))
        return self._is_closed or self._question.allows(unsaved)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.ribbon)
        column.addWidget(self.problems)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)

    def _bind_keys(self) -> WindowKeys:
        acts: dict[Key, Callable[[], None]] = {
            Key.REFRESH: self.refresh,
            Key.HAND_OVER: partial(self.go_to, HAND_OVER),
            Key.FULL_DISPLAY: self.turn_wall,
            Key.PALETTE: self.palette_wanted.emit,
            Key.ALL_KEYS: self.keys_wanted.emit,
            Key.NEW_WINDOW: lambda: self.another_wanted.emit(self.place),
            Key.LARGER: partial(self.zoom_wanted.emit, 1),
            Key.SMALLER: partial(self.zoom_wanted.emit, -1),
            Key.USUAL_SIZE: partial(self.zoom_wanted.emit, 0),
        }
        screens = [partial(self.go_to, place) for place in self.places]
        return WindowKeys(self, screens, acts, self._leave_wall)

    def _leave_wall(self) -> None:
        """Back to the board first, where something else fills the display."""
        if self._current is ScreenKey.BOARD:
            self.set_wall(is_wall=False)
        else:
            self.go_to(BoardPlace())

    def _screen(self, key: ScreenKey) -> "AnyScreen":
        made = self._screens.get(key)
        if made is None:
            assert self._operations is not None
            made = self._entries[key].factory(self._operations, self._stack)
            made.wanted.connect(self.go_to)
            made.writing.connect(self.writing)
            self._screens[key] = made
            self._stack.addWidget(made)
            if key is ScreenKey.BOARD:
                # It has the face now, and alone passes on what the face wants.
                self.face.wanted.disconnect(self.go_to)
                made.view_shown.connect(self._board_shown)
        return made

    def _look_at_board(self) -> None:
        """Asks whether there is anything on the board by now, which would end the welcome."""
        self._screen(ScreenKey.BOARD).refresh()

    def _board_shown(self, view: BoardView) -> None:
        self._tell_about(view)
        self.board_shown.emit(view)
        if not view.tiles and not view.is_demo and self._current is ScreenKey.BOARD:
            self.show_welcome(view)
        elif view.tiles and self.is_welcoming:
            self.go_to(BoardPlace())

    def _tell_about(self, view: BoardView) -> None:
        self._zone = zone_of(view.zone)
        self.navigation.show_company(view.page_name)
        self.navigation.show_checked(view.last_seen, self._zone)
        if self._badges is None:
            kept = NoticeCounts(len(view.told), view.drafts)
            self.navigation.items[ScreenKey.NOTICES].set_counts(kept)
        self.ribbon.setVisible(view.is_demo or not self.ribbon.isHidden())
        self.title.show_company(view.page_name)

    def _leave_welcome(self) -> None:
        if self._welcome.leave():
            self.navigation.setVisible(not self.is_wall)

    def refresh(self) -> None:
        """Asks again for what is on screen."""
        screen = self._screens.get(self._current)
        if screen is not None:
            screen.refresh()
