"""A semaphore over all questions under way, and one per host.

Questions share one processor. Each costs it about half a millisecond, so many at once would wait
for each other and their waiting would be recorded as the service's. A question that has waited
for its answer for a while costs nothing any more: it lends its seat to the next one, so that a
dozen dead services cannot hold up the living. The same at its host: one that answers is asked by
two at a time, and one that does not by as many as its checks need to be asked on time.
"""

import asyncio
import math
from collections.abc import Callable, Iterator, Mapping

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
# The seats of so many hosts are kept: to make them anew for each question costs more than to sit.
MOST_HOSTS = 4_096
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
        self.working = CapacityLimiter(most)
        self.in_flight = CapacityLimiter(in_flight)
        self.lend_after_s = lend_after_s
        self._per_host = per_host
        self._hosts: dict[str, CapacityLimiter] = {}
        self._at_host: Mapping[str, int] = {}

    @property
    def most(self) -> int:
        """How many questions may be worked on at once."""
        return int(self.working.total_tokens)

    @most.setter
    def most(self, seats: int) -> None:
        self.working.total_tokens = seats

    def make_room(self, waiting: Mapping[str, float]) -> None:
        """Fits the seats to a load: for each host deadline / interval of its checks, summed."""
        self._at_host = {host: seats_at_host_for(load) for host, load in waiting.items()}
        self.in_flight.total_tokens = in_flight_for(sum(waiting.values()))

    def limiter_at(self, host: str) -> CapacityLimiter:
        """The seats at one host."""
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = CapacityLimiter(self._per_host)
        return known

    def most_at(self, host: str) -> int:
        """How many seats there may be at a host that does not answer."""
        return self._at_host.get(host, FEWEST_AT_HOST)

    def leave_host(self, host: str, limiter: CapacityLimiter) -> None:
        """Forgets the seats at a host where nobody is, where there are too many hosts to keep.

        Whoever waits is let in by whoever leaves: with nobody in, nobody waits either.
        """
        if len(self._hosts) <= MOST_HOSTS or limiter.borrowed_tokens:
            return
        if self._hosts.get(host) is limiter:
            del self._hosts[host]

    def taken(self, host: str | None) -> "Seat":
        """A seat for one question; first one at its host, so that nobody waits in a seat.

        Taken with `async with`, or by its methods where waiting for it has a deadline of its own.
        """
        return Seat(self, host)


class Seat:
    """The seat of one question; a class, for what generators do here costs three times as much."""

    __slots__ = ("_at_host", "_host", "_is_lent", "_is_lent_at_host", "_seats", "_taken", "_timers")

    def __init__(self, seats: Seats, host: str | None) -> None:
        self._seats = seats
        self._host = host
        self._at_host: CapacityLimiter | None = None
        self._taken: list[CapacityLimiter] = []
        self._timers: list[asyncio.TimerHandle] = []
        self._is_lent = self._is_lent_at_host = False

    def take_at_once(self) -> bool:
        """Takes it where it is free and nobody waits, and answers whether it did.

        Most of the time it is, and anyio's own way lets everybody else have a turn first.
        """
        try:
            for limiter in self._all():
                limiter.acquire_on_behalf_of_nowait(self)
                self._taken.append(limiter)
        except WouldBlock:
            self.leave()
            return False
        self._lend_later(self._lend_everything)
        return True

    async def take(self) -> None:
        """Takes it as soon as it is free."""
        if self.take_at_once():
            return
        try:
            for limiter in self._all():
                try:
                    limiter.acquire_on_behalf_of_nowait(self)
                except WouldBlock:
                    await limiter.acquire_on_behalf_of(self)
                self._taken.append(limiter)
                if limiter is self._at_host:
                    self._lend_later(self._lend_at_host)
        except BaseException:
            self.leave()
            raise
        self._lend_later(self._lend)

    def leave(self) -> None:
        """Gives it back."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        seats = self._seats
        while self._taken:
            limiter = self._taken.pop()
            if limiter is not seats.working or not self._is_lent:
                limiter.release_on_behalf_of(self)
        if self._at_host is not None:
            if self._is_lent_at_host:
                self._at_host.total_tokens -= 1
            seats.leave_host(self._host or "", self._at_host)
        self._at_host = None
        self._is_lent = self._is_lent_at_host = False

    async def __aenter__(self) -> None:
        await self.take()

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    def _all(self) -> Iterator[CapacityLimiter]:
        """What has to be free, in the order in which it is taken."""
        if self._host is not None:
            self._at_host = self._seats.limiter_at(self._host)
            yield self._at_host
        yield self._seats.in_flight
        yield self._seats.working

    def _lend_later(self, lend: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self._timers.append(loop.call_later(self._seats.lend_after_s, lend))

    def _lend_everything(self) -> None:
        self._lend_at_host()
        self._lend()

    def _lend(self) -> None:
        self._is_lent = True
        self._seats.working.release_on_behalf_of(self)

    def _lend_at_host(self) -> None:
        limiter, host = self._at_host, self._host
        if limiter is not None and limiter.total_tokens < self._seats.most_at(host or ""):
            self._is_lent_at_host = True
            limiter.total_tokens += 1
