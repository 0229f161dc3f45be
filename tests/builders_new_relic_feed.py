"""A New Relic feed at work between a stand-in, a real database and a clock of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from statusboard.app.keys.choose import KeyPlace
from statusboard.app.new_relic import commands as verbs
from statusboard.app.new_relic.feed import KIND, NewRelicFeed
from statusboard.demo.new_relic.program import StandIn
from statusboard.domain.instants import to_us
from statusboard.domain.result import CheckResult
from statusboard.storage import sources
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.unit import Unit
from tests.builders_history import COLLECTOR
from tests.builders_new_relic import FakeClock


@dataclass
class Bench:
    """A feed at work: rounds pass when the test says so, and what they brought is kept."""

    database: Database
    clock: FakeClock
    keys: KeyPlace
    feed: NewRelicFeed
    stand_in: StandIn
    stack: AsyncExitStack
    brought: list[CheckResult] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    skew_s: float = 0.0

    def tick(self, seconds: float = 0.0) -> None:
        """Time passes, for New Relic as well."""
        self.clock.seconds += seconds
        now_ms = to_us(self.clock.now()) // 1000
        self.stand_in.world.clock_ms = now_ms + round(self.skew_s * 1000)

    def write(self) -> "Writing":
        return Writing(self)

    def deliver(self, result: CheckResult) -> None:
        self.brought.append(result)
        self.came.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.brought) < count:
                self.came.clear()
                await self.came.wait()

    async def round(self, count: int, *, later: float = 0.0) -> dict[int, CheckResult]:
        """The answers of the next round, by check."""
        self.brought.clear()
        self.tick(later)
        self.feed.reload()
        await self.until(count)
        return {result.check_id: result for result in self.brought}

    def source(self) -> sources.Source | None:
        with self.database.reading(self.clock.now()) as unit:
            found = sources.read_sources(unit)
        return next((one for one in found if one.name == "New Relic"), None)

    @property
    def asked(self) -> list[int]:
        return [one.guids for one in self.stand_in.world.asked]


@dataclass
class Writing:
    bench: Bench

    def __enter__(self) -> Unit:
        self.held = self.bench.database.writing(self.bench.clock.now(), COLLECTOR)
        return self.held.__enter__()

    def __exit__(self, *given: object) -> None:
        self.held.__exit__(*given)  # type: ignore[arg-type]


def add_checks(unit: Unit, *guids: str, enabled: bool = True, interval_s: int = 60) -> list[int]:
    component = add_component(unit, name=f"Service of {len(guids)}")
    return [
        add_check(
            unit,
            component_id=component.id,
            kind=KIND,
            config={"guid": guid},
            interval=timedelta(seconds=interval_s),
            enabled=enabled,
        ).id
        for guid in guids
    ]


def connect(unit: Unit, url: str) -> None:
    given = verbs.RememberNewRelic("", url, "Sample desk", (), "file")
    verbs.remember_new_relic.run(unit, given)


@asynccontextmanager
async def at_work(bench: Bench) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(bench.feed.run(bench.deliver, stop))
        try:
            yield
        finally:
            stop.set()
