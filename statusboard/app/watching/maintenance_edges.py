"""Planned work, what people set and corrected come into the history, at their very edges.

The collector hears of both by the feed of changes, and waits for their edges by itself: the
history is right also where nobody speaks.
"""

import asyncio
import logging
from collections.abc import Callable

from statusboard.app.clock import Clock
from statusboard.app.waiting import wait
from statusboard.app.watching.ingest import Ingest
from statusboard.app.watching.loading import OffLoop
from statusboard.domain.changes import Changes
from statusboard.domain.instants import SECOND_US, to_us
from statusboard.errors import Unavailable

log = logging.getLogger(__name__)

# A clock that was put, or a computer that slept, is noticed within this.
LONGEST_NAP_S = 20.0


class MaintenanceEdges:
    """The loop. `changed` is set by whoever heard that a plan, or what was set, changed."""

    def __init__(
        self, ingest: Ingest, clock: Clock, off_loop: OffLoop, announce: Callable[[Changes], None]
    ) -> None:
        self._ingest = ingest
        self._clock = clock
        self._off_loop = off_loop
        self._announce = announce
        self.changed = asyncio.Event()

    async def run(self) -> None:
        """Follows what is planned and set until it is cancelled."""
        while True:
            self.changed.clear()
            nap_s = LONGEST_NAP_S
            try:
                changes, edge_us = await self._off_loop(self._follow)
            except Unavailable as error:
                log.warning("plans and overrides not followed yet because=%s", error)
            else:
                self._announce(changes)
                if edge_us is not None:
                    left_us = max(0, edge_us - to_us(self._clock.now()))
                    nap_s = min(nap_s, left_us / SECOND_US)
            await wait(self.changed, nap_s)

    def _follow(self) -> tuple[Changes, int | None]:
        work, next_work_us = self._ingest.follow_maintenance()
        hands, next_hand_us = self._ingest.follow_overrides()
        past = self._ingest.follow_corrections()
        edges = [edge for edge in (next_work_us, next_hand_us) if edge is not None]
        return work | hands | past, min(edges, default=None)
