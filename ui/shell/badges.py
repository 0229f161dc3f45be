"""The numbers at the entries of the navigation: right on every screen, whoever changed what."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from statusboard.domain.changes import Changes, Topic
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.shell.navigation import Navigation
from ui.shell.screen_entry import ScreenEntry

_TOPICS = frozenset({Topic.NOTICES, Topic.INCIDENTS})


class Badges(QObject):
    """Asks again whenever a notice changed, also those of other desks; no screen has to be open."""

    def __init__(
        self, navigation: Navigation, entries: Sequence[ScreenEntry], operations: Operations
    ) -> None:
        super().__init__(navigation)
        self._navigation = navigation
        self._entries = [entry for entry in entries if entry.counts is not None]
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self.refresh()

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again where this concerns notices."""
        if changes.topics & _TOPICS:
            self.refresh()

    def refresh(self) -> None:
        """Asks how many there are now."""
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
