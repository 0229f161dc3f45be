"""The palette over its window: a field, what was found below it, and how to use it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.keys.key import Key
from ui.palette.entry import PaletteEntry
from ui.palette.found_list import FoundList
from ui.palette.matching import Matcher
from ui.palette.recent_use import RecentUse
from ui.theme.tokens import LEAD, SPACE_4
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 640, 470


class PaletteSheet(Sheet):
    """Typing narrows, the arrows choose, Enter takes, Ctrl+Enter takes in another window.

    Signals:
        taken: an entry was taken, and the palette is closed; carries it.
        taken_elsewhere: the same, in another window.
        keys_wanted: a person wants to see all keys.
    """

    taken = Signal(object)
    taken_elsewhere = Signal(object)
    keys_wanted = Signal()

    def __init__(self, recent: RecentUse, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self._recent = recent
        self._matcher = Matcher(())
        self._has_walked = False
        title = self.tr("Go to or do")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        head = self.findChild(QFrame, "sheetHead")
        if head is not None:
            head.hide()  # what is typed is all the title it needs
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("A service, a notice, a person, or what to do"))
        self.field.setAccessibleName(title)
        self.field.setProperty("surface", "clear")
        self.field.setFrame(False)
        self.field.setMinimumHeight(56)
        self.field.setStyleSheet(
            f"QLineEdit {{ border: none; background: transparent; font-size: {LEAD + 1}px;"
            " padding: 0 12px; }"
        )
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFixedHeight(1)
        line.setStyleSheet("background: palette(mid); border: none;")
        self.list = FoundList()
        self.list.taken.connect(self._take)
        self._none = Label("", tone="muted", wrap=True)
        self._none.setContentsMargins(18, SPACE_4, 18, SPACE_4)
        self._none.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.field, line):
            column.addWidget(part)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self.content.addLayout(column, 1)
        self._lay_out_foot()

    def offer(self, entries: Sequence[PaletteEntry]) -> None:
        """Searches among these from now on; what a person walked to stays chosen."""
        chosen = self.list.chosen if self._has_walked else None
        self._matcher = Matcher(entries)
        self._narrow(self.field.text())
        if chosen is not None:
            self._choose_again(chosen.key)
            self._has_walked = True

    def conclude(self) -> None:
        """Takes what is chosen in another window."""
        entry = self.list.chosen
        if entry is not None:
            self._close_with(entry)
            self.taken_elsewhere.emit(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets the arrows choose while the words are typed, and Enter take."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                self._has_walked = True
                return True
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
                if self.list.chosen is not None and not event.isAutoRepeat():
                    self._take(self.list.chosen)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self._has_walked = False
        found = self._matcher.find(typed, self._recent.weights())
        self.list.show_found(found)
        self._none.setText(
            self.tr("Nothing here is called “{words}”. Try fewer letters.").format(words=typed)
        )
        self._none.setVisible(not found and bool(typed.strip()))
        chosen = self.list.chosen
        # A screen reader hears in the field what Enter would take.
        self.field.setAccessibleDescription("" if chosen is None else chosen.title)

    def _choose_again(self, key: str) -> None:
        keys = [one.key for one in self.list.entries]
        if key in keys:
            self.list.step(keys.index(key))

    def _take(self, entry: PaletteEntry) -> None:
        self._close_with(entry)
        self.taken.emit(entry)

    def _close_with(self, entry: PaletteEntry) -> None:
        self._recent.note(entry.key)
        self.done(1)

    def _lay_out_foot(self) -> None:
        hints = self.tr("↑↓ choose    ↵ go or do    {keys} in another window").format(
            keys=Key.DO_IN_NEW_WINDOW.text
        )
        row = QHBoxLayout()
        row.addWidget(Label(hints, size=12, tone="muted"), 1)
        keys = QPushButton(self.tr("{key} all keys").format(key=Key.ALL_KEYS.text))
        keys.setProperty("look", "flush")
        keys.setAutoDefault(False)
        keys.clicked.connect(self._show_keys)
        row.addWidget(keys)
        self.foot.addLayout(row, 1)

    def _show_keys(self) -> None:
        self.drop()
        self.keys_wanted.emit()
