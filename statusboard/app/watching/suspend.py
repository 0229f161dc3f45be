"""Notices that this computer slept, this process stood still, or the clock was put back.

Before anything else is believed.

Looked at on the event loop, where the probes live: a database that keeps the writing thread
waiting for a minute is no sleep, the watch went on meanwhile.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol

from statusboard.app.clock import Clock
from statusboard.domain.changes import Changes
from statusboard.domain.instants import SECOND_US, duration_us, to_us
from statusboard.domain.observation import GONE_AFTER, vouched_us
from statusboard.domain.result import CheckResult
from statusboard.errors import Unavailable

log = logging.getLogger(__name__)

LOOK_S = 1.0
# No answer vouches for a shorter pause of the watch (`vouched_us` of a check every second).
PAUSE_US = vouched_us(SECOND_US)


class History(Protocol):
    """What writes history (app/watching/ingest.py). Blocking."""

    def take(self, batch: Sequence[CheckResult]) -> Changes:
        """Writes answers. Raises Unavailable where the database is not there."""

    def sleep_gap(self, last_us: int, now_us: int) -> Changes:
        """Closes what nobody watched between two instants. Raises Unavailable."""

    def clock_set_back(self, now_us: int) -> Changes:
        """Dates anew what the clock had dated after now. Raises Unavailable."""


class SuspendWatch:
    """Writes gaps and answers in the order they happened. `look` is for the event loop."""

    def __init__(self, history: History, clock: Clock) -> None:
        self._history = history
        self._clock = clock
        self._last_us: int | None = None
        self._gaps: deque[tuple[int, int]] = deque()

    def look(self) -> bool:
        """Whether a gap, or a clock that was put back, waits to be written."""
        now_us = to_us(self._clock.now())
        last_us, self._last_us = self._last_us, now_us
        if last_us is not None:
            is_gap = now_us - last_us > PAUSE_US
            is_back = last_us - now_us > duration_us(GONE_AFTER)
            if is_gap or is_back:
                self._gaps.append((last_us, now_us))
        return bool(self._gaps)

    async def run(
        self,
        off_loop: Callable[[Callable[[], Changes]], Awaitable[Changes]],
        announce: Callable[[Changes], None],
    ) -> None:
        """Looks every second, and has what waits written, until it is cancelled."""
        while True:
            if self.look():
                try:
                    announce(await off_loop(partial(self.take, ())))
                except Unavailable as error:
                    log.warning("sleep not written yet because=%s", error)
            await asyncio.sleep(LOOK_S)

    def take(self, results: Sequence[CheckResult]) -> Changes:
        """Writes the gaps, then the answers. Blocking. Raises Unavailable."""
        changes = Changes()
        while self._gaps:
            last_us, now_us = gap = self._gaps.popleft()
            try:
                if now_us < last_us:
                    changes |= self._history.clock_set_back(now_us)
                else:
                    changes |= self._history.sleep_gap(last_us, now_us)
            except Unavailable:
                self._gaps.appendleft(gap)
                raise
        return changes | self._history.take(results) if results else changes
