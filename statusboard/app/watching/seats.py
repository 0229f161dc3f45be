"""A semaphore over all questions under way, and one per host.

Questions share one processor. Each costs it about half a millisecond, so many at once would wait
for each other and their waiting would be recorded as the service's. A question that has waited
for its answer for a while costs nothing any more: it lends its seat to the next one, so that a
dozen dead services cannot hold up the living.
"""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SEATS = 8
SEATS_PER_HOST = 2
LEND_AFTER_S = 0.25
# Beyond this even waiting ones cost: each holds a socket, and its deadline comes all at once.
MOST_IN_FLIGHT = 256
# A question and its answer take this long where nobody complains about slowness.
USUAL_S = 0.16
MOST_SEATS = 64


def seats_for(questions_per_s: float) -> int:
    """Seats enough for a load of usual answers: 8 up to 50 questions a second, 32 at 200."""
    return max(SEATS, min(MOST_SEATS, math.ceil(questions_per_s * USUAL_S)))


class Counter:
    """Lets `most` in at once; the others wait in the order they came."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def is_unused(self) -> bool:
        """Whether nobody is in and nobody waits."""
        return not self.taken and not self._waiting

    async def take(self) -> None:
        """Returns when there is room."""
        if self.taken < self.most and not self._waiting:
            self.taken += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back()
            elif turn in self._waiting:
                self._waiting.remove(turn)
            raise

    def give_back(self) -> None:
        """Leaves; whoever waits longest comes in."""
        self.taken -= 1
        self.admit()

    def admit(self) -> None:
        """Lets in who has room, also after `most` was raised."""
        while self._waiting and self.taken < self.most:
            turn = self._waiting.popleft()
            if not turn.done():
                self.taken += 1
                turn.set_result(None)


class Seats:
    """The seats of one process. `most` may be changed at any time."""

    def __init__(
        self,
        most: int = SEATS,
        *,
        per_host: int = SEATS_PER_HOST,
        in_flight: int = MOST_IN_FLIGHT,
        lend_after_s: float = LEND_AFTER_S,
    ) -> None:
        self._working = Counter(most)
        self._in_flight = Counter(in_flight)
        self._per_host = per_host
        self._lend_after_s = lend_after_s
        self._hosts: dict[str, Counter] = {}

    @property
    def most(self) -> int:
        """How many questions may be worked on at once."""
        return self._working.most

    @most.setter
    def most(self, seats: int) -> None:
        self._working.most = seats
        self._working.admit()

    @asynccontextmanager
    async def taken(self, host: str | None) -> AsyncIterator[None]:
        """A seat for one question; first one at its host, so that nobody waits in a seat."""
        async with self._at(host), _inside(self._in_flight):
            await self._working.take()
            lent = False

            def lend() -> None:
                nonlocal lent
                lent = True
                self._working.give_back()

            timer = asyncio.get_running_loop().call_later(self._lend_after_s, lend)
            try:
                yield
            finally:
                timer.cancel()
                if not lent:
                    self._working.give_back()

    @asynccontextmanager
    async def _at(self, host: str | None) -> AsyncIterator[None]:
        if host is None:
            yield
            return
        counter = self._hosts.setdefault(host, Counter(self._per_host))
        try:
            async with _inside(counter):
                yield
        finally:
            if counter.is_unused:
                self._hosts.pop(host, None)


@asynccontextmanager
async def _inside(counter: Counter) -> AsyncIterator[None]:
    await counter.take()
    try:
        yield
    finally:
        counter.give_back()
