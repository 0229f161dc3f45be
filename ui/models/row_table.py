"""A table of frozen rows: sorted, filtered, and changed by difference."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.models.row_diff import diff_rows

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex

# Everything about the row that a cell belongs to, for delegates.
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, the text of a cell, and what it sorts by.

    `looks` is whatever decides how the cell is painted (the text alone by default): a cell is
    repainted only when it differs. `spoken` is what a screen reader says, the text by default.
    `key` is its name where choices about it are kept. `name` is what it is called where it stands
    without a heading.
    """

    title: str
    text: Callable[[Row], str]
    order: Callable[[Row], Any] | None = None
    looks: Callable[[Row], Hashable] | None = None
    spoken: Callable[[Row], str] | None = None
    is_number: bool = False
    tip: str = ""
    key: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """What it is called in a menu, or in a copy."""
        return self.title or self.name


class RowTable(QAbstractTableModel, Generic[Row]):
    """Rows of one frozen type, each with a key of its own.

    `show_rows` replaces what there is; views keep their selection and scroll position, and only
    the cells that differ are painted again. Sorting and filtering happen here in one pass, which
    for a thousand rows is far quicker than a proxy that asks for every comparison.

    Signals:
        arranging: other rows are about to be shown, or the same in another order.
        arranged: they are.
    """

    arranging = Signal()
    arranged = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._all: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._accepts: Callable[[Row], bool] | None = None
        self._sort: tuple[int, bool] | None = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that pass the filter, in order."""
        return self._shown

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns, from left to right."""
        return self._columns

    def row_at(self, position: int) -> Row:
        """The row shown at a position."""
        return self._shown[position]

    def key_of(self, row: Row) -> Hashable:
        """The key of a row, which it keeps while it changes."""
        return self._key(row)

    def position_of(self, key: Hashable) -> int | None:
        """Where the row with that key is shown, or None where the filter hides it."""
        return next((n for n, row in enumerate(self._shown) if self._key(row) == key), None)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replaces the rows; what stays stays where the sorting puts it."""
        self._all = tuple(rows)
        self._apply(self._arranged())

    def keep(self, accepts: Callable[[Row], bool] | None) -> None:
        """Shows only the rows that pass; None shows all."""
        self._accepts = accepts
        self._apply(self._arranged())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; -1 goes back to the order the rows came in."""
        is_known = 0 <= column < len(self._columns)
        self._sort = (column, order is Qt.SortOrder.DescendingOrder) if is_known else None
        self._apply(self._arranged())

    def _arranged(self) -> tuple[Row, ...]:
        accepts = self._accepts
        rows = [row for row in self._all if accepts is None or accepts(row)]
        if self._sort is not None:
            position, is_descending = self._sort
            column = self._columns[position]
            rows.sort(key=column.order or column.text, reverse=is_descending)
        return tuple(rows)

    def _apply(self, rows: tuple[Row, ...]) -> None:
        self.arranging.emit()
        self._change_to(rows)
        self.arranged.emit()

    def _change_to(self, rows: tuple[Row, ...]) -> None:
        before = {self._key(row): row for row in self._shown}
        keys = [self._key(row) for row in rows]
        steps = diff_rows(list(before), keys)
        nowhere = QModelIndex()
        for run in steps.removals:
            self.beginRemoveRows(nowhere, run.first, run.last)
            self._shown = self._shown[: run.first] + self._shown[run.last + 1 :]
            self.endRemoveRows()
        if steps.order:
            self._reorder(steps.order)
        for run in steps.insertions:
            self.beginInsertRows(nowhere, run.first, run.last)
            new = rows[run.first : run.last + 1]
            self._shown = self._shown[: run.first] + new + self._shown[run.first :]
            self.endInsertRows()
        self._shown = rows
        for position, (key, row) in enumerate(zip(keys, rows, strict=True)):
            old = before.get(key)
            if old is not None and old != row:
                self._announce(position, old, row)

    def _reorder(self, order: tuple[int, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved_to = {old: new for new, old in enumerate(order)}
        self._shown = tuple(self._shown[old] for old in order)
        after = [self.index(moved_to[i.row()], i.column()) for i in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _announce(self, position: int, old: Row, new: Row) -> None:
        changed = [
            n
            for n, column in enumerate(self._columns)
            if (column.looks or column.text)(old) != (column.looks or column.text)(new)
        ]
        for column in changed:
            cell = self.index(position, column)
            self.dataChanged.emit(cell, cell)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a cell says in the given role."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return (column.spoken or column.text)(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case _ if role == ROW_ROLE:
                return row
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case _:
                return None

    @staticmethod
    def _alignment(column: Column[Row]) -> int:
        side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
