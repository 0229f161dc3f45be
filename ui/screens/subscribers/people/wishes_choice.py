"""What a person wants to be told of: everything, or chosen groups and services."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_control import SegmentedControl

_EVERYTHING, _CHOSEN = "everything", "chosen"
_LIST_PX = 176
# So many names can be looked through without a filter.
_MANY = 8
_NAME, _IS_GROUP = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1


class WishesChoice(QWidget):
    """Two segments, and a list to tick while something is chosen.

    Signals:
        changed: something else is chosen now.
    """

    changed = Signal()

    def __init__(self, groups: Sequence[str], services: Sequence[str]) -> None:
        super().__init__()
        self.kind = SegmentedControl(
            [
                (_EVERYTHING, self.tr("Everything")),
                (_CHOSEN, self.tr("Chosen groups and services")),
            ],
            name=self.tr("What of"),
        )
        self.kind.chosen.connect(self._kind_chosen)
        self.filter = SearchField(self.tr("Filter: name or group"))
        self.filter.textChanged.connect(self._filter)
        self.filter.setVisible(False)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Groups and services"))
        self.list.setFixedHeight(_LIST_PX)
        for name in groups:
            self._add(self.tr("{group} (the whole group)").format(group=name), name, is_group=True)
        for name in services:
            self._add(name, name, is_group=False)
        self.list.itemChanged.connect(lambda _: self._ticked())
        self._is_many = self.list.count() > _MANY
        self._fault = Label(size=CAPTION, tone="major", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(Label(self.tr("What of"), size=CAPTION, tone="muted"))
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        column.addWidget(self._fault)
        self._kind_chosen(_EVERYTHING)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are chosen; none where everything is."""
        return self._names(is_group=True)

    @property
    def services(self) -> tuple[str, ...]:
        """The services that are chosen; none where everything is."""
        return self._names(is_group=False)

    @property
    def is_everything(self) -> bool:
        """Whether everything is chosen, also what is still to come."""
        return self.kind.current == _EVERYTHING

    def show_chosen(self, groups: Sequence[str], services: Sequence[str]) -> None:
        """Shows what somebody has chosen; nothing: everything."""
        for item in self._items():
            names = groups if item.data(_IS_GROUP) else services
            is_on = item.data(_NAME) in names
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.kind.choose(_CHOSEN if groups or services else _EVERYTHING)
        self._kind_chosen(self.kind.current)

    @property
    def fault(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._fault.text()

    def show_fault(self, sentence: str) -> None:
        """Says what is wrong with the choice."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.list.setAccessibleDescription(sentence)

    def is_sound(self) -> bool:
        """Whether something is chosen; else it says so."""
        if self.is_everything or self.groups or self.services:
            return True
        self.show_fault(self.tr("Choose at least one group or service, or everything."))
        self.list.setFocus()
        return False

    def _kind_chosen(self, key: str) -> None:
        is_chosen = key == _CHOSEN
        self.list.setVisible(is_chosen)
        self.filter.setVisible(is_chosen and self._is_many)
        self.show_fault("")
        self.changed.emit()

    def _ticked(self) -> None:
        self.show_fault("")
        self.changed.emit()

    def _add(self, words: str, name: str, *, is_group: bool) -> None:
        item = QListWidgetItem(words)
        item.setData(_NAME, name)
        item.setData(_IS_GROUP, is_group)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def _names(self, *, is_group: bool) -> tuple[str, ...]:
        if self.is_everything:
            return ()
        ticked = (i for i in self._items() if i.checkState() is Qt.CheckState.Checked)
        return tuple(str(i.data(_NAME)) for i in ticked if i.data(_IS_GROUP) is is_group)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]
