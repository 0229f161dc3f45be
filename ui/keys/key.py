"""The keys of the window: what is bound anywhere is one of these, and the sheet of keys lists them.

Nothing else in `ui` names a key that is bound; keys that belong to a kind of control (arrows in a
list, Space on a button) are listed here too, as the system has them.
"""

from enum import Enum, StrEnum
from typing import NamedTuple

from PySide6.QtGui import QKeySequence


class Where(StrEnum):
    """Where keys are heard, in the order of the sheet."""

    WINDOW = "window"
    BOARD = "board"
    NOTICES = "notices"
    TEXT = "text"
    TABLES = "tables"
    CHARTS = "charts"
    CALENDAR = "calendar"
    SHEETS = "sheets"
    PALETTE = "palette"


class _Bound(NamedTuple):
    """`keys` in portable text; or the name of a standard key, which the system knows."""

    where: Where
    keys: tuple[str, ...] = ()
    standard: str = ""


def _bound(where: Where, *keys: str) -> _Bound:
    return _Bound(where, keys)


def _standard(where: Where, name: str) -> _Bound:
    return _Bound(where, standard=name)


class Key(Enum):
    """One thing that keys do. `sequences` are the keys, the usual ones first."""

    PALETTE = _bound(Where.WINDOW, "Ctrl+K")
    ALL_KEYS = _bound(Where.WINDOW, "?")
    SCREENS = _bound(Where.WINDOW, *(f"Ctrl+{number}" for number in range(1, 10)))
    NEW_WINDOW = _bound(Where.WINDOW, "Ctrl+Shift+N")
    REFRESH = _bound(Where.WINDOW, "F5")
    HAND_OVER = _bound(Where.WINDOW, "Ctrl+Shift+H")
    FULL_DISPLAY = _bound(Where.WINDOW, "F11")
    LEAVE_FULL_DISPLAY = _bound(Where.WINDOW, "Esc")
    LARGER = _bound(Where.WINDOW, "Ctrl++", "Ctrl+=")
    SMALLER = _bound(Where.WINDOW, "Ctrl+-")
    USUAL_SIZE = _bound(Where.WINDOW, "Ctrl+0")
    CONTEXT_MENU = _bound(Where.WINDOW, "Menu", "Shift+F10")

    PAGES_OF_BOARD = _bound(Where.BOARD, "PgDown", "PgUp")
    NO_CHANGE_SUGGESTED = _bound(Where.BOARD, "N")

    NEW_NOTICE = _standard(Where.NOTICES, "New")
    SAVE_NOTICE = _standard(Where.NOTICES, "Save")
    REVIEW = _bound(Where.NOTICES, "Ctrl+Return", "Ctrl+Enter")
    NO_CHANGE = _bound(Where.NOTICES, "Alt+N")
    TEMPLATE = _bound(Where.NOTICES, "Ctrl+Shift+T")
    TAKE_BACK = _standard(Where.NOTICES, "Undo")

    BOLD = _standard(Where.TEXT, "Bold")
    ITALIC = _standard(Where.TEXT, "Italic")
    LINK = _bound(Where.TEXT, "Ctrl+Shift+K")
    LIST = _bound(Where.TEXT, "Ctrl+Shift+L")
    PICTURE = _bound(Where.TEXT, "Ctrl+Shift+P")
    NEXT_REMARK = _bound(Where.TEXT, "F8")
    LAST_REMARK = _bound(Where.TEXT, "Shift+F8")
    UNDO = _standard(Where.TEXT, "Undo")
    REDO = _standard(Where.TEXT, "Redo")

    FIND = _standard(Where.TABLES, "Find")
    WALK_ROWS = _bound(Where.TABLES, "Up", "Down", "Home", "End")
    OPEN_ROW = _bound(Where.TABLES, "Return")
    COPY_ROWS = _standard(Where.TABLES, "Copy")
    REMOVE_ROW = _standard(Where.TABLES, "Delete")
    CHOOSE_NOTHING = _bound(Where.TABLES, "Esc")

    WALK_CHART = _bound(Where.CHARTS, "Left", "Right", "Home", "End")
    ZOOM_CHART = _bound(Where.CHARTS, "+", "-")
    WHOLE_CHART = _bound(Where.CHARTS, "0", "Esc")
    OPEN_IN_CHART = _bound(Where.CHARTS, "Return")

    WALK_DAYS = _bound(Where.CALENDAR, "Left", "Right", "Up", "Down")
    TURN_MONTH = _bound(Where.CALENDAR, "PgDown", "PgUp")

    CONCLUDE = _bound(Where.SHEETS, "Ctrl+Return", "Ctrl+Enter")
    LEAVE_SHEET = _bound(Where.SHEETS, "Esc")
    CORRECT_TURN = _bound(Where.SHEETS, "F2")

    WALK_FOUND = _bound(Where.PALETTE, "Up", "Down")
    DO_FOUND = _bound(Where.PALETTE, "Return")
    DO_IN_NEW_WINDOW = _bound(Where.PALETTE, "Ctrl+Return", "Ctrl+Enter")

    @property
    def where(self) -> Where:
        """Where it is heard."""
        return self._bound.where

    @property
    def sequences(self) -> tuple[QKeySequence, ...]:
        """The keys, the usual ones first; those of the system where it has its own."""
        if self._bound.standard:
            standard = QKeySequence.StandardKey[self._bound.standard]
            return tuple(QKeySequence.keyBindings(standard)) or (QKeySequence(standard),)
        return tuple(QKeySequence(keys) for keys in self._bound.keys)

    @property
    def sequence(self) -> QKeySequence:
        """The usual keys."""
        return self.sequences[0]

    @property
    def text(self) -> str:
        """The usual keys as the system writes them: “Ctrl+K”, or “⌘K”."""
        return written(self.sequence)

    @property
    def is_standard(self) -> bool:
        """Whether the system has its own keys for it, of which it may have several."""
        return bool(self._bound.standard)

    @property
    def _bound(self) -> _Bound:
        bound: _Bound = self.value
        return bound


def written(keys: QKeySequence) -> str:
    """Keys as the system writes them. Both Enter keys are called so, whatever Qt calls the one."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
