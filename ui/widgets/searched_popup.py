"""A list that opens below a button, and is narrowed by typing."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme.tokens import SPACE_1, SPACE_2
from ui.widgets.plain_tip import plain_tip

_KEY = Qt.ItemDataRole.UserRole
_WIDTH, _TALLEST = 320, 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `key` is what it stands for."""

    key: object
    words: str
    tip: str = ""
    icon: QIcon | None = None


@dataclass(frozen=True, slots=True)
class PopupWords:
    """What the popup is called, what is searched for, what the list holds, and that nothing fits.

    All of them translated.
    """

    title: str
    find: str
    listed: str
    none: str


class SearchedPopup(QFrame):
    """Shows entries in the order given; closes with the choice, which `chosen` is then told."""

    def __init__(self, entries: Iterable[Entry], words: PopupWords, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "card")
        self.setAccessibleName(words.title)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(words.find)
        self.search.setAccessibleName(words.find)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._pick_current)
        self.search.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setProperty("surface", "bare")
        self.list.setAccessibleName(words.listed)
        self.list.setUniformItemSizes(True)
        self._listen()
        self._none = QLabel(words.none, self)
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setProperty("tone", "muted")
        self._none.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_2)
        layout.setSpacing(SPACE_1)
        for part in (self.search, self.list, self._none):
            layout.addWidget(part)
        for entry in entries:
            item = QListWidgetItem(entry.icon or QIcon(), entry.words, self.list)
            item.setData(_KEY, entry.key)
            item.setToolTip(plain_tip(entry.tip or entry.words))
        self._narrow("")
        self.resize(_WIDTH, min(_TALLEST, 64 + 30 * max(1, self.list.count())))
        self.search.setFocus()

    def chosen(self, key: object) -> None:
        """What becomes of a choice; whoever derives from it says."""
        raise NotImplementedError

    def _listen(self) -> None:
        self.list.itemActivated.connect(self._pick)
        self.list.itemClicked.connect(self._pick)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets the arrow keys move in the list while the words are typed."""
        if watched is self.search and isinstance(event, QKeyEvent):
            is_arrow = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
            if event.type() is QEvent.Type.KeyPress and is_arrow:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            fits = all(word in item.text().casefold() for word in wanted)
            item.setHidden(not fits)
            if fits and first is None:
                first = item
        self._none.setVisible(first is None)
        self.list.setVisible(first is not None)
        if first is not None:
            self.list.setCurrentItem(first)

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += by

    def _pick_current(self) -> None:
        row = self.list.currentRow()
        if row >= 0 and not self.list.item(row).isHidden():
            self._pick(self.list.item(row))

    def _pick(self, item: QListWidgetItem) -> None:
        key = item.data(_KEY)
        self.close()
        self.chosen(key)
