"""The loop of planned work: it waits until something is due, and does it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from statusboard.app.doorway import Doorway
from statusboard.app.maintenance.inputs import Turn
from statusboard.app.maintenance.turning import NEXT_DUE
from statusboard.app.maintenance.turning_commands import turn
from statusboard.app.waiting import look_again
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

ACTOR = loop("maintenance")
# A clock that was put, or a computer that slept, is noticed within this.
LONGEST_NAP_S = 20.0


@dataclass(slots=True)
class MaintenanceKeeper:
    """The loop. `reader` looks without keeping anybody waiting; `executor` is who writes."""

    doorway: Doorway
    reader: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, changes: Changes) -> None:
        """Somebody wrote: looks at once where it may matter."""
        if Topic.MAINTENANCE in changes.topics:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        await look_again(stop, self._woken, self.look)

    async def look(self) -> float:
        """Does what is due; seconds until something may be. A database in the way: later."""
        asked = asyncio.get_running_loop()
        try:
            changes = await asked.run_in_executor(self.executor, self.turn)
            if changes:
                self.announce(changes)
            return await asked.run_in_executor(self.executor, self.nap_s)
        except StatusBoardError as error:
            log.info("planned work not looked at because=%s", error)
            return LONGEST_NAP_S

    def turn(self) -> Changes:
        """Does what is due by now; what that changed. Blocking."""
        due = self.reader.ask(NEXT_DUE, None)
        if due is None or due > self.doorway.clock.now():
            return Changes()
        return self.doorway.do(turn, Turn(), ACTOR).changes

    def nap_s(self) -> float:
        """Seconds until something is due. Blocking."""
        due = self.reader.ask(NEXT_DUE, None)
        if due is None:
            return LONGEST_NAP_S
        return min(LONGEST_NAP_S, max(0.0, (due - self.doorway.clock.now()).total_seconds()))
