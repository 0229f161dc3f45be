"""How long checks usually take: the median of the last week, of those that compare with it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from statusboard.app.clock import Clock
from statusboard.domain.instants import HOUR_US, to_us
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.history import rollups
from statusboard.storage.history.packing import Tally

log = logging.getLogger(__name__)

RANGE = timedelta(days=7)
# Of fewer answers nothing is usual yet.
LEAST_ANSWERS = 30
LOOK_S = 60.0
FRESH_S = 3_600.0
_MEDIAN_PERMILLE = 500


class UsualTimes:
    """Remembers what is usual for each check that was asked for, and reads it anew every hour.

    It comes from the hourly roll-ups, whose steps are a quarter: the upper end of the step counts.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        off_loop: Callable[[Callable[[], int | None]], Awaitable[int | None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._off_loop = off_loop
        self._wanted: set[int] = set()
        self._known: dict[int, tuple[float, int | None]] = {}

    def of(self, check_id: int) -> int | None:
        """How long it usually takes, in microseconds; None where that is not known yet."""
        self._wanted.add(check_id)
        known = self._known.get(check_id)
        return None if known is None else known[1]

    async def run(self) -> None:
        """Reads what is wanted, until cancelled."""
        while True:
            try:
                await self.look()
            except Unavailable as error:
                log.info("usual times not read because=%s", error)
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Reads what is wanted and not fresh, check by check; forgets what nobody wants any more.

        Raises Unavailable where the database is away.
        """
        wanted, self._wanted = self._wanted, set()
        now_s = self._clock.monotonic()
        self._known = {
            check_id: known
            for check_id, known in self._known.items()
            if check_id in wanted or now_s - known[0] < FRESH_S
        }
        for check_id in wanted:
            known = self._known.get(check_id)
            if known is None or known[1] is None or now_s - known[0] >= FRESH_S:
                usual_us = await self._off_loop(partial(self._read, check_id))
                self._known[check_id] = (now_s, usual_us)

    def _read(self, check_id: int) -> int | None:
        now = self._clock.now()
        first, end = to_us(now - RANGE) // HOUR_US, to_us(now) // HOUR_US
        whole = Tally()
        with self._database.reading(now) as unit:
            hours = rollups.read_tallies(
                unit, daily=False, check_ids=(check_id,), first=first, end=end
            )
        for tally in hours.values():
            whole.merge(tally)
        return whole.percentile_bound_us(_MEDIAN_PERMILLE) if whole.timed >= LEAST_ANSWERS else None
