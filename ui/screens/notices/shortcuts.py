"""The keys of the notices screen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from ui.keys.key import Key


def add_shortcuts(
    screen: QWidget,
    *,
    review: Callable[[], None],
    start_new: Callable[[], None],
    save: Callable[[], None],
) -> None:
    """Wherever on the screen the focus is."""
    for keys, act in (
        *((keys, review) for keys in Key.REVIEW.sequences),
        (Key.NEW_NOTICE.sequence, start_new),
        (Key.SAVE_NOTICE.sequence, save),
    ):
        shortcut = QShortcut(keys, screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
