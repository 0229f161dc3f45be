"""Asks what stands, decides what of it is told here, and says so to the outlets."""

import asyncio
import logging
from datetime import datetime
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from statusboard.app.clock import Clock
from statusboard.domain.alarms.announce import Announced, announce
from statusboard.domain.alarms.announcement import Announcement
from statusboard.domain.alarms.log import NotificationLog
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError
from ui.alarms.desk_state import DeskState, desk_state
from ui.runtime.alarm_choices import AlarmChoices
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.widgets.time_words import zone_of

log = logging.getLogger(__name__)

# Who looked at what, or wrote what nobody is told of, changes no alarm.
SILENT = frozenset({Topic.RESULTS, Topic.PRESENCE, Topic.SECRETS, Topic.STATEMENTS})
# What comes with time alone, a promise that falls due, is announced by nobody.
STANDING_MS, STILL_MS = 5_000, 20_000


class Standing(NamedTuple):
    """What stands, what the person wants to hear of it, and by when the next update is due."""

    now: AlarmsNow
    rules: AlarmRules
    due: datetime | None = None


class AlarmDesk(Protocol):
    """Where alarms come from, and where it is said that somebody sees them.

    Everything raises StatusBoardError where it cannot be read or may not be done.
    """

    async def look(self) -> Standing:
        """What stands now."""
        ...

    async def acknowledge(self, announcement: Announcement) -> None:
        """Somebody sees what it speaks for."""
        ...

    async def mute(self, announcement: Announcement) -> None:
        """Nothing is told for an hour of what it is about."""
        ...


class LogKeeper(Protocol):
    """Where this computer's notification log is kept. Both may block, and never fail."""

    def load(self) -> NotificationLog:
        """The log as it was kept; a new one where there is none that can be read."""
        ...

    def keep(self, log: NotificationLog) -> None:
        """Keeps it."""
        ...


class _Look(NamedTuple):
    standing: Standing
    announced: Announced | None  # None: this computer is quiet


class Teller(QObject):
    """From a change to what is told takes one question and no timer.

    Signals:
        told: something is to be told; carries the announcement.
        withdrawn: what was told does not stand any more; carries its key.
        ringing: the gravest that sounds until it is acknowledged; carries its severity, or None.
        state_shown: how the desk stands; carries the state, None where that cannot be read.
    """

    told = Signal(object)
    withdrawn = Signal(str)
    ringing = Signal(object)
    state_shown = Signal(object)

    def __init__(
        self,
        desk: AlarmDesk,
        keeper: LogKeeper,
        operations: Operations,
        choices: AlarmChoices,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._keeper, self._clock = desk, keeper, clock
        self._choices = choices
        self._log: NotificationLog | None = None
        self._answers = LatestWins(operations, self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        choices.changed.connect(self.look)
        operations.permitted.changed.connect(self.look)  # another person, other rules

    def changes_arrived(self, changes: Changes) -> None:
        """Looks at once where this may concern an alarm."""
        if changes.topics - SILENT:
            self.look()

    def look(self) -> None:
        """Asks now; asked again while the answer is on its way, it asks once more."""
        self._answers.ask("alarms", None, self._look, self._heard, self._failed)

    async def _look(self) -> _Look:
        standing = await self._desk.look()
        if self._log is None:
            self._log = await asyncio.to_thread(self._keeper.load)
        if self._choices.quiet_until(self._clock.now()) is not None:
            # What still stands when it is over is told then, once.
            return _Look(standing, None)
        announced = announce(standing.now, self._log, standing.rules)
        if announced.log != self._log:
            # Kept first: whoever starts again after a crash tells nothing twice.
            await asyncio.to_thread(self._keeper.keep, announced.log)
            self._log = announced.log
        return _Look(standing, announced)

    def _heard(self, look: _Look) -> None:
        now = look.standing.now
        state: DeskState = desk_state(now, look.standing.due, zone_of(now.zone))
        self._timer.start(STILL_MS if self._is_still(now) else STANDING_MS)
        self.state_shown.emit(state)
        announced = look.announced
        self.ringing.emit(None if announced is None else announced.ringing)
        if announced is None:
            return
        for key in announced.withdrawn:
            self.withdrawn.emit(key)
        for one in announced.announcements:
            self.told.emit(one)

    def _is_still(self, now: AlarmsNow) -> bool:
        """Whether nothing stands, and nothing that was told waits to be told over."""
        kept = self._log.entries.values() if self._log is not None else ()
        return not (now.alarms or now.blind or any(entry.is_open for entry in kept))

    def _failed(self, error: StatusBoardError) -> None:
        """What cannot be read is no all-clear; the window itself tells why."""
        log.info("alarms not read because=%s", error)
        self._timer.start(STANDING_MS)
        self.state_shown.emit(None)
