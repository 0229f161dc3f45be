"""The keys of the window, wherever in it the focus is."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ui.keys.key import Key
from ui.shell.shortcuts import KeysComeFirst, window_shortcut

Act = Callable[[], None]


class WindowKeys:
    """Binds them to what the window does: `screens` are shown by their numbers."""

    def __init__(
        self, window: QWidget, screens: Sequence[Act], acts: Mapping[Key, Act], leave_wall: Act
    ) -> None:
        for keys, show in zip(Key.SCREENS.sequences, screens, strict=False):
            window_shortcut(window, keys, show)
        self._first = KeysComeFirst(Key.PALETTE, window)
        for key, act in acts.items():
            for keys in key.sequences:
                window_shortcut(window, keys, act)
        self._leave_wall = window_shortcut(window, Key.LEAVE_FULL_DISPLAY.sequence, leave_wall)
        self.set_wall(is_wall=False)

    def set_wall(self, *, is_wall: bool) -> None:
        """Whether the board fills the display: then there is a key that leaves it."""
        self._leave_wall.setEnabled(is_wall)
