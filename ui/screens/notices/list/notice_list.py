"""The list on the left: live notices, drafts, and what is over."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.views.notices import NoticeItem, NoticesView
from ui.screens.notices.list.notice_delegate import NoticeDelegate
from ui.screens.notices.list.notice_rows import (
    Caption,
    Line,
    NoticeKey,
    Row,
    Standing,
    rows_of,
    standing_of,
)
from ui.theme.theme import theme

ROW_ROLE = Qt.ItemDataRole.UserRole
_ANY_INDEX = QModelIndex | QPersistentModelIndex


class NoticeListModel(QAbstractListModel):
    """A thin adapter over the rows."""

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rows: tuple[Row, ...] = ()
        self._zone = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._rows

    def show_rows(self, rows: tuple[Row, ...], zone: str) -> bool:
        """Shows other rows: whether anything differs."""
        if (rows, zone) == (self._rows, self._zone):
            return False
        self.beginResetModel()
        self._rows, self._zone = rows, zone
        self.endResetModel()
        return True

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, Caption):
            return row.text
        return f"{row.title}, {standing_of(row, self._clock.now(), self._zone).words}"

    def flags(self, index: _ANY_INDEX) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Caption):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class NoticeList(QListView):
    """Choosing a line only says so: the screen turns to it once the text at hand is kept.

    Signals:
        wanted: a person chose a notice; carries its NoticeKey.
    """

    wanted = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bare")
        self.setAccessibleName(self.tr("Notices"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._model = NoticeListModel(clock, self)
        self.setModel(self._model)
        self._delegate = NoticeDelegate(clock, self)
        self.setItemDelegate(self._delegate)
        self._clock = clock
        self._said: tuple[Standing, ...] = ()
        self._view: NoticesView | None = None
        self._search = ""
        self._found: tuple[NoticeItem, ...] = ()
        self._current = NoticeKey()
        self._has_new = False
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self._tick)
        self.selectionModel().currentChanged.connect(self._moved)
        theme().changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._model.rows

    def show_view(self, view: NoticesView) -> None:
        """Shows another state of all notices."""
        self._view = view
        self._delegate.zone = view.zone
        self._fill()

    def search(self, words: str) -> None:
        """Leaves the notices whose title holds all the words, and those that `show_found` adds.

        What was found before stays until it is told anew: a list that jumps cannot be read.
        """
        self._search = words
        if not words.strip():
            self._found = ()
        self._fill()

    def show_found(self, items: Sequence[NoticeItem]) -> None:
        """Adds the incidents whose texts hold all the words, also those that are long over."""
        self._found = tuple(items)
        self._fill()

    def mark(self, key: NoticeKey, *, is_open: bool = True) -> None:
        """Marks the notice that is open in the editor; a new one gets a line of its own."""
        self._current = key
        self._has_new = is_open and key.is_new
        self._fill()

    def _tick(self) -> None:
        """Paints again where a line says another thing by now: a promise, or an age."""
        now, zone = self._clock.now(), self._delegate.zone
        said = tuple(standing_of(row, now, zone) for row in self.rows if isinstance(row, Line))
        if said != self._said:
            self._said = said
            self.viewport().update()

    def _fill(self) -> None:
        if self._view is None:
            return
        rows = rows_of(self._view, search=self._search, with_new=self._has_new, found=self._found)
        self._model.show_rows(rows, self._view.zone)
        self._select_current()

    def _select_current(self) -> None:
        for number, row in enumerate(self._model.rows):
            if isinstance(row, Line) and self._is_current(row):
                index = self._model.index(number)
                if index != self.currentIndex():
                    was_blocked = self.selectionModel().blockSignals(True)
                    self.selectionModel().setCurrentIndex(
                        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
                    )
                    self.selectionModel().blockSignals(was_blocked)
                    self.viewport().update()
                return
        self.clearSelection()

    def _is_current(self, line: Line) -> bool:
        if line.item is None:
            return self._has_new
        return self._current.names(line.item)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(ROW_ROLE)
        if isinstance(row, Line) and not self._is_current(row):
            self.wanted.emit(row.key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
