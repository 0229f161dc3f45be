"""What the page server asks the office in the name of visitors. More the pipe does not let it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from statusboard.app.processes.pipe import Caller, Deadline
from statusboard.domain.views.visiting import (
    AskToBeTold,
    ChangeWishes,
    Link,
    Offer,
    Settled,
    Standing,
)
from statusboard.errors import Unavailable

# A visitor waits no longer for a page.
PATIENCE = Deadline(10.0)
LOOKING = Deadline(10.0, may_change=False)
OFFER, STANDING = "visitor.offer", "visitor.standing"
ASK, CONFIRM, CHANGE, LEAVE = "visitor.ask", "visitor.confirm", "visitor.change", "visitor.leave"


@dataclass(frozen=True, slots=True)
class VisitorDesk:
    """The office, as far as visitors may use it. `caller` answers the connection to it.

    Each raises what the office raised, and Unavailable where it is gone.
    """

    caller: Callable[[], Caller | None]

    async def offer(self) -> Offer:
        """What there is to choose from."""
        found: Offer = await self._call(OFFER, None, Offer, LOOKING)
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

    async def _settled(self, method: str, given: object) -> Settled:
        found: Settled = await self._call(method, given, Settled, PATIENCE)
        return found

    async def _call(self, method: str, given: object, wanted: Any, deadline: Deadline) -> Any:  # noqa: ANN401 - what travels
        caller = self.caller()
        if caller is None:
            raise Unavailable("The office is not running.")
        return await caller.call(method, given, wanted, deadline=deadline)
