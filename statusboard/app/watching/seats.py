"""A semaphore over all questions under way, and one per host.

Questions share one processor. Each costs it about half a millisecond, so many at once would wait
for each other and their waiting would be recorded as the service's. A question that has waited
for its answer for a while costs nothing any more: it lends its seat to the next one, so that a
dozen dead services cannot hold up the living. The same at its host: one that answers is asked by
two at a time, and one that does not by as many as its checks need to be asked on time.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, WouldBlock

SEATS = 8
SEATS_PER_HOST = 2
LEND_AFTER_S = 0.25
# Beyond this even waiting ones cost: each holds a socket, and its deadline comes all at once.
FEWEST_IN_FLIGHT, MOST_IN_FLIGHT = 256, 2_048
# A question and its answer take this long where nobody complains about slowness.
USUAL_S = 0.16
MOST_SEATS = 64
# A host that does not answer is asked by so many at once: more than this is an attack on it.
FEWEST_AT_HOST, MOST_AT_HOST = 16, 128
# When nothing answers any more each check is asked a second time within its interval.
ROUNDS = 2


def seats_for(questions_per_s: float) -> int:
    """Seats enough for a load of usual answers: 8 up to 50 questions a second, 32 at 200."""
    return max(SEATS, min(MOST_SEATS, math.ceil(questions_per_s * USUAL_S)))


def seats_at_host_for(waiting: float) -> int:
    """Seats at one host that does not answer.

    `waiting`: deadline / interval of its checks, summed: so many wait there at any time.
    """
    return max(FEWEST_AT_HOST, min(MOST_AT_HOST, math.ceil(ROUNDS * waiting)))


def in_flight_for(waiting: float) -> int:
    """How many questions may be under way when nothing answers any more; `waiting` as above."""
    return max(FEWEST_IN_FLIGHT, min(MOST_IN_FLIGHT, math.ceil(ROUNDS * waiting)))


class Seats:
    """The seats of one process. `most` may be changed at any time."""

    def __init__(
        self,
        most: int = SEATS,
        *,
        per_host: int = SEATS_PER_HOST,
        in_flight: int = FEWEST_IN_FLIGHT,
        lend_after_s: float = LEND_AFTER_S,
    ) -> None:
        self._working = CapacityLimiter(most)
        self._in_flight = CapacityLimiter(in_flight)
        self._per_host = per_host
        self._lend_after_s = lend_after_s
        self._hosts: dict[str, CapacityLimiter] = {}
        self._at_host: Mapping[str, int] = {}

    @property
    def most(self) -> int:
        """How many questions may be worked on at once."""
        return int(self._working.total_tokens)

    @most.setter
    def most(self, seats: int) -> None:
        self._working.total_tokens = seats

    def make_room(self, waiting: Mapping[str, float]) -> None:
        """Fits the seats to a load: for each host deadline / interval of its checks, summed."""
        self._at_host = {host: seats_at_host_for(load) for host, load in waiting.items()}
        self._in_flight.total_tokens = in_flight_for(sum(waiting.values()))

    @asynccontextmanager
    async def taken(self, host: str | None) -> AsyncIterator[None]:
        """A seat for one question; first one at its host, so that nobody waits in a seat."""
        question = object()
        async with self._at(host, question), _Inside(self._in_flight, question):
            await _take(self._working, question)
            lent = False

            def lend() -> None:
                nonlocal lent
                lent = True
                self._working.release_on_behalf_of(question)

            timer = asyncio.get_running_loop().call_later(self._lend_after_s, lend)
            try:
                yield
            finally:
                timer.cancel()
                if not lent:
                    self._working.release_on_behalf_of(question)

    @asynccontextmanager
    async def _at(self, host: str | None, question: object) -> AsyncIterator[None]:
        if host is None:
            yield
            return
        limiter = self._hosts.setdefault(host, CapacityLimiter(self._per_host))
        try:
            async with _Inside(limiter, question):
                lent = False

                def lend() -> None:
                    nonlocal lent
                    if limiter.total_tokens < self._at_host.get(host, FEWEST_AT_HOST):
                        lent = True
                        limiter.total_tokens += 1

                timer = asyncio.get_running_loop().call_later(self._lend_after_s, lend)
                try:
                    yield
                finally:
                    timer.cancel()
                    if lent:
                        limiter.total_tokens -= 1
        finally:
            # Whoever waits is let in by whoever leaves: with nobody in, nobody waits either.
            if not limiter.borrowed_tokens:
                self._hosts.pop(host, None)


async def _take(limiter: CapacityLimiter, question: object) -> None:
    """Takes a seat, at once where one is free and nobody waits: most of the time it is.

    anyio's own way lets everybody else have a turn first, which is most of what a seat costs.
    """
    try:
        limiter.acquire_on_behalf_of_nowait(question)
    except WouldBlock:
        await limiter.acquire_on_behalf_of(question)


class _Inside:
    """A seat for as long as one is inside; a class, for a generator costs three times as much."""

    __slots__ = ("_limiter", "_question")

    def __init__(self, limiter: CapacityLimiter, question: object) -> None:
        self._limiter = limiter
        self._question = question

    async def __aenter__(self) -> None:
        await _take(self._limiter, self._question)

    async def __aexit__(self, *_: object) -> None:
        self._limiter.release_on_behalf_of(self._question)
