"""The loop of planned work: it waits until something is due, and does it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from statusboard.app.doorway import Doorway
from statusboard.app.maintenance.agreed_change_commands import make_change
from statusboard.app.maintenance.agreed_changes import APPROVED_CHANGES
from statusboard.app.maintenance.change_inputs import MakeChange
from statusboard.app.maintenance.inputs import Turn
from statusboard.app.maintenance.turning import NEXT_DUE
from statusboard.app.maintenance.turning_commands import turn
from statusboard.app.waiting import look_again
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken, StatusBoardError

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
        changes = self._make_agreed()
        due = self.reader.ask(NEXT_DUE, None)
        if due is None or due > self.doorway.clock.now():
            return changes
        return changes | self.doorway.do(turn, Turn(), ACTOR).changes

    def _make_agreed(self) -> Changes:
        """Makes what was agreed to where that could not be done; one that cannot be is given up."""
        changes = Changes()
        for number in self.reader.ask(APPROVED_CHANGES, None):
            try:
                done = self.doorway.do(make_change, MakeChange(number), ACTOR)
            except RuleBroken as broken:
                given_up = MakeChange(number, broken.sentence)
                done = self.doorway.do(make_change, given_up, ACTOR)
            changes |= done.changes
        return changes

    def nap_s(self) -> float:
        """Seconds until something is due. Blocking."""
        due = self.reader.ask(NEXT_DUE, None)
        if due is None:
            return LONGEST_NAP_S
        return min(LONGEST_NAP_S, max(0.0, (due - self.doorway.clock.now()).total_seconds()))
