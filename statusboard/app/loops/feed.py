"""What a feed is: something that reads many checks' answers at once, from one source."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from statusboard.domain.result import CheckResult

Deliver = Callable[[CheckResult], None]


class Feed(Protocol):
    """Answers the checks of its kinds. Reads by itself which checks there are."""

    @property
    def kinds(self) -> frozenset[str]:
        """The keys of the check kinds it answers."""

    async def run(self, deliver: Deliver, stop: asyncio.Event) -> None:
        """Delivers answers until `stop` is set. Runs on the collector's event loop."""

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        """Fresh answers to these checks. Raises Unavailable where the source is not reached."""
