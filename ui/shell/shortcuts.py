"""Keys that do something wherever in the window the focus is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def window_shortcut(window: QWidget, keys: str, act: Callable[[], None]) -> QShortcut:
    """Does `act` on these keys; a sheet over the window keeps them to itself."""
    made = QShortcut(QKeySequence(keys), window)
    made.setContext(Qt.ShortcutContext.WindowShortcut)
    made.activated.connect(act)
    return made


def pressed_by_enter(event: QKeyEvent) -> bool:
    """Presses the button that has the focus where Enter was pressed on it, as the space bar does.

    Qt does so in dialogs alone. True where the key was for a button.
    """
    focused = QApplication.focusWidget()
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not (is_enter and is_plain and isinstance(focused, QAbstractButton)):
        return False
    if not event.isAutoRepeat():
        focused.click()
    return True
