"""The loop that publishes what was scheduled, at its instant.

It decides nothing: what goes out was decided by a person, and is held against every rule once more
at that moment.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime

from statusboard.app.doorway import Doorway, query
from statusboard.app.notices.agreement_inputs import PublishDue
from statusboard.app.notices.schedule_commands import next_due, publish_due
from statusboard.app.waiting import look_again
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

ACTOR = loop("schedule")
# A clock may be set, and a computer wake: no wait is longer.
LOOK_EVERY_S = 20.0
# A database in the way is asked again so soon.
TRY_AGAIN_S = 2.0


def _next_due(unit: Unit, _given: None) -> datetime | None:
    return next_due(unit)


NEXT_SCHEDULED = query("notices.next_scheduled")(_next_due)


@dataclass(slots=True)
class ScheduledPublisher:
    """The loop. `reader` looks without keeping anybody waiting; `executor` is who writes."""

    doorway: Doorway
    reader: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, changes: Changes) -> None:
        """Somebody wrote: another instant may be the next one."""
        if Topic.NOTICES in changes.topics:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        await look_again(stop, self._woken, self.look)

    async def look(self) -> float:
        """Publishes what is due; after how many seconds to look again."""
        asked = asyncio.get_running_loop()
        try:
            while (left := await asked.run_in_executor(self.executor, self.seconds_left)) <= 0:
                changes = await asked.run_in_executor(self.executor, self.publish)
                if not changes:
                    return TRY_AGAIN_S
                self.announce(changes)
        except StatusBoardError as error:
            log.info("nothing published at its instant because=%s", error)
            return TRY_AGAIN_S
        return left

    def publish(self) -> Changes:
        """Publishes the first that is due by now; what that changed. Blocking."""
        return self.doorway.do(publish_due, PublishDue(), ACTOR).changes

    def seconds_left(self) -> float:
        """How long it is until the next one is due, or until it is looked again. Blocking."""
        at = self.reader.ask(NEXT_SCHEDULED, None)
        if at is None:
            return LOOK_EVERY_S
        return min(LOOK_EVERY_S, (at - self.doorway.clock.now()).total_seconds())
