"""Hears what other processes changed: reads the change log when it is told to, and now and then.

A server rings where something was written (LISTEN/NOTIFY); nobody has to rely on it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor

from statusboard.app.clock import Clock
from statusboard.app.waiting import wait
from statusboard.domain.changes import Changes
from statusboard.errors import StatusBoardError
from statusboard.storage.change_log import HeardUpTo, changes_after, newest_change
from statusboard.storage.database import Database
from statusboard.storage.doorbell import Doorbell

log = logging.getLogger(__name__)

READ_EVERY_S = 2.0


class ChangeFeed:
    """Announces whatever was logged since the last look, whoever wrote it."""

    def __init__(
        self, database: Database, clock: Clock, executor: Executor, *, every_s: float = READ_EVERY_S
    ) -> None:
        self._database = database
        self._clock = clock
        self._executor = executor
        self._every_s = every_s
        self._heard: HeardUpTo | None = None

    def mark(self) -> None:
        """Notes where the log stands: what is logged from now on will be announced. Blocking.

        For whoever reads the rest of the database before it runs this: nothing falls between.
        """
        self._look()

    async def run(self, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Looks until `stop` is set. A database out of reach is simply looked at again."""
        bell = Doorbell.of(self._database)
        if bell is None:
            await self._run(stop, announce, lambda: wait(stop, self._every_s))
            return
        listening = ThreadPoolExecutor(1, thread_name_prefix="doorbell")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_hush_when(stop, bell))
                await self._run(stop, announce, lambda: self._rung(stop, bell, listening))
        finally:
            bell.hush()
            listening.submit(bell.close)
            # Not waited for: a server that is away may take seconds to be given up.
            listening.shutdown(wait=False)

    async def _run(
        self,
        stop: asyncio.Event,
        announce: Callable[[Changes], None],
        pause: Callable[[], Awaitable[object]],
    ) -> None:
        loop = asyncio.get_running_loop()
        while not stop.is_set():
            try:
                changes = await loop.run_in_executor(self._executor, self._look)
            except StatusBoardError as error:
                log.info("change log not read because=%s", error)
            else:
                if changes:
                    announce(changes)
            await pause()

    async def _rung(self, stop: asyncio.Event, bell: Doorbell, listening: Executor) -> None:
        """Returns when something was written, when it is time to look anyway, or at the end."""
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(listening, bell.wait, self._every_s)
        except StatusBoardError as error:
            log.info("nobody rings because=%s", error)
            await wait(stop, self._every_s)

    def _look(self) -> Changes:
        with self._database.reading(self._clock.now()) as unit:
            if self._heard is None:
                self._heard = newest_change(unit)
                return Changes()
            self._heard, changes = changes_after(unit, self._heard)
        return changes


async def _hush_when(stop: asyncio.Event, bell: Doorbell) -> None:
    await stop.wait()
    bell.hush()
