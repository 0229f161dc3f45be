"""A list of New Relic entities with a box to tick at each; ticks outlive a new search."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from statusboard.domain.views.new_relic import FoundEntity
from ui.theme.icons import icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.plain_tip import plain_tip

_GUID = int(Qt.ItemDataRole.UserRole)
_ROW = 52
_GLYPH = 16


class EntityList(QListWidget):
    """Space or a double click ticks; Enter adds what is ticked, or ticks where nothing is yet.

    Signals:
        picks_changed: other entities are ticked now.
        entered: Enter was pressed, and something is ticked.
        left: a key leads out of the list, upwards.
    """

    picks_changed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picked: dict[str, FoundEntity] = {}
        self._found: dict[str, FoundEntity] = {}
        self.setAccessibleName(self.tr("New Relic entities"))
        self.setIconSize(QSize(_GLYPH, _GLYPH))
        self.setUniformItemSizes(True)
        # With room of its own, what is selected stands where it stood before.
        self.setStyleSheet("QListView::item { padding: 0px 4px; }")
        self.itemChanged.connect(self._ticked)
        self.itemDoubleClicked.connect(self._toggle)

    @property
    def picked(self) -> tuple[FoundEntity, ...]:
        """What is ticked, in the order it was ticked."""
        return tuple(self._picked.values())

    @property
    def shown(self) -> tuple[FoundEntity, ...]:
        """What the list holds, in its order."""
        return tuple(self._found.values())

    def show_entities(self, entities: Sequence[FoundEntity], *, is_more: bool) -> None:
        """Shows a page, below what is there where it is more of the same search."""
        if not is_more:
            self.clear()
            self._found = {}
        self.blockSignals(True)
        for entity in entities:
            # New Relic's list moves between pages: an entity can come again.
            if entity.guid not in self._found:
                self.addItem(self._item(entity))
            self._found[entity.guid] = entity
        self.blockSignals(False)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the way out; everything else as lists have it."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._picked:
                self.entered.emit()
            elif item is not None:
                self._toggle(item)
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def forget_picks(self, guids: Sequence[str]) -> None:
        """Takes ticks away: these were added."""
        gone = frozenset(guids)
        for guid in gone:
            self._picked.pop(guid, None)
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_GUID) in gone:
                item.setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.picks_changed.emit()

    def tick_all(self) -> None:
        """Ticks all that is shown and not watched yet."""
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            entity = self._found[str(item.data(_GUID))]
            if not entity.watched_by:
                item.setCheckState(Qt.CheckState.Checked)
                self._picked[entity.guid] = entity
        self.blockSignals(False)
        self.viewport().update()
        self.picks_changed.emit()

    def _item(self, entity: FoundEntity) -> QListWidgetItem:
        style = status_style(entity.level, tokens())
        watched = self.tr("Watched by {names}").format(names=", ".join(entity.watched_by))
        about = (
            watched if entity.watched_by else "",
            *(entity.kind_label, entity.account, entity.reading or style.word),
        )
        item = QListWidgetItem(f"{entity.name}\n{' · '.join(part for part in about if part)}")
        item.setIcon(icon(style.glyph, style.colour, _GLYPH))
        item.setData(_GUID, entity.guid)
        item.setSizeHint(QSize(100, _ROW))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_picked = entity.guid in self._picked
        item.setCheckState(Qt.CheckState.Checked if is_picked else Qt.CheckState.Unchecked)
        item.setToolTip(plain_tip(", ".join(entity.tags)))
        return item

    def _ticked(self, item: QListWidgetItem) -> None:
        guid = str(item.data(_GUID))
        if item.checkState() is Qt.CheckState.Checked:
            self._picked[guid] = self._found[guid]
        else:
            self._picked.pop(guid, None)
        self.picks_changed.emit()

    def _toggle(self, item: QListWidgetItem) -> None:
        is_on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
