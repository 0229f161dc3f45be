"""Looks for what is typed in the search field in the texts of all incidents, old ones too."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from statusboard.app.notices.asks import SearchAsk
from statusboard.app.notices.search import SEARCH
from statusboard.domain.views.notices import NoticeItem
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.list.notice_list import NoticeList

# Titles that are at hand are found with each key; the texts behind them a moment later.
_PAUSE_MS = 250
_LANE = "search"


class Searching(QObject):
    """Asks once the typing pauses, and brings what was found into the list."""

    def __init__(self, operations: Operations, shown: NoticeList) -> None:
        super().__init__(shown)
        self._operations = operations
        self._answers = LatestWins(operations, shown)
        self._list = shown
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.ask_again)

    def search(self, text: str) -> None:
        """These words are looked for now; none: everything is shown again."""
        self._answers.drop_all()
        self._text = text
        self._list.search(text)
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()

    def ask_again(self) -> None:
        """Asks for the words as they stand, for other incidents may say them now."""
        self._timer.stop()
        if not self._text.strip():
            return
        ask = SearchAsk(self._text)
        work = partial(self._operations.desk.ask, SEARCH, ask)
        self._answers.ask(_LANE, ask, work, self._found, self._failed)

    def _found(self, items: tuple[NoticeItem, ...]) -> None:
        self._list.show_found(items)

    def _failed(self, _error: StatusBoardError) -> None:
        # What is found by its title stays in sight.
        self._list.show_found(())
