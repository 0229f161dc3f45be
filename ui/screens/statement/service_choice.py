"""Chooses what a statement is about: all services, some of them, or whole groups."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from statusboard.domain.views.statement import StatementView
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import BODY
from ui.widgets.plain_tip import plain_tip
from ui.widgets.searched_popup import Entry, PopupWords, SearchedPopup

_WIDEST, _ROW = 210, 28
# The key of every service; a service is its id, a group a tuple of those of its services.
_ALL = ()
Key = int | tuple[int, ...]


class _ServicesPopup(SearchedPopup):
    """Stays open while lines are ticked. A group is ticked as a whole, or as a part of it is."""

    def __init__(self, owner: "ServiceChoice", view: StatementView) -> None:
        self._owner = owner
        words = PopupWords(
            title=owner.tr("Services"),
            find=owner.tr("Find a service or a group"),
            listed=owner.tr("Services and groups"),
            none=owner.tr("Nothing is called that."),
        )
        super().__init__(_entries(owner, view), words, owner)
        groups = {ids for _, ids in view.groups}
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setSizeHint(QSize(0, _ROW))
            if item.data(Qt.ItemDataRole.UserRole) in groups:
                item.setFont(font(BODY, SEMIBOLD))
        self.show_ticks()

    def show_ticks(self) -> None:
        """Ticks what is chosen."""
        chosen = set(self._owner.component_ids)
        for row in range(self.list.count()):
            item = self.list.item(row)
            key = item.data(Qt.ItemDataRole.UserRole)
            ids = {key} if isinstance(key, int) else set(key)
            state = Qt.CheckState.Unchecked
            if ids <= chosen if ids else not chosen:
                state = Qt.CheckState.Checked
            elif ids & chosen:
                state = Qt.CheckState.PartiallyChecked
            # Not by its own flag: a press anywhere in the line ticks it, and does so once.
            item.setData(Qt.ItemDataRole.CheckStateRole, state)

    def chosen(self, key: object) -> None:
        """Ticks it, or takes the tick away."""
        self._owner.turn(key if isinstance(key, int | tuple) else _ALL)
        self.show_ticks()

    def _listen(self) -> None:
        self.list.itemClicked.connect(self._tick)
        self.list.installEventFilter(self)

    def _tick(self, item: QListWidgetItem) -> None:
        self.chosen(item.data(Qt.ItemDataRole.UserRole))

    def _pick(self, item: QListWidgetItem) -> None:
        self._tick(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Enter tick the line at hand."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in keys
        ):
            self._pick_current()
            return True
        return super().eventFilter(watched, event)


class ServiceChoice(QPushButton):
    """Says what is chosen; its list ticks services and groups.

    Signals:
        chosen: other services are chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: StatementView | None = None
        self._ids: tuple[int, ...] = ()
        self.clicked.connect(self.open_list)
        self._say("")

    @property
    def component_ids(self) -> tuple[int, ...]:
        """The services chosen; empty: all."""
        return self._ids

    def show_view(self, view: StatementView) -> None:
        """Says what the view is about."""
        self._view = view
        self._say(view.subject)

    def choose(self, component_ids: Sequence[int]) -> None:
        """Chooses these, without announcing it; none: all."""
        self._ids = tuple(component_ids)

    def turn(self, key: Key) -> None:
        """Ticks a service, a group or all of them, or takes the tick away."""
        before = self._ids
        if key == _ALL:
            self._ids = ()
        else:
            ids = {key} if isinstance(key, int) else set(key)
            now = set(before) - ids if ids <= set(before) else set(before) | ids
            every = () if self._view is None else tuple(number for number, _ in self._view.services)
            # Every one of them is what “all services” means, and means it of further ones too.
            self._ids = tuple(one for one in every if one in now) if now != set(every) else ()
        if self._ids != before:
            self.chosen.emit()

    def open_list(self) -> SearchedPopup | None:
        """Opens the list below the button; None before anything was read."""
        if self._view is None:
            return None
        popup = _ServicesPopup(self, self._view)
        popup.move(self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 4)))
        popup.show()
        return popup

    def _say(self, subject: str) -> None:
        words = subject[:1].upper() + subject[1:] if subject else self.tr("All services")
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        self.setText(f"{shown.replace('&', '&&')} \N{BLACK DOWN-POINTING SMALL TRIANGLE}")
        self.setAccessibleName(self.tr("Services: {names}").format(names=words))
        self.setToolTip(plain_tip(words))


def _entries(owner: QObject, view: StatementView) -> Iterator[Entry]:
    """All, then each group with its services beneath, then those without a group."""
    names = dict(view.services)
    yield Entry(_ALL, owner.tr("All services"))
    grouped: set[int] = set()
    for group, ids in view.groups:
        yield Entry(ids, owner.tr("{group}, all {n}").format(group=group, n=len(ids)))
        for number in ids:
            yield Entry(number, f"\N{EM SPACE}{names[number]}", names[number])
        grouped.update(ids)
    for number, name in view.services:
        if number not in grouped:
            yield Entry(number, name)
