"""What a page server passes on: looked up beside the thread that writes, then kept by its verb."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from statusboard.app.doorway import Doorway, query
from statusboard.app.signals.tokens import LONGEST, digest_of
from statusboard.domain.access import Credentials
from statusboard.domain.views.signals import Reported
from statusboard.errors import RuleBroken
from statusboard.storage import signals
from statusboard.storage.unit import Unit


def _known(unit: Unit, token: str) -> bool:
    return signals.check_at(unit, digest_of(token)) is not None


# Whether something is reported by this token.
KNOWN = query("signal.known")(_known)


@dataclass(frozen=True, slots=True)
class Reports:
    """Keeps what is reported; `keep` is the verb, as whoever visits carries it out.

    Whoever guesses tokens holds up nobody who writes.
    """

    reading: Doorway
    keep: Callable[[Reported, Credentials], Awaitable[object]]

    async def __call__(self, given: Reported, who: Credentials) -> bool:
        """Whether the address is one. Raises RuleBroken for what its check does not understand."""
        if not 0 < len(given.token) <= LONGEST:
            return False
        if not await to_thread(self.reading.ask, KNOWN, given.token):
            return False
        try:
            return await self.keep(given, who) is True
        except RuleBroken:
            # It may have been an alert: whoever sent it is told, and so is whoever watches.
            if not given.is_unread:
                await self.keep(replace(given, body="", asked={}, is_unread=True), who)
            raise
