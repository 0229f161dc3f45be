"""Writes down that this computer has no network, or has one again, for every screen to read."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from statusboard.app.clock import Clock
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.domain.access import loop as loop_actor
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.errors import StatusBoardError
from statusboard.storage import sources
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database

log = logging.getLogger(__name__)

ACTOR = loop_actor("collector")
AGAIN = Backoff(first_s=2.0, most_s=2.0)
# The name of the source row.
OWN_NETWORK = "own network"
PROBLEM = "This computer has no way to the network. What it cannot reach is unknown, not down."


class ConnectivityRow:
    """The loop that keeps the row true: also after a collector was killed while it was blind."""

    def __init__(
        self,
        own_network: OwnNetwork,
        database: Database,
        clock: Clock,
        off_loop: Callable[[Callable[[], Changes]], Awaitable[Changes]],
        announce: Callable[[Changes], None],
        *,
        again: Backoff = AGAIN,
    ) -> None:
        self._own_network = own_network
        self._database = database
        self._clock = clock
        self._off_loop = off_loop
        self._announce = announce
        self._again = again
        self._was_blind = own_network.is_blind
        self._turned = asyncio.Event()

    def look(self) -> None:
        """Has it written down where the blindness began or ended since the last look."""
        if self._own_network.is_blind != self._was_blind:
            self._was_blind = self._own_network.is_blind
            log.warning("own network blind=%s", self._was_blind)
            self._turned.set()

    async def run(self) -> None:
        """Writes until cancelled; a database that is not there now is asked again."""
        failures = 0
        while True:
            self._turned.clear()
            try:
                self._announce(await self._off_loop(self._write))
            except StatusBoardError as error:
                log.warning("own network not written because=%s", error)
                failures += 1
                await asyncio.sleep(self._again.wait_s(failures))
            else:
                failures = 0
                await self._turned.wait()

    def _write(self) -> Changes:
        """What was changed by it. Blocking. Raises Unavailable where the database is not there."""
        blind = self._own_network.is_blind
        now = self._clock.now()
        with self._database.writing(now, ACTOR) as unit:
            said = any(s.name == OWN_NETWORK and s.problem for s in sources.read_sources(unit))
            if said == blind:
                return Changes()
            last_us, problem = (None, PROBLEM) if blind else (to_us(now), "")
            sources.write_source(unit, OWN_NETWORK, last_us=last_us, problem=problem)
            changes = Changes.of(Topic.HEALTH)
            log_changes(unit, changes)
        return changes
