"""Hangs a window on a display: over the whole of it, and on it again whenever it comes back."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from ui.wall.displays import DisplayIdentity, find, identity_of, named, plugged_in
from ui.wall.memory import WallMemory

# Displays come and go in a flurry, when a cable is moved or a desk wakes up: one move follows it.
SETTLED_MS = 400


class WallHanging(QObject):
    """Holds a window on one display from `hang` to `take_down`.

    `wish` is what a person asked for, empty for where the window stands; `memory` knows which
    display that was before.
    """

    def __init__(
        self, content: QWidget, *, wish: str = "", memory: WallMemory | None = None
    ) -> None:
        super().__init__(content)
        self._content, self._wish, self._memory = content, wish, memory
        self._display: DisplayIdentity | None = None
        self._is_hung = False
        self._later = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._later.timeout.connect(self.place)

    @property
    def display(self) -> DisplayIdentity | None:
        """The display that it belongs on, plugged in or not; None while it does not hang."""
        return self._display

    def hang(self) -> None:
        """Fills the display that was wished for, from now on."""
        self._display = self._chosen()
        if self._is_hung:
            self.place()
            return
        self._is_hung = True
        app = _application()
        for changed in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            changed.connect(self._later.start)
        self.place()

    def take_down(self) -> None:
        """Lets go: the window may stand anywhere again."""
        if not self._is_hung:
            return
        self._is_hung = False
        self._display = None
        self._later.stop()
        app = _application()
        for changed in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            changed.disconnect(self._later.start)

    def place(self) -> None:
        """Puts it over its display; while that is gone, over the one where the system put it."""
        if self._display is None:
            return
        window, screens = self._content.window(), plugged_in()
        if not screens:
            self._later.start()
            return
        at = find([identity_of(one) for one in screens], self._display)
        target = screens[at] if at is not None else _screen_of(window, screens)
        if window.isFullScreen() and window.geometry() == target.geometry():
            return
        is_moved = window.isFullScreen() or window.screen() is not target
        if window.isFullScreen():
            # A window that fills one display is moved to no other by those who manage windows.
            window.showNormal()
        if is_moved:
            window.setScreen(target)
            window.setGeometry(target.geometry())
        window.showFullScreen()

    def _chosen(self) -> DisplayIdentity | None:
        screens = plugged_in()
        if not screens:
            return None
        there = [identity_of(one) for one in screens]
        here = identity_of(_screen_of(self._content.window(), screens))
        if not self._wish:
            return here
        known = self._memory.display(self._wish) if self._memory is not None else None
        if known is not None and find(there, known) is not None:
            return known
        at = named(there, self._wish)
        if at is None:
            # It may be asleep: it is waited for.
            return known or here
        if self._memory is not None:
            self._memory.keep(self._wish, there[at])
        return there[at]


def _screen_of(window: QWidget, screens: list[QScreen]) -> QScreen:
    found = window.screen()
    return found if found in screens else screens[0]


def _application() -> QGuiApplication:
    app = QApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app
