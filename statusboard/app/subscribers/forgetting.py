"""Forgets who waited for the end of an incident and waits no more, also where no message ended it.

The dispatcher does so when it has told them. This is for those it has nothing for: nobody could be
told, or the end was never said. And for addresses that did not confirm what a visitor chose.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from statusboard.app.doorway import Doorway, query
from statusboard.app.subscribers.commands import forget_passed
from statusboard.app.subscribers.inputs import ForgetPassed
from statusboard.app.waiting import wait
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes
from statusboard.errors import StatusBoardError
from statusboard.storage.confirmations import count_ended_confirmations
from statusboard.storage.passing import count_ended, passed_on
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

ACTOR = loop("subscribers")
LOOK_EVERY_S = 600.0


def _waiting(unit: Unit, _given: None) -> int:
    return len(passed_on(unit)) + count_ended(unit) + count_ended_confirmations(unit)


# How much waiting is over that is still written down, and how many never confirmed in time.
TO_FORGET = query("subscribers.to_forget")(_waiting)


@dataclass(slots=True)
class Forgetter:
    """The loop. `executor` is the thread that writes."""

    doorway: Doorway
    executor: Executor
    announce: Callable[[Changes], None]

    async def run(self, stop: asyncio.Event) -> None:
        """Looks now and then until `stop` is set."""
        while not stop.is_set():
            await self.look()
            await wait(stop, LOOK_EVERY_S)

    async def look(self) -> None:
        """Forgets whoever is to be forgotten now."""
        asked = asyncio.get_running_loop()
        try:
            done = await asked.run_in_executor(self.executor, self._forget)
        except StatusBoardError as error:
            log.info("nobody forgotten because=%s", error)
        else:
            if done:
                self.announce(done)

    def _forget(self) -> Changes:
        if not self.doorway.ask(TO_FORGET, None):
            return Changes()
        return self.doorway.do(forget_passed, ForgetPassed(), ACTOR).changes
