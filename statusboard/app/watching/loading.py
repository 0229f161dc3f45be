"""Reading what there is to watch: once at the start, and again when somebody changed it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from statusboard.app.waiting import wait
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.errors import Unavailable

log = logging.getLogger(__name__)

Result = TypeVar("Result")

# While the database is away.
RETRY = Backoff(first_s=2.0, most_s=2.0)


class OffLoop(Protocol):
    """Runs what blocks on the thread that writes."""

    def __call__(self, work: Callable[[], Result]) -> Awaitable[Result]:
        """What `work` answers."""
        ...


class Loading:
    """Brings ingest and collector to what the database holds, however long that takes to come.

    `edited` is set by whoever heard of a change; `take_over` follows the checks and settings.
    """

    def __init__(
        self,
        ingest: Ingest,
        off_loop: OffLoop,
        announce: Callable[[Changes], None],
        take_over: Callable[[], Awaitable[None]],
    ) -> None:
        self._ingest = ingest
        self._off_loop = off_loop
        self._announce = announce
        self._take_over = take_over
        self.edited = asyncio.Event()

    async def first(self, stop: asyncio.Event, mark: Callable[[], None]) -> bool:
        """Reads everything once; False when stopped. What changes after `mark` is heard."""
        failures = 0
        while not stop.is_set():
            try:
                await self._off_loop(mark)
                self._announce(await self._off_loop(self._ingest.load))
                await self._take_over()
            except Unavailable as error:
                log.warning("database not there yet because=%s", error)
                failures += 1
                await wait(stop, RETRY.wait_s(failures))
            else:
                return True
        return False

    async def again_when_edited(self) -> None:
        """Reads again after every change, until cancelled."""
        failures = 0
        while True:
            await self.edited.wait()
            self.edited.clear()
            try:
                self._announce(await self._off_loop(self._ingest.reload))
                await self._take_over()
            except Unavailable as error:
                log.warning("services not read because=%s", error)
                self.edited.set()
                failures += 1
                await asyncio.sleep(RETRY.wait_s(failures))
            else:
                failures = 0
