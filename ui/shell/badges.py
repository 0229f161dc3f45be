"""What waits, on every screen: the numbers in the navigation, and the promise in the title."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from statusboard.domain.changes import Changes, Topic
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.shell.navigation import Navigation
from ui.shell.screen_entry import ScreenEntry
from ui.shell.window_title import WindowTitle

_TOPICS = frozenset({Topic.NOTICES, Topic.INCIDENTS})


class Badges(QObject):
    """Asks again whenever a notice changed, also those of other desks; no screen has to be open."""

    def __init__(
        self,
        navigation: Navigation,
        entries: Sequence[ScreenEntry],
        operations: Operations,
        title: WindowTitle,
    ) -> None:
        super().__init__(navigation)
        self._title = title
        self._dues = [entry.due for entry in entries if entry.due is not None]
        self._navigation = navigation
        self._entries = [entry for entry in entries if entry.counts is not None]
        self._operations = operations
        self._answers = LatestWins(operations, self)
        title.confirm_wanted.connect(self._ask_due)
        self.refresh()

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again where this concerns notices."""
        if changes.topics & _TOPICS:
            self.refresh()

    def refresh(self) -> None:
        """Asks how many there are now, and what was promised next."""
        for entry in self._entries:
            assert entry.counts is not None
            self._answers.ask(
                entry.key,
                None,
                partial(entry.counts, self._operations),
                self._navigation.items[entry.key].set_counts,
                # The screen itself tells why it cannot be read; the last numbers stay.
                lambda _error: None,
            )
        self._ask_due()

    def _ask_due(self) -> None:
        for due in self._dues:
            self._answers.ask(
                "due",
                None,
                partial(due, self._operations),
                self._title.show_due,
                # What is not confirmed is said no more after a while, by the title itself.
                lambda _error: None,
            )
