"""How often New Relic may be asked: requests in a minute, requests in flight, and back-off.

New Relic allows 25 requests in flight per user, over all programs of that user (contract,
section 3); we stay far inside. Clock, chance and waiting are handed in.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from statusboard.domain.backoff import Backoff
from statusboard.newrelic.errors import error_of
from statusboard.newrelic.faults import FaultKind

# New Relic sets no limit of a minute. 2,000 entities and 600 figures take 110 requests, and twice
# as many in the first minute, in which the second round is spread.
PER_MINUTE = 220
IN_FLIGHT = 4
TRIES = 3
RETRY = Backoff(first_s=1.0, most_s=30.0)
MINUTE_S = 60.0


@dataclass(slots=True)
class MinuteWindow:
    """How many requests began in the last minute. Arithmetic alone: the time is handed in."""

    per_minute: int = PER_MINUTE
    _begun: deque[float] = field(default_factory=deque)

    def wait_s(self, now_s: float) -> float:
        """How long to wait until one more request may begin; 0 where it may now."""
        while self._begun and now_s >= self._begun[0] + MINUTE_S:
            self._begun.popleft()
        if len(self._begun) < self.per_minute:
            return 0.0
        return self._begun[0] + MINUTE_S - now_s

    def take(self, now_s: float) -> None:
        """Notes that a request begins now."""
        self._begun.append(now_s)


def backoff_s(attempt: int, chance: float, retry_after_s: float | None = None) -> float:
    """How long to wait after a failed try (the first is 0), in seconds.

    Full jitter over one second, doubled with every try; `chance` lies in [0, 1). A peer's own
    request to wait is honoured, with the jitter on top, so that desks do not return together.
    """
    return RETRY.wait_s(attempt + 1, chance=chance) + (retry_after_s or 0.0)


@dataclass(slots=True)
class Budget:
    """Seats for requests. One budget serves one key; every wait ends before its deadline."""

    monotonic: Callable[[], float]
    chance: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    window: MinuteWindow = field(default_factory=MinuteWindow)
    in_flight: int = IN_FLIGHT
    _seats: asyncio.Semaphore = field(init=False)
    _closed_until_s: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._seats = asyncio.Semaphore(self.in_flight)

    @asynccontextmanager
    async def seat(self, deadline_s: float) -> AsyncIterator[None]:
        """A seat for one request, waited for until `deadline_s` of the monotonic clock at most.

        Raises NewRelicUnavailable where none would be free by then.
        """
        await self._sit_down(deadline_s)
        try:
            while (wait := self._wait())[0] > 0:
                await self.pause(wait[0], deadline_s=deadline_s, because=wait[1])
            if self.monotonic() >= deadline_s:
                raise error_of(FaultKind.SILENT)
            self.window.take(self.monotonic())
            yield
        finally:
            self._seats.release()

    async def _sit_down(self, deadline_s: float) -> None:
        try:
            async with asyncio.timeout(max(deadline_s - self.monotonic(), 0.0)):
                await self._seats.acquire()
        except TimeoutError:
            # All seats are taken by questions that New Relic has not answered yet.
            raise error_of(FaultKind.SILENT) from None

    def _wait(self) -> tuple[float, FaultKind]:
        """How long until a request may begin, and whose wish that is."""
        now_s = self.monotonic()
        closed_s, full_s = self._closed_until_s - now_s, self.window.wait_s(now_s)
        if closed_s > full_s:
            return closed_s, FaultKind.THROTTLED
        return full_s, FaultKind.OWN_BUDGET

    async def pause(self, wait_s: float, *, deadline_s: float, because: FaultKind) -> None:
        """Waits, or raises the fault at once where the wait would outlast the deadline."""
        if self.monotonic() + wait_s >= deadline_s:
            raise error_of(because, retry_after_s=wait_s)
        await self.sleep(wait_s)

    async def back_off(
        self,
        attempt: int,
        *,
        deadline_s: float,
        because: FaultKind,
        retry_after_s: float | None = None,
    ) -> None:
        """Waits after a failed try, or raises its fault where no further one is to be made.

        A throttled request closes the budget for all until New Relic's own time is over.
        """
        if because is FaultKind.THROTTLED and retry_after_s:
            self._closed_until_s = max(self._closed_until_s, self.monotonic() + retry_after_s)
        if not because.is_passing or attempt + 1 >= TRIES:
            raise error_of(because, retry_after_s=retry_after_s)
        wait_s = backoff_s(attempt, self.chance(), retry_after_s)
        await self.pause(wait_s, deadline_s=deadline_s, because=because)
