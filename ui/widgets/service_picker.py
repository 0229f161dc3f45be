"""A searchable list of services to name; it opens below the button."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.views.notices import Choice
from ui.theme.icons import icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_1, SPACE_2
from ui.widgets.plain_tip import plain_tip

_ID = Qt.ItemDataRole.UserRole
_WIDTH, _TALLEST = 320, 300


class ServicePicker(QFrame):
    """Troubled services first, then by name; typing narrows the list.

    Signals:
        picked: a service was chosen; carries its component id.
    """

    picked = Signal(int)

    def __init__(self, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "card")
        self.setAccessibleName(self.tr("Add a service"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a service"))
        self.search.setAccessibleName(self.tr("Find a service"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._pick_current)
        self.search.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setProperty("surface", "bare")
        self.list.setAccessibleName(self.tr("Services"))
        self.list.setUniformItemSizes(True)
        self.list.itemActivated.connect(self._pick)
        self.list.itemClicked.connect(self._pick)
        self._none = QLabel(self.tr("No service is called that."), self)
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setProperty("tone", "muted")
        self._none.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_2)
        layout.setSpacing(SPACE_1)
        for part in (self.search, self.list, self._none):
            layout.addWidget(part)
        self._fill(choices)
        self.resize(_WIDTH, min(_TALLEST, 64 + 30 * max(1, len(choices))))
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets the arrow keys move in the list while the words are typed."""
        if watched is self.search and isinstance(event, QKeyEvent):
            is_arrow = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
            if event.type() is QEvent.Type.KeyPress and is_arrow:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, choices: Sequence[Choice]) -> None:
        colours = tokens()
        ordered = sorted(
            choices, key=lambda choice: (-choice.measured.severity, choice.name.casefold())
        )
        for choice in ordered:
            style = status_style(choice.measured, colours)
            words = f"{choice.name} · {choice.group}" if choice.group else choice.name
            item = QListWidgetItem(icon(style.glyph, style.colour, 16), words, self.list)
            item.setData(_ID, choice.component_id)
            item.setToolTip(plain_tip(f"{style.word}. {choice.reason}".strip()))
        self._narrow("")

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
        chosen = int(item.data(_ID))
        self.close()
        self.picked.emit(chosen)
