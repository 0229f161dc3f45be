"""The past of entities that are watched: read once, gone on with, and never a state of ours."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from statusboard.app.doorway import Doorway
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.history_commands import HISTORY, backfill
from statusboard.app.new_relic.history_reading import FAILED_S, REST_S, HistoryReader
from statusboard.app.new_relic.shared_budget import Urgency
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.domain.access import person
from statusboard.domain.changes import Changes
from statusboard.domain.instants import to_us
from statusboard.domain.views.new_relic_history import Backfill, HistoryProgress
from statusboard.newrelic.history import DAY_S, HOUR_S
from statusboard.storage import new_relic_history as history
from tests.fixtures.new_relic_feed import Bench, add_checks

pytestmark = pytest.mark.anyio
ADA = person("Ada")
SERVICE, MONITOR = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]


class Reading:
    """A reader of the past over a desk that watches entities."""

    def __init__(self, bench: Bench, executor: ThreadPoolExecutor) -> None:
        self.bench, self.executor = bench, executor
        self.door = Doorway(bench.database, bench.clock)
        self.heard: list[Changes] = []
        self.begin()

    def begin(self) -> None:
        """Another program that knows nothing of the one before."""
        calls = NewRelicCalls(
            *(self.door, self.bench.keys, self.executor), loopback_only=True, chance=lambda: 0.0
        )
        clients = calls.clients_for(Urgency.HISTORY)
        self.loop = HistoryReader(self.door, self.door, self.executor, self.heard.append, clients)

    async def steps(self, most: int = 100) -> int:
        """Looks until there is nothing left; how often it looked."""
        for number in range(1, most + 1):
            if await self.loop.look() == REST_S:
                return number
        return most

    @property
    def progress(self) -> HistoryProgress:
        return self.door.ask(HISTORY, None)

    def buckets(self, width_s: int, label: str = "Response time") -> list[tuple[int, float]]:
        with self.bench.database.reading(self.bench.clock.now()) as unit:
            now_s = to_us(self.bench.clock.now()) // 1_000_000
            guids = {SERVICE, MONITOR}
            found = history.read_buckets(unit, guids, width_s=width_s, begin_s=0, end_s=now_s)
        return [one for figure, own in found.items() if figure.label == label for one in own]


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def reading(bench: Bench, executor: ThreadPoolExecutor) -> Reading:
    return Reading(bench, executor)


def watch(bench: Bench, *guids: str) -> None:
    with bench.write() as unit:
        add_checks(unit, *guids)


async def test_hours_and_days_are_read_and_where_it_began_is_told(
    bench: Bench, reading: Reading
) -> None:
    watch(bench, MONITOR)
    assert reading.progress == HistoryProgress()
    await reading.steps()
    now = reading.progress
    assert (now.figures, now.steps, now.done, now.problem) == (1, 8, 8, "")
    hours, days = reading.buckets(HOUR_S), reading.buckets(DAY_S)
    assert len(hours) > 89 * 24
    assert len(days) == 395
    assert all(200 < value < 400 for _, value in hours)
    [(label, since)] = now.reaches
    assert label == "Response time"
    assert 394 <= (bench.clock.now() - since).days <= 396
    assert reading.heard
    # Nothing of it is an answer of a check, and no state follows from it.
    with bench.database.reading(bench.clock.now()) as unit:
        for table in ("recent", "span", "transition", "check_state"):
            assert not unit.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()


async def test_every_golden_figure_of_an_entity_is_read_and_what_has_none_is_not_asked_again(
    bench: Bench, reading: Reading
) -> None:
    watch(bench, SERVICE, WELL_KNOWN["Shop"])
    await reading.steps()
    assert reading.progress.figures == 3
    assert {label for label, _ in reading.progress.reaches} == {
        *("Response time", "Error rate", "Throughput"),
    }
    asked = len(bench.stand_in.world.asked)
    assert await reading.steps() == 1
    assert len(bench.stand_in.world.asked) == asked


async def test_a_program_that_was_killed_is_gone_on_with_and_nothing_is_read_twice(
    bench: Bench, reading: Reading
) -> None:
    watch(bench, MONITOR)
    assert await reading.steps(4) == 4
    before = reading.progress.done
    assert 0 < before < 8
    reading.begin()
    await reading.steps()
    queries = [one for one in bench.stand_in.world.queries if "TIMESERIES" in one]
    assert len(queries) == len(set(queries)) == 8


async def test_on_demand_all_is_read_anew_and_stands_once(bench: Bench, reading: Reading) -> None:
    watch(bench, MONITOR)
    await reading.steps()
    before = reading.buckets(DAY_S)
    reading.door.do(backfill, Backfill(), ADA)
    assert reading.progress.done == 0
    assert reading.buckets(DAY_S) == before
    await reading.steps()
    assert reading.buckets(DAY_S) == before


async def test_what_came_since_is_read_some_hours_later(bench: Bench, reading: Reading) -> None:
    watch(bench, MONITOR)
    await reading.steps()
    before = reading.buckets(HOUR_S)
    bench.tick(7 * 3600)
    await reading.steps()
    assert reading.buckets(HOUR_S)[: len(before)] == before
    assert len(reading.buckets(HOUR_S)) == len(before) + 7


async def test_a_connection_that_is_away_costs_nothing_of_what_is_read(
    bench: Bench, reading: Reading
) -> None:
    watch(bench, MONITOR)
    await reading.steps(2)
    before = reading.progress
    point_at(bench, "http://127.0.0.1:9/graphql")
    assert await reading.loop.look() == FAILED_S
    assert reading.progress == before
    point_at(bench, bench.stand_in.url)
    bench.tick(FAILED_S)
    await reading.steps()
    assert reading.progress.done == 8


async def test_a_figure_that_new_relic_refuses_is_said_and_passed_over(
    bench: Bench, reading: Reading
) -> None:
    watch(bench, MONITOR)
    await reading.steps(1)
    with bench.write() as unit:
        unit.connection.execute(
            text("UPDATE new_relic_history SET query = 'FROM Nowhere SELECT x(1)'")
        )
    await reading.steps()
    assert "finds a mistake" in reading.progress.problem
    assert reading.progress.done == 8
    assert reading.buckets(DAY_S) == []


def point_at(bench: Bench, url: str) -> None:
    with bench.write() as unit:
        unit.connection.execute(text("UPDATE new_relic_connection SET url = :url"), {"url": url})
