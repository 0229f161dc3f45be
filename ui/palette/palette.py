"""The palette of a window: asks for what there is, offers what one may, and says what was taken."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.notices.queries import NOTICES
from statusboard.app.people.queries import TEAM
from statusboard.domain.views.board import BoardView
from statusboard.domain.views.notices import NoticesView
from statusboard.domain.views.team import TeamView
from ui.palette.entries import from_board, from_notices, from_team
from ui.palette.entry import Action, PaletteEntry
from ui.palette.keys_sheet import KeysSheet
from ui.palette.recent_use import RecentUse
from ui.palette.sheet import PaletteSheet
from ui.palette.standing import standing_entries
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations

_BOARD, _NOTICES, _TEAM = "board", "notices", "team"


class Palette(QObject):
    """Opens over its window. What it knew last is offered at once, what is new as it arrives.

    `seen` answers the board that the window shows, None while it shows none.

    Signals:
        wanted: a person wants to go somewhere; carries the `ScreenPlace`.
        wanted_elsewhere: the same, in another window.
        acted: a person wants something done; carries the `Action`.
    """

    wanted = Signal(object)
    wanted_elsewhere = Signal(object)
    acted = Signal(object)

    def __init__(
        self,
        operations: Operations,
        window: QWidget,
        recent: RecentUse,
        seen: Callable[[], BoardView | None] = lambda: None,
    ) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window
        self._recent = recent
        self._seen = seen
        self._answers = LatestWins(operations, self)
        self._known: dict[str, tuple[PaletteEntry, ...]] = {}
        self.sheet: PaletteSheet | None = None
        operations.permitted.changed.connect(self._offer)

    def open(self) -> None:
        """Opens it, unless it is open."""
        if self.sheet is not None:
            return
        seen = self._seen()
        if _BOARD not in self._known and seen is not None:
            # Who types fast must not be given what is only alike, for want of what was meant.
            self._known[_BOARD] = tuple(from_board(seen))
        sheet = self.sheet = PaletteSheet(self._recent, self._window)
        sheet.taken.connect(self._take)
        sheet.taken_elsewhere.connect(self._take_elsewhere)
        sheet.keys_wanted.connect(self.show_keys)
        sheet.finished.connect(self._closed)
        self._offer()
        sheet.open()
        self._ask()

    def show_keys(self) -> None:
        """Opens the sheet of all keys."""
        KeysSheet(self._window).open()

    def entries(self) -> tuple[PaletteEntry, ...]:
        """What is offered to whoever sits here now."""
        known = [*standing_entries()]
        for lane in (_BOARD, _NOTICES, _TEAM):
            known += self._known.get(lane, ())
        return tuple(one for one in known if self._operations.permitted.may(one.needs))

    def _ask(self) -> None:
        ask = self._operations.desk.ask
        board = partial(ask, BOARD, BoardAsk(strips=False))
        self._answers.ask(_BOARD, None, board, self._know_board, self._leave)
        notices = partial(ask, NOTICES, None)
        self._answers.ask(_NOTICES, None, notices, self._know_notices, self._leave)
        self._answers.ask(_TEAM, None, partial(ask, TEAM, None), self._know_team, self._leave)

    def _know_board(self, view: BoardView) -> None:
        self._know(_BOARD, tuple(from_board(view)))

    def _know_notices(self, view: NoticesView) -> None:
        self._know(_NOTICES, tuple(from_notices(view)))

    def _know_team(self, view: TeamView) -> None:
        self._know(_TEAM, tuple(from_team(view)))

    def _know(self, lane: str, entries: tuple[PaletteEntry, ...]) -> None:
        if self._known.get(lane) != entries:
            self._known[lane] = entries
            self._offer()

    def _leave(self, _error: object) -> None:
        """The screens say why nothing can be read; where one can go stays."""

    def _offer(self) -> None:
        if self.sheet is not None:
            self.sheet.offer(self.entries())

    def _closed(self) -> None:
        self.sheet = None

    def _take(self, entry: PaletteEntry) -> None:
        if isinstance(entry.leads_to, Action):
            self.acted.emit(entry.leads_to)
        else:
            self.wanted.emit(entry.leads_to)

    def _take_elsewhere(self, entry: PaletteEntry) -> None:
        if isinstance(entry.leads_to, Action):
            self.acted.emit(entry.leads_to)
        else:
            self.wanted_elsewhere.emit(entry.leads_to)
