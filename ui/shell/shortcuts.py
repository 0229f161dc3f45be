"""Keys that do something wherever in the window the focus is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.keys.key import Key


def window_shortcut(window: QWidget, keys: QKeySequence, act: Callable[[], None]) -> QShortcut:
    """Does `act` on these keys; a sheet over the window keeps them to itself."""
    made = QShortcut(keys, window)
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


def pressed(event: QKeyEvent, key: Key) -> bool:
    """Whether these are its keys."""
    return QKeySequence(event.keyCombination()) in key.sequences


class KeysComeFirst(QObject):
    """Keys of the window that a field would take for itself, as Ctrl+K where it cuts a line off.

    Filters what is asked of the control with the focus, and of no other.
    """

    def __init__(self, key: Key, window: QWidget) -> None:
        super().__init__(window)
        self._key = key
        self._window = window
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets nobody but the shortcut have the keys."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and pressed(event, self._key):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = now if now is not None and self._window.isAncestorOf(now) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None
