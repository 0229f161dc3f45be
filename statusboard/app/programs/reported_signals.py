"""What jobs and monitors post: handed to the office, which knows whether it is to a check."""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field

from statusboard.app.clock import Clock
from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.domain.views.signals import Reported
from statusboard.domain.visits import Seen
from statusboard.errors import Rejected, RuleBroken, StatusBoardError, Unavailable
from statusboard.server.rate_limit import RateLimit
from statusboard.server.signals import Heard

log = logging.getLogger(__name__)

# All jobs of a company may come from one network, at the same minute.
A_MINUTE_FROM_A_NETWORK, A_MINUTE_IN_ALL = 600, 2_400
RETRY_S = 10
# How often the office hears that reports can be heard; a gap of two minutes is one.
EVERY_S = 10.0


@dataclass(frozen=True, slots=True)
class ReportedSignals:
    """Answers jobs and monitors, by the office as far as visitors may use it."""

    desk: VisitorDesk
    clock: Clock
    limit: RateLimit = field(
        default_factory=lambda: RateLimit(A_MINUTE_FROM_A_NETWORK, A_MINUTE_IN_ALL)
    )
    seen: Counter[Seen] = field(default_factory=Counter)
    every_s: float = EVERY_S

    async def take(self, given: Reported, network: str) -> Heard:
        """What becomes of a report. Raises nothing."""
        wait_s = self.limit.wait_s(network, self.clock.monotonic())
        if wait_s:
            self.seen[Seen.TOO_OFTEN] += 1
            return Heard(429, "too often, try again later", retry_s=int(wait_s) + 1)
        try:
            if await self.desk.report(given):
                return Heard(200, "ok")
        except RuleBroken as broken:
            return Heard(400, broken.sentence)
        except (Unavailable, Rejected):
            self.seen[Seen.BUSY] += 1
            return Heard(503, "not kept, try again", retry_s=RETRY_S)
        return Heard(404)

    async def listen(self, serving: asyncio.Event) -> None:
        """Says while it serves that it does, until it is cancelled."""
        await serving.wait()
        while True:
            if self.desk.caller() is not None:
                try:
                    await self.desk.listen()
                except StatusBoardError as error:
                    log.info("not said that reports are heard because=%s", error)
            await asyncio.sleep(self.every_s)
