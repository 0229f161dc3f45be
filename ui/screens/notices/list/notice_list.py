"""The list on the left: live notices, drafts, and what is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

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
from statusboard.domain.access import Actor
from statusboard.domain.views.notices import NoticeItem, NoticesView
from statusboard.domain.views.team import Writer
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
# What was read longer ago is not counted down any more; before that it is asked again.
BELIEVED_FOR = timedelta(seconds=120)
CONFIRM_AFTER = timedelta(seconds=60)
_ASK_EVERY = timedelta(seconds=15)
_ANY_INDEX = QModelIndex | QPersistentModelIndex


class NoticeListModel(QAbstractListModel):
    """A thin adapter over the rows."""

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rows: tuple[Row, ...] = ()
        self._zone = ""
        self.is_current = True
        self.me: Actor | None = None

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
        now = self._clock.now()
        is_current, me = self.is_current, self.me
        standing = standing_of(row, now, self._zone, is_current=is_current, me=me)
        return f"{row.title}, {standing.words}"

    def flags(self, index: _ANY_INDEX) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Caption):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class NoticeList(QListView):
    """Choosing a line only says so: the screen turns to it once the text at hand is kept.

    Signals:
        wanted: a person chose a notice; carries its NoticeKey.
        confirm_wanted: a promise is counted down, and whether it still holds is to be asked again.
    """

    wanted = Signal(object)
    confirm_wanted = Signal()

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
        self._asked_at: datetime | None = None
        self._view: NoticesView | None = None
        self._search = ""
        self._found: tuple[NoticeItem, ...] = ()
        self._current = NoticeKey()
        self._has_new = False
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.tick)
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
        self._model.is_current = self._delegate.is_current = True
        self._fill()

    def know(self, me: Actor) -> None:
        """Takes who sits here: what waits for them is said so."""
        if me != self._model.me:
            self._model.me = self._delegate.me = me
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

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

    def show_writers(self, writers: tuple[Writer, ...]) -> None:
        """Says beside a notice who else is writing it."""
        if writers != self._delegate.writers:
            self._delegate.writers = writers
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

    def tick(self) -> None:
        """Paints again where a line says another thing by now: a promise, or an age."""
        now, zone = self._clock.now(), self._delegate.zone
        self._confirm(now)
        lines = [row for row in self.rows if isinstance(row, Line)]
        is_current, me = self._model.is_current, self._model.me
        said = tuple(standing_of(row, now, zone, is_current=is_current, me=me) for row in lines)
        if said != self._said:
            self._said = said
            self.scheduleDelayedItemsLayout()  # other words may take another line
            self.viewport().update()

    def _confirm(self, now: datetime) -> None:
        """Has what is counted down asked again; what was not confirmed in time counts no more."""
        view = self._view
        if view is None or not view.live:
            return
        read_ago = abs(now - view.as_of)
        if read_ago >= CONFIRM_AFTER and (
            self._asked_at is None or abs(now - self._asked_at) >= _ASK_EVERY
        ):
            self._asked_at = now
            self.confirm_wanted.emit()
        self._model.is_current = self._delegate.is_current = read_ago <= BELIEVED_FOR

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
