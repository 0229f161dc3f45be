"""The keys of the window, wherever in it the focus is."""

from functools import partial
from typing import TYPE_CHECKING

from ui.keys.key import Key
from ui.shell.shortcuts import KeysComeFirst, window_shortcut
from ui.shell.who_is_here import HAND_OVER

if TYPE_CHECKING:
    from ui.shell.window import Window


class WindowKeys:
    """Binds each of them to what the window does."""

    def __init__(self, window: "Window") -> None:
        for keys, place in zip(Key.SCREENS.sequences, window.places, strict=False):
            window_shortcut(window, keys, partial(window.go_to, place))
        self._first = KeysComeFirst(Key.PALETTE, window)
        for key, act in (
            (Key.REFRESH, window.refresh),
            (Key.HAND_OVER, partial(window.go_to, HAND_OVER)),
            (Key.FULL_DISPLAY, window.turn_wall),
            (Key.PALETTE, window.palette_wanted.emit),
            (Key.ALL_KEYS, window.keys_wanted.emit),
            (Key.NEW_WINDOW, lambda: window.another_wanted.emit(window.place)),
            (Key.LARGER, partial(window.zoom_wanted.emit, 1)),
            (Key.SMALLER, partial(window.zoom_wanted.emit, -1)),
            (Key.USUAL_SIZE, partial(window.zoom_wanted.emit, 0)),
        ):
            for keys in key.sequences:
                window_shortcut(window, keys, act)
        leave = Key.LEAVE_FULL_DISPLAY.sequence
        self._leave_wall = window_shortcut(window, leave, lambda: window.set_wall(is_wall=False))
        self.set_wall(is_wall=False)

    def set_wall(self, *, is_wall: bool) -> None:
        """Whether the board fills the display: then there is a key that leaves it."""
        self._leave_wall.setEnabled(is_wall)
