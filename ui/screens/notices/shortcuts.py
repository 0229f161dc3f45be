"""The keys of the notices screen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_shortcuts(
    screen: QWidget,
    *,
    review: Callable[[], None],
    start_new: Callable[[], None],
    save: Callable[[], None],
) -> None:
    """Wherever on the screen the focus is."""
    standard = QKeySequence.StandardKey
    for keys, act in (
        *((QKeySequence(keys), review) for keys in ("Ctrl+Return", "Ctrl+Enter")),
        (QKeySequence(standard.New), start_new),
        (QKeySequence(standard.Save), save),
    ):
        shortcut = QShortcut(keys, screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
