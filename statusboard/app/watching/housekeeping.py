"""Packs what is older than an hour, and drops what is past its time; in small steps."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from statusboard.app.clock import Clock
from statusboard.domain.access import loop as loop_actor
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.history import results, retention

log = logging.getLogger(__name__)

ACTOR = loop_actor("housekeeping")
# Looking whether an hour has closed is one seek.
LOOK_S = 60.0
SWEEP_EVERY = 60


class Housekeeping:
    """Shares the one writing thread with the answers: between two steps they go first."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        off_loop: Callable[[Callable[[], bool]], Awaitable[bool]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._off_loop = off_loop

    async def run(self) -> None:
        """Keeps house until cancelled."""
        looks = 0
        while True:
            try:
                more = True
                while more:
                    more = await self._off_loop(self._pack)
                more = looks % SWEEP_EVERY == 0
                while more:
                    more = await self._off_loop(self._sweep)
            except Unavailable as error:
                log.info("housekeeping put off because=%s", error)
            looks += 1
            await asyncio.sleep(LOOK_S)

    def _pack(self) -> bool:
        """Packs one slice; whether there is more."""
        with self._database.writing(self._clock.now(), ACTOR) as unit:
            return results.pack_next(unit)

    def _sweep(self) -> bool:
        """Drops some of what is past its time; whether there is more."""
        with self._database.writing(self._clock.now(), ACTOR) as unit:
            return retention.sweep(unit)
