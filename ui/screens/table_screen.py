"""A screen that is a table of services: a filter, the chosen one, and words without a table."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from statusboard.errors import StatusBoardError
from ui.keys.key import Key
from ui.runtime.operations import Operations
from ui.screens.base import Place, Screen
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_view import RowView
from ui.widgets.search_field import SearchField
from ui.widgets.top_bar import TopBar

Row = TypeVar("Row")


class HasRows(Protocol):
    """A view that a table is made from."""

    @property
    def rows(self) -> Sequence[object]:
        """A service each."""


TableView = TypeVar("TableView", bound=HasRows)


@dataclass(frozen=True, slots=True)
class TableWords:
    """What the screen is called, and what it says where it cannot show its table."""

    title: str
    filter: str
    loading: str
    unreadable: str
    empty: str
    empty_sentence: str
    add: str
    icon: str


class TableScreen(Screen[TableView, Place], Generic[TableView, Row, Place]):
    """Loading, empty, stale and error, a filter by words, and the service that was chosen.

    Subclasses say their `words`, build a page around their `table` and hand it to `hold`, and fill
    it in `show_table`. A view that is too old stays, under a sentence that says why.

    The row that is selected and what the rest of the screen is about are one thing, kept here:
    `chosen` follows the selection, and the selection follows `chosen`. A person's choice is
    remembered while a filter hides it; meanwhile the screen is about what `usual_choice` says.
    """

    table: RowView[Row]

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(operations, parent)
        self._words = self.words()
        self._view: TableView | None = None
        self._wanted: int | None = None  # the service that a person chose last
        self._chosen: int | None = None  # the one that is selected, and shown
        self._is_sought = False  # has to be seen, whatever is filtered
        self._remark = ""  # stands above the next view
        self._page: QWidget | None = None
        self._top = TopBar(self._words.title)
        self.filter = SearchField(self._words.filter)
        self.filter.textChanged.connect(lambda _: self.filter_rows())
        self._banner = Banner(action=self.tr("Try again"))
        self._banner.acted.connect(self.refresh)
        self._banner.hide()
        self._state = EmptyState(self._words.loading, icon=self._words.icon)
        self._state.acted.connect(self._act_on_state)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._state)
        QShortcut(Key.FIND.sequence, self, self._find)

    def words(self) -> TableWords:
        """What this screen says."""
        raise NotImplementedError

    def show_table(self, view: TableView) -> None:
        """Shows a view that has rows."""
        raise NotImplementedError

    def text_of(self, row: Row) -> str:
        """What of a row the filter looks in."""
        raise NotImplementedError

    def add_service(self) -> None:
        """Starts a new service, where there is none yet."""
        raise NotImplementedError

    def know(self, view: TableView) -> None:
        """Takes what a view says beside its rows, also where it has none. Nothing by default."""

    @property
    def chosen(self) -> int | None:
        """The service that the screen is about, which is the row that is selected."""
        return self._chosen

    def id_of(self, row: Row) -> int:
        """The service of a row."""
        raise NotImplementedError

    def choice_changed(self) -> None:
        """Shows whatever belongs to `chosen`, which is another one now."""
        raise NotImplementedError

    def usual_choice(self) -> int | None:
        """What the screen is about where nothing that is shown was chosen: all of it."""
        return None

    def seek(self, component_id: int) -> None:
        """Chooses a service that has to be seen: what would filter it out is taken back."""
        self._wanted, self._is_sought = component_id, True
        if self._view is None:
            self._chosen = component_id  # the first question is about it already
        else:
            self._settle_choice()

    def choose_nothing(self) -> None:
        """Goes back to what the screen is about without a choice."""
        self._wanted = None
        self._settle_choice()

    def narrow_nothing(self) -> None:
        """Takes every filter back."""
        self.filter.clear()

    def narrowed(self) -> Callable[[Row], bool] | None:
        """Which rows are shown beside what the words of the filter say; None: all of them."""
        return None

    def hold(self, page: QWidget) -> None:
        """Takes the page that is shown while there are rows; the last step of building a screen.

        Tab walks through what is laid out here from top to bottom.
        """
        self._page = page
        self.table.chosen.connect(self._person_chose)
        self.table.arranged.connect(self._settle_choice)
        self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._banner)
        column.addLayout(self._stack, 1)

    def show_view(self, view: TableView) -> None:
        self._view = view
        remark, self._remark = self._remark, ""
        self.warn(remark)
        self.know(view)
        if not view.rows:
            said = self._words
            self._state.show_words(said.empty, said.empty_sentence, action=said.add)
            self._stack.setCurrentWidget(self._state)
            return
        if self._page is not None:
            self._stack.setCurrentWidget(self._page)
        self.show_table(view)

    def show_failure(self, error: StatusBoardError) -> None:
        if self._view is not None:
            self.warn(str(error))
            return
        self._state.show_words(self._words.unreadable, str(error), action=self.tr("Try again"))
        self._stack.setCurrentWidget(self._state)

    def warn(self, sentence: str) -> None:
        """Says above the table what is wrong with it; empty takes it back."""
        self._banner.show_sentence(sentence)
        self._banner.setVisible(bool(sentence))

    def filter_rows(self) -> None:
        """Shows only the rows that pass; all where nothing is filtered by."""
        words = self.filter.text().casefold().split()
        narrowed = self.narrowed()

        def accepts(row: Row) -> bool:
            if narrowed is not None and not narrowed(row):
                return False
            text = self.text_of(row).casefold()
            return all(word in text for word in words)

        self.table.table.keep(accepts if words or narrowed is not None else None)

    def _person_chose(self, row: Row | None) -> None:
        self._wanted = None if row is None else self.id_of(row)
        self._settle_choice()

    def _settle_choice(self) -> None:
        """Makes selection and screen one: what was chosen if it is shown, else the usual."""
        is_shown = self.table.table.position_of
        if self._is_sought and self._is_there(self._wanted):
            self._is_sought = False
            if is_shown(self._wanted) is None:
                self.narrow_nothing()  # comes back here
        wanted = self._wanted
        if wanted is None or is_shown(wanted) is None:
            wanted = self.usual_choice()
        self.table.choose(wanted)
        if wanted != self._chosen:
            self._chosen = wanted
            self.choice_changed()

    def _is_there(self, key: Hashable) -> bool:
        rows: Sequence[Row] = self._view.rows if self._view is not None else ()  # type: ignore[assignment]
        return any(self.id_of(row) == key for row in rows)

    def _act_on_state(self) -> None:
        if self._view is None:
            self.refresh()
        else:
            self.add_service()

    def _find(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
