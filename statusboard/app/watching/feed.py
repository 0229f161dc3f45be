"""What a feed is: something that reads many checks' answers at once, from one source."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from statusboard.app.waiting import wait
from statusboard.domain.backoff import Backoff
from statusboard.domain.result import CheckResult

log = logging.getLogger(__name__)

# How long a feed that failed rests before it is started again.
REST = Backoff(first_s=2.0, most_s=2.0)
Deliver = Callable[[CheckResult], object]


class Feed(Protocol):
    """Answers the checks of its kinds. Reads by itself which checks there are."""

    @property
    def kinds(self) -> frozenset[str]:
        """The keys of the check kinds it answers."""

    def reload(self) -> None:
        """Says that checks or settings may have changed: they are read again soon."""

    async def run(self, deliver: Deliver, stop: asyncio.Event) -> None:
        """Delivers answers until `stop` is set. Runs on the collector's event loop."""

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        """Fresh answers to these checks; unknown ones where the source is not reached."""


async def keep_fed(feed: Feed, deliver: Deliver, stop: asyncio.Event) -> None:
    """Runs a feed until `stop` is set; one that fails is started again, alone."""
    failures = 0
    while not stop.is_set():
        try:
            await feed.run(deliver, stop)
        except Exception:
            log.exception("feed failed feed=%s", type(feed).__name__)
        failures += 1
        await wait(stop, REST.wait_s(failures))
