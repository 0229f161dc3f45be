"""How often New Relic may be asked: requests in a minute, requests in flight, and back-off.

New Relic allows 25 requests in flight per user, over all programs of that user, and runs 3,000
queries of an account in a minute (contract, section 3). What all programs ask together is granted
by a `SharedBudget`; without one each asks its own part. Clock, chance and waiting are handed in.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from statusboard.domain.backoff import Backoff
from statusboard.newrelic.errors import error_of
from statusboard.newrelic.faults import FaultKind

# New Relic sets no limit of a minute. 2,000 entities and 600 figures take 110 requests, and twice
# as many in the first minute, in which the second round is spread.
PER_MINUTE = 220
IN_FLIGHT = 4
# Six programs that know nothing of each other stay within New Relic's 25 in flight, and ask no more
# together than one may that has the whole budget.
PROGRAMS = 6
OWN_PART = PER_MINUTE // PROGRAMS
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


@dataclass(frozen=True, slots=True)
class Grant:
    """What the shared budget says: the number of a request that may begin, or how long to wait.

    `number` None and no wait: the shared budget cannot be reached.
    """

    number: int | None = None
    wait_s: float = 0.0
    is_closed: bool = False


class SharedBudget(Protocol):
    """What all programs with one key may ask together. Nothing of it raises."""

    async def take(self, queries: Mapping[int, int]) -> Grant:
        """Whether a request may begin now that holds so many NRQL queries by account."""

    def give_back(self, number: int) -> None:
        """Notes that a request is over. Waits for nothing."""

    async def close(self, wait_s: float) -> None:
        """Lets nobody ask for so long."""


def backoff_s(attempt: int, chance: float, retry_after_s: float | None = None) -> float:
    """How long to wait after a failed try (the first is 0), in seconds.

    Full jitter over one second, doubled with every try; `chance` lies in [0, 1). A peer's own
    request to wait is honoured, with the jitter on top, so that desks do not return together.
    """
    return RETRY.wait_s(attempt + 1, chance=chance) + (retry_after_s or 0.0)


@dataclass(slots=True)
class Budget:
    """Seats for requests. One budget serves one key; every wait ends before its deadline.

    `shared` is asked for each request. While it cannot be reached, no more than this program's
    own part is asked for.
    """

    monotonic: Callable[[], float]
    chance: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    window: MinuteWindow = field(default_factory=MinuteWindow)
    in_flight: int = IN_FLIGHT
    shared: SharedBudget | None = None
    own_part: MinuteWindow = field(default_factory=lambda: MinuteWindow(OWN_PART))
    _seats: asyncio.Semaphore = field(init=False)
    _closed_until_s: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._seats = asyncio.Semaphore(self.in_flight)

    @asynccontextmanager
    async def seat(
        self, deadline_s: float, queries: Mapping[int, int] = MappingProxyType({})
    ) -> AsyncIterator[None]:
        """A seat for one request, waited for until `deadline_s` of the monotonic clock at most.

        `queries`: how many NRQL queries it holds, by account. Raises NewRelicUnavailable where
        none would be free by then.
        """
        await self._sit_down(deadline_s)
        number: int | None = None
        try:
            while (wait := self._wait())[0] > 0:
                await self.pause(wait[0], deadline_s=deadline_s, because=wait[1])
            if self.shared is not None:
                number = await self._granted(self.shared, queries, deadline_s)
            if self.monotonic() >= deadline_s:
                raise error_of(FaultKind.SILENT)
            self.window.take(self.monotonic())
            yield
        finally:
            self._seats.release()
            if number is not None and self.shared is not None:
                self.shared.give_back(number)

    async def _granted(
        self, shared: SharedBudget, queries: Mapping[int, int], deadline_s: float
    ) -> int | None:
        """The number of the request in the shared budget; None where that cannot be reached."""
        while True:
            said = await shared.take(queries)
            if said.number is not None:
                return said.number
            if said.wait_s <= 0:
                break
            because = FaultKind.THROTTLED if said.is_closed else FaultKind.OWN_BUDGET
            await self.pause(said.wait_s, deadline_s=deadline_s, because=because)
        while (wait_s := self.own_part.wait_s(self.monotonic())) > 0:
            await self.pause(wait_s, deadline_s=deadline_s, because=FaultKind.OWN_BUDGET)
        self.own_part.take(self.monotonic())
        return None

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

        A throttled request closes the budget for all until New Relic's own time is over, in other
        programs, too.
        """
        if because is FaultKind.THROTTLED and retry_after_s:
            self._closed_until_s = max(self._closed_until_s, self.monotonic() + retry_after_s)
            if self.shared is not None:
                await self.shared.close(retry_after_s)
        if not because.is_passing or attempt + 1 >= TRIES:
            raise error_of(because, retry_after_s=retry_after_s)
        wait_s = backoff_s(attempt, self.chance(), retry_after_s)
        await self.pause(wait_s, deadline_s=deadline_s, because=because)
