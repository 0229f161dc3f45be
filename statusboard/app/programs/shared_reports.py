"""Shared reports for whoever opens their address: had from the office, one after the other."""

import math
from collections import Counter
from dataclasses import dataclass, field

from statusboard.app.clock import Clock
from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.domain.views.reports import ReportLink
from statusboard.domain.visits import Seen
from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.server.rate_limit import RateLimit
from statusboard.server.reports import Found

# A report is read by a few people, a page and its PDF each.
A_MINUTE_FROM_A_NETWORK, A_MINUTE_IN_ALL = 60, 300
RETRY_S = 5


@dataclass(frozen=True, slots=True)
class SharedReports:
    """Answers by the office as far as visitors may use it; `seen` counts what was refused."""

    desk: VisitorDesk
    clock: Clock
    limit: RateLimit = field(
        default_factory=lambda: RateLimit(A_MINUTE_FROM_A_NETWORK, A_MINUTE_IN_ALL)
    )
    seen: Counter[Seen] = field(default_factory=Counter)

    async def find(self, link: ReportLink, network: str) -> Found:
        """What is behind a link. Raises nothing."""
        wait_s = self.limit.wait_s(network, self.clock.monotonic())
        if wait_s:
            self.seen[Seen.TOO_OFTEN] += 1
            return Found(429, retry_s=math.ceil(wait_s))
        try:
            content = await self.desk.shared_report(link)
        except (Unavailable, Rejected, RuleBroken):
            self.seen[Seen.BUSY] += 1
            return Found(503, retry_s=RETRY_S)
        if content is None:
            self.seen[Seen.BAD_LINK] += 1
            return Found(404)
        if content.is_over:
            return Found(410)
        return Found(200, content)
