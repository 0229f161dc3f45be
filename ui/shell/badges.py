"""What is told on every screen: what waits, who is here, and the promise in the title."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.team import HereView
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.shell.navigation import Navigation
from ui.shell.screen_entry import ScreenEntry
from ui.shell.window_title import WindowTitle

_TOPICS = frozenset({Topic.NOTICES, Topic.INCIDENTS, Topic.MAINTENANCE, Topic.CORRECTIONS})
_PEOPLE = frozenset({Topic.PEOPLE, Topic.PRESENCE})
# Whoever says nothing for a while is gone, and nobody announces that.
_LOOK_MS = 30_000


class Badges(QObject):
    """Asks again whenever a notice, planned work or a correction changed; no screen is open."""

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
        self._heres = [entry.here for entry in entries if entry.here is not None]
        title.confirm_wanted.connect(self._ask_due)
        # What waits for one person does not wait for another.
        operations.permitted.changed.connect(self._ask_counts)
        look = QTimer(self, interval=_LOOK_MS)
        look.timeout.connect(self._ask_here)
        look.start()
        self.refresh()

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again where this concerns what may wait for somebody, or who is here."""
        if changes.topics & _TOPICS:
            self.refresh()
        elif changes.topics & _PEOPLE:
            self._ask_here()

    def refresh(self) -> None:
        """Asks how many there are now, and what was promised next."""
        self._ask_counts()
        self._ask_due()
        self._ask_here()

    def _ask_counts(self) -> None:
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

    def _ask_here(self) -> None:
        for here in self._heres:
            self._answers.ask(
                "here",
                None,
                partial(here, self._operations),
                self._show_here,
                # Whoever may do nothing here any more is told so where they try.
                lambda _error: None,
            )

    def _show_here(self, view: HereView) -> None:
        self._navigation.here.show_here(view)
        self._operations.permitted.know(view.me, view.team.administrators)

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
