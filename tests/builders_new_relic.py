"""What the New Relic tests stand on: a fake clock, a running stand-in, clients of it."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from statusboard.demo.new_relic.program import StandIn
from statusboard.newrelic.budget import Budget
from statusboard.newrelic.client import Connection, NerdGraph
from statusboard.newrelic.key import Key

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Time that passes only when somebody waits, or says so."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


@dataclass
class RealClock:
    """The machine's clocks, for loops that wait for real."""

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC)


def fake_budget(clock: FakeClock, chance: Callable[[], float] = lambda: 0.5) -> Budget:
    wait: Callable[[float], Awaitable[None]] = clock.sleep
    return Budget(clock.monotonic, chance, sleep=wait)


def real_budget() -> Budget:
    return Budget(time.monotonic, random.random)


@asynccontextmanager
async def client_of(
    stand_in: StandIn,
    *,
    key: str | None = None,
    budget: Budget | None = None,
    timeout_s: float = 60.0,
) -> AsyncIterator[NerdGraph]:
    """A client of the stand-in; waits of its back-off pass at once unless a budget is given."""
    connection = Connection(stand_in.url, Key(key or stand_in.key))
    client = NerdGraph(
        connection,
        budget=budget or fake_budget(FakeClock()),
        loopback_only=True,
        timeout_s=timeout_s,
    )
    try:
        yield client
    finally:
        await client.aclose()
