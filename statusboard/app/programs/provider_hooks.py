"""What providers post: handed to the office, which knows whether it is theirs."""

from collections import Counter
from dataclasses import dataclass, field

from statusboard.app.clock import Clock
from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.domain.views.provider_call import ProviderCall
from statusboard.domain.visits import Seen
from statusboard.errors import Rejected, Unavailable
from statusboard.server.rate_limit import RateLimit

# Many answer STOP to the same notice within a minute, and a provider has few networks. Counted
# apart from forms: neither uses up the other's room.
A_MINUTE_FROM_A_NETWORK, A_MINUTE_IN_ALL = 300, 600
DONE, NOT_ITS, TOO_MANY, BUSY = 200, 403, 429, 503


@dataclass(frozen=True, slots=True)
class ProviderHooks:
    """Answers providers, by the office as far as visitors may use it; `seen` counts refusals."""

    desk: VisitorDesk
    clock: Clock
    limit: RateLimit = field(
        default_factory=lambda: RateLimit(A_MINUTE_FROM_A_NETWORK, A_MINUTE_IN_ALL)
    )
    seen: Counter[Seen] = field(default_factory=Counter)

    async def answer(self, call: ProviderCall, network: str) -> int:
        """The status of the answer."""
        if self.limit.wait_s(network, self.clock.monotonic()):
            self.seen[Seen.TOO_OFTEN] += 1
            return TOO_MANY
        try:
            if await self.desk.reply(call):
                return DONE
        except (Unavailable, Rejected):
            self.seen[Seen.BUSY] += 1
            return BUSY
        self.seen[Seen.UNSIGNED] += 1
        return NOT_ITS
