"""What the page server asks the office in the name of visitors. More the pipe does not let it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from statusboard.app.processes.pipe import Caller, Deadline
from statusboard.domain.views.provider_call import ProviderCall
from statusboard.domain.views.readers import LinksUsed
from statusboard.domain.views.reports import ReportContent, ReportLink
from statusboard.domain.views.signals import Reported, StillListening
from statusboard.domain.views.visiting import (
    AskToBeTold,
    ChangeWishes,
    Link,
    Offer,
    SeenCounts,
    Settled,
    Standing,
)
from statusboard.errors import Unavailable

# A visitor waits no longer for a page.
PATIENCE = Deadline(10.0)
LOOKING = Deadline(10.0, may_change=False)
# So many visits are at the office at once; whoever comes then waits a little for one to end. The
# office has people of its own to answer.
AT_ONCE, QUEUE_S = 8, 2.0
OFFER, STANDING = "visitor.offer", "visitor.standing"
ASK, CONFIRM, CHANGE, LEAVE = "visitor.ask", "visitor.confirm", "visitor.change", "visitor.leave"
REPLY, COUNT, USED = "visitor.reply", "visitor.count", "visitor.links_used"
REPORT, LISTEN = "signal.report", "signal.listen"
SHARED = "report.content"


@dataclass(frozen=True, slots=True)
class VisitorDesk:
    """The office, as far as visitors may use it. `caller` answers the connection to it.

    Each raises what the office raised, and Unavailable where it is gone, or had no time for
    `queue_s` seconds.
    """

    caller: Callable[[], Caller | None]
    queue_s: float = QUEUE_S
    _seats: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def offer(self, page: str = "") -> Offer:
        """What there is to choose from on the page of that key; empty: the main one."""
        found: Offer = await self._call(OFFER, page or None, Offer, LOOKING)
        return found

    async def standing(self, link: Link) -> Standing:
        """What a link is about."""
        found: Standing = await self._call(STANDING, link, Standing, LOOKING)
        return found

    async def ask(self, given: AskToBeTold) -> None:
        """Has the address asked for its confirmation."""
        await self._call(ASK, given, None, PATIENCE)

    async def confirm(self, link: Link) -> Settled:
        """Takes the wish that waits."""
        return await self._settled(CONFIRM, link)

    async def change(self, given: ChangeWishes) -> Settled:
        """Gives other wishes."""
        return await self._settled(CHANGE, given)

    async def leave(self, link: Link) -> Settled:
        """Tells nothing more."""
        return await self._settled(LEAVE, link)

    async def reply(self, given: ProviderCall) -> bool:
        """Passes on what a provider says that somebody answered; whether it was the provider."""
        found: bool = await self._call(REPLY, given, bool, PATIENCE)
        return found

    async def report(self, given: Reported) -> bool:
        """Passes on what a job or a monitor reports; whether the address is one."""
        found: bool = await self._call(REPORT, given, bool, PATIENCE)
        return found

    async def shared_report(self, link: ReportLink) -> ReportContent | None:
        """What is behind the link of a report; None where nothing is."""
        found: ReportContent | None = await self._call(SHARED, link, ReportContent | None, LOOKING)
        return found

    async def listen(self) -> None:
        """Says that reports can be heard now."""
        await self._call(LISTEN, StillListening(), None, PATIENCE)

    async def count(self, given: SeenCounts) -> None:
        """Adds to what was seen of visitors."""
        await self._call(COUNT, given, None, PATIENCE)

    async def links_used(self, given: LinksUsed) -> None:
        """Says when personal links were last shown."""
        await self._call(USED, given, None, PATIENCE)

    async def _settled(self, method: str, given: object) -> Settled:
        found: Settled = await self._call(method, given, Settled, PATIENCE)
        return found

    async def _call(self, method: str, given: object, wanted: Any, deadline: Deadline) -> Any:  # noqa: ANN401 - what travels
        if self.caller() is None:
            raise Unavailable("The office is not running.")
        try:
            async with asyncio.timeout(self.queue_s):
                await self._seats.acquire()
        except TimeoutError:
            raise Unavailable("Too many visitors are at the office.") from None
        try:
            caller = self.caller()
            if caller is None:
                raise Unavailable("The office is not running.")
            return await caller.call(method, given, wanted, deadline=deadline)
        finally:
            self._seats.release()
