"""A table of rows: arrows and pointer choose one, a heading sorts, rows can be copied."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui.keys.key import Key
from ui.models.row_table import RowTable
from ui.models.tab_separated import tab_separated
from ui.widgets.kept_columns import KeptColumns

Row = TypeVar("Row")

_HEADING = 38
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_TAKES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_EDGES = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})


class RowView(QTableView, Generic[Row]):
    """Shows a `RowTable`. The row that is selected is the one that is chosen, and no other.

    Several rows can be selected, to be copied; then the current one of them is the chosen one.
    Whatever the table does by itself (filter, sort, take rows away) chooses nothing: rows that stay
    stay selected, and `arranged` says that one may be gone.

    Which columns are shown is a person's choice, made at the heading and kept in `columns`; beside
    it a table leaves out what it has no room for (`leave_out`). `key` names the table there.

    Signals:
        chosen: a person chose another row, by key or pointer; carries it, or None for no row.
        arranged: other rows are shown now, or the same in another order.
    """

    chosen = Signal(object)
    arranged = Signal()

    def __init__(
        self,
        model: RowTable[Row],
        *,
        key: str,
        name: str,
        height: int,
        columns: KeptColumns | None = None,
    ) -> None:
        super().__init__()
        self.table = model
        self._key = key
        self._sorted = -1
        self._is_arranging = False
        self._chosen_key: Hashable = None
        self._selected_keys: list[Hashable] = []
        self._current_key: Hashable = None
        self._is_seen = False
        self._columns = columns or KeptColumns()
        self._left_out: set[int] = set()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heading.customContextMenuRequested.connect(self._offer_columns)
        chosen = self.selectionModel()
        chosen.selectionChanged.connect(self._selection_moved)
        chosen.currentRowChanged.connect(self._selection_moved)
        model.arranging.connect(self._remember)
        model.arranged.connect(self._recall)

    @property
    def chosen_row(self) -> Row | None:
        """The row that is chosen, or None."""
        positions = self._selected()
        if not positions:
            return None
        current = self.currentIndex().row()
        return self.table.row_at(current if current in positions else positions[0])

    def hug(self, rows: int) -> None:
        """Lets the table be no higher than so many rows need."""
        chrome = self.horizontalHeader().height() + 2 * self.frameWidth()
        self.setMaximumHeight(chrome + rows * self.verticalHeader().defaultSectionSize())

    def choose(self, key: Hashable) -> None:
        """Selects the row with that key alone, brought into view; none where it is not shown.

        Says nothing: it is not a person who chose. Does nothing where that row is chosen already.
        """
        row = self.chosen_row
        if key == (None if row is None else self.table.key_of(row)):
            return
        self._is_arranging = True
        position = self.table.position_of(key)
        if position is None:
            self.clearSelection()
            self.selectionModel().clearCurrentIndex()
        else:
            self._select_alone(position)
            self.scrollTo(self.currentIndex())
        self._is_arranging = False
        self._note_chosen()

    def is_column_wanted(self, column: int) -> bool:
        """Whether a person wants to see a column; the first is always shown."""
        key = self.table.columns[column].key
        return column == 0 or key not in self._columns.hidden(self._key)

    def want_column(self, column: int, *, is_wanted: bool) -> None:
        """Shows a column or hides it, from now on and at the next start too."""
        hidden = set(self._columns.hidden(self._key))
        key = self.table.columns[column].key
        (hidden.discard if is_wanted else hidden.add)(key)
        self._columns.keep(self._key, hidden)
        self.share_width()

    def share_width(self) -> None:
        """Shares the width out among the columns that are shown; subclasses know how."""
        for column in range(len(self.table.columns)):
            self.leave_out(column, is_short=column in self._left_out)

    def leave_out(self, column: int, *, is_short: bool) -> None:
        """Leaves a column out for which there is no room, or takes it back if it is wanted."""
        (self._left_out.add if is_short else self._left_out.discard)(column)
        self.setColumnHidden(column, is_short or not self.is_column_wanted(column))

    def copy_rows(self, *, with_headings: bool = False) -> None:
        """Puts the selected rows into the clipboard, as tables take them: a line each, with tabs.

        With the columns that are shown, in the order in which they stand.
        """
        heading = self.horizontalHeader()
        shown = [heading.logicalIndex(place) for place in range(heading.count())]
        columns = [self.table.columns[n] for n in shown if not self.isColumnHidden(n)]
        rows = [self.table.row_at(n) for n in self._selected()]
        if rows:
            text = tab_separated(columns, rows, with_headings=with_headings)
            QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow takes the row at hand; from there on they move. Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        takes = event.key() in _TAKES and not self._selected()
        if not takes:
            super().keyPressEvent(event)
        if (takes or event.key() in _EDGES) and self.table.shown and not self._selected():
            self._select_alone(max(0, self.currentIndex().row()))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, not to the edges of the one at hand."""
        if action in (
            QAbstractItemView.CursorAction.MoveHome,
            QAbstractItemView.CursorAction.MoveEnd,
        ):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected rows."""
        if not self._selected():
            return
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.rows_menu().popup(at)

    def rows_menu(self) -> QMenu:
        """The menu of the selected rows; it forgets itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several = len(self._selected()) > 1
        copy = menu.addAction(self.tr("Copy rows") if several else self.tr("Copy row"))
        copy.setShortcut(Key.COPY_ROWS.sequence)
        copy.triggered.connect(lambda _=False: self.copy_rows())
        whole = menu.addAction(self.tr("Copy with headings"))
        whole.triggered.connect(lambda _=False: self.copy_rows(with_headings=True))
        menu.addSeparator()
        columns = menu.addMenu(self.tr("Columns"))  # for whoever has no pointer
        self._list_columns(columns)
        return menu

    def columns_menu(self) -> QMenu:
        """The menu of the heading: which columns are shown; it forgets itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list_columns(menu)
        return menu

    def _list_columns(self, menu: QMenu) -> None:
        for number, column in enumerate(self.table.columns[1:], start=1):
            action = menu.addAction(column.called)
            action.setCheckable(True)
            action.setChecked(self.is_column_wanted(number))
            if number in self._left_out and self.is_column_wanted(number):
                words = self.tr("{column} (no room now)").format(column=column.called)
                action.setText(words)
            action.toggled.connect(
                lambda is_wanted, number=number: self.want_column(number, is_wanted=is_wanted)
            )

    def _offer_columns(self, at: QPoint) -> None:
        self.columns_menu().popup(self.horizontalHeader().mapToGlobal(at))

    def _select_alone(self, position: int) -> None:
        """Selects one row and no other, whatever keys are held down just now."""
        cell = self.table.index(position, max(0, self.currentIndex().column()))
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
        self.selectionModel().setCurrentIndex(cell, alone)

    def _selected(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _selection_moved(self, *_: object) -> None:
        self.viewport().update()
        if self._is_arranging:
            return
        before = self._chosen_key
        self._note_chosen()
        if self._chosen_key != before:
            self.chosen.emit(self.chosen_row)

    def _note_chosen(self) -> None:
        row = self.chosen_row
        self._chosen_key = None if row is None else self.table.key_of(row)

    def _remember(self) -> None:
        """Qt moves the selection to a neighbour of a row that goes: it is put back afterwards."""
        self._is_arranging = True
        at = self.table.row_at
        self._selected_keys = [self.table.key_of(at(n)) for n in self._selected()]
        current = self.currentIndex()
        self._current_key = self.table.key_of(at(current.row())) if current.isValid() else None
        self._is_seen = self.visualRect(current).intersects(self.viewport().rect())

    def _recall(self) -> None:
        selection, chosen = QItemSelection(), self.selectionModel()
        for key in self._selected_keys:
            position = self.table.position_of(key)
            if position is not None:
                cell = self.table.index(position, 0)
                selection.select(cell, cell)
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)
        current = self.table.position_of(self._current_key)
        if current is None:
            chosen.clearCurrentIndex()
        else:
            cell = self.table.index(current, max(0, self.currentIndex().column()))
            chosen.setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.NoUpdate)
            if self._is_seen:  # whoever looks at a row keeps it in sight where it moves
                self.scrollTo(cell)
        self._is_arranging = False
        self._note_chosen()
        self.arranged.emit()

    def sort_by_nothing(self) -> None:
        """Goes back to the order the rows came in."""
        self._sorted = -1
        self.horizontalHeader().setSortIndicatorShown(False)
        self.table.sort(-1)

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
