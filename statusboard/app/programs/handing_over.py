"""Says now and then to the office what the page server has seen: counts, and nothing of who.

But for personal links of a private page, of which it says when they were last shown: who has one
was named when it was made.
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field

from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.domain.views.readers import LinksUsed
from statusboard.domain.views.visiting import SeenCounts
from statusboard.domain.visits import Seen
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

# Each time is a row of the audit trail.
EVERY_S = 300.0
# The end of the program waits no longer for an office.
END_S = 2.0


@dataclass(slots=True)
class HandingOver:
    """The loop. `seen` counts since the start, and goes on counting.

    `used` is when personal links were last shown; what was told is taken out of it.
    """

    seen: Counter[Seen]
    desk: VisitorDesk
    used: dict[int, float] = field(default_factory=dict)
    every_s: float = EVERY_S
    _told: Counter[Seen] = field(default_factory=Counter)

    async def run(self) -> None:
        """Works until it is cancelled."""
        while True:
            await asyncio.sleep(self.every_s)
            await self.tell()

    async def tell(self) -> None:
        """Says what is new; while there is no office, that waits for one.

        What an office was told that answered nothing is not told again: it may have been counted,
        and rather too little is said than twice.
        """
        await self._tell_used()
        new = self.seen - self._told
        if not new or self.desk.caller() is None:
            return
        self._told.update(new)
        try:
            await self.desk.count(SeenCounts(dict(new)))
        except StatusBoardError as error:
            log.info("visits not counted because=%s", error)

    async def _tell_used(self) -> None:
        if not self.used or self.desk.caller() is None:
            return
        used = dict(self.used)
        self.used.clear()
        try:
            await self.desk.links_used(LinksUsed(used))
        except StatusBoardError as error:
            log.info("links not noted because=%s", error)

    async def tell_at_the_end(self) -> None:
        """Says what is left, if the office answers soon."""
        try:
            async with asyncio.timeout(END_S):
                await self.tell()
        except TimeoutError:
            log.info("visits not counted because=the office did not answer")
