"""Keys that do something wherever in the window the focus is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def window_shortcut(window: QWidget, keys: str, act: Callable[[], None]) -> QShortcut:
    """Does `act` on these keys; a sheet over the window keeps them to itself."""
    made = QShortcut(QKeySequence(keys), window)
    made.setContext(Qt.ShortcutContext.WindowShortcut)
    made.activated.connect(act)
    return made
