"""Hears what other processes changed: reads the log when a server rings, and every so often."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor

from statusboard.app.clock import Clock
from statusboard.app.waiting import wait
from statusboard.domain.changes import Changes
from statusboard.errors import StatusBoardError
from statusboard.storage.change_log import changes_after, newest_change
from statusboard.storage.database import Database
from statusboard.storage.doorbell import has_bell, listen

log = logging.getLogger(__name__)

READ_EVERY_S = 2.0
# After how long a bell whose connection was lost is listened to again.
AGAIN_S = 5.0


class ChangeFeed:
    """Announces whatever was logged since the last look, whoever wrote it."""

    def __init__(
        self, database: Database, clock: Clock, executor: Executor, *, every_s: float = READ_EVERY_S
    ) -> None:
        self._database = database
        self._clock = clock
        self._executor = executor
        self._every_s = every_s
        self._last = -1

    def mark(self) -> None:
        """Notes where the log stands: what is logged from now on will be announced. Blocking.

        For whoever reads the rest of the database before it runs this: nothing falls between.
        """
        self._look()

    async def run(self, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Looks until `stop` is set. A database out of reach is simply looked at again."""
        woken = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            beside = [
                group.create_task(self._listen(woken)),
                group.create_task(_wake_when(stop, woken)),
            ]
            await self._look_until(stop, woken, announce)
            for task in beside:
                task.cancel()

    async def _look_until(
        self, stop: asyncio.Event, woken: asyncio.Event, announce: Callable[[Changes], None]
    ) -> None:
        loop = asyncio.get_running_loop()
        while not stop.is_set():
            woken.clear()
            try:
                changes = await loop.run_in_executor(self._executor, self._look)
            except StatusBoardError as error:
                log.info("change log not read because=%s", error)
            else:
                if changes:
                    announce(changes)
            if not stop.is_set():
                await wait(woken, self._every_s)

    async def _listen(self, woken: asyncio.Event) -> None:
        """Hears the bell of a server; where it cannot be heard, the log is read every so often."""
        while has_bell(self._database):
            await listen(self._database, woken.set)
            await asyncio.sleep(AGAIN_S)

    def _look(self) -> Changes:
        with self._database.reading(self._clock.now()) as unit:
            if self._last < 0:
                self._last = newest_change(unit)
                return Changes()
            self._last, changes = changes_after(unit, self._last)
        return changes


async def _wake_when(stop: asyncio.Event, woken: asyncio.Event) -> None:
    await stop.wait()
    woken.set()
