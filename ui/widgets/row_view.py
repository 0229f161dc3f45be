"""A table of rows: one is current, arrows move, Enter opens, a heading sorts."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.models.row_table import RowTable

Row = TypeVar("Row")

_HEADING = 38


class RowView(QTableView, Generic[Row]):
    """Shows a `RowTable`.

    Signals:
        moved: another row is current, by key or pointer; carries the row.
        opened: Enter was pressed on a row, or it was clicked; carries the row.
    """

    moved = Signal(object)
    opened = Signal(object)

    def __init__(
        self, model: RowTable[Row], *, name: str, height: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = model
        self._sorted = -1
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)
        heading = self.horizontalHeader()
        heading.setSectionsClickable(True)
        heading.setHighlightSections(False)
        heading.setFixedHeight(_HEADING)
        heading.setSortIndicatorShown(False)
        heading.sectionClicked.connect(self._sort_by)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._moved)

    @property
    def current_row(self) -> Row | None:
        """The current row, or None."""
        index = self.currentIndex()
        return self.table.row_at(index.row()) if index.isValid() else None

    def hug(self, rows: int) -> None:
        """Lets the table be no higher than so many rows need."""
        chrome = self.horizontalHeader().height() + 2 * self.frameWidth()
        self.setMaximumHeight(chrome + rows * self.verticalHeader().defaultSectionSize())

    def make_current(self, key: Hashable) -> bool:
        """Makes the row with that key current; False where it is not shown."""
        position = self.table.position_of(key)
        if position is None:
            return False
        if position != self.currentIndex().row():
            self.selectRow(position)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        row = self.current_row
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.table.row_at(index.row()))

    def _moved(self, current: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.moved.emit(self.table.row_at(current.row()))

    def _sort_by(self, column: int) -> None:
        """Up, down, and back to the order that the team chose."""
        heading = self.horizontalHeader()
        up = Qt.SortOrder.AscendingOrder
        down = Qt.SortOrder.DescendingOrder
        if column != self._sorted:
            self._sorted, order = column, up
        elif heading.sortIndicatorOrder() is up:
            order = down
        else:
            self._sorted, order = -1, up
        heading.setSortIndicatorShown(self._sorted >= 0)
        heading.setSortIndicator(self._sorted, order)
        self.table.sort(self._sorted, order)
