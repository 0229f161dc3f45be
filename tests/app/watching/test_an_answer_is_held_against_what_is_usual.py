"""Slow is said against how long a check usually takes, which the roll-ups of a week know."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.app.watching.usual_times import LEAST_ANSWERS, UsualTimes
from statusboard.domain.check import Check
from statusboard.domain.instants import HOUR_US
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from statusboard.storage.database import Database
from statusboard.storage.history import rollups
from statusboard.storage.history.packing import Tally, pack_body
from statusboard.storage.tables import ROLLUP_HOUR
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR, NOON_US
from tests.fixtures.web import Asked, answer, ask, serving

pytestmark = pytest.mark.anyio


async def at_once(work: Callable[[], int | None]) -> int | None:
    return work()


def rolled_up(database: Database, check_id: int, took_ms: int, *, count: int, hours: int) -> None:
    """So many answers an hour, of the hours before noon."""
    body = pack_body(Answer(Outcome.UP, Reason.OK, response_us=took_ms * 1_000))
    with database.writing(ManualClock(NOON_US).now(), COLLECTOR) as unit:
        for ago in range(hours):
            tally = Tally().add([body] * count)
            hour = NOON_US // HOUR_US - 1 - ago
            rollups.add_tallies(unit, ROLLUP_HOUR, hour, {check_id: tally})


async def test_the_median_of_a_week_is_usual(database: Database) -> None:
    rolled_up(database, 1, 40, count=50, hours=3)
    usual = UsualTimes(database, ManualClock(NOON_US), at_once)
    assert usual.of(1) is None  # nobody has looked yet
    await usual.look()
    found_us = usual.of(1)
    assert found_us is not None
    assert 40_000 <= found_us <= 50_400  # the steps of the roll-ups are a quarter


async def test_of_few_answers_or_old_ones_nothing_is_usual(database: Database) -> None:
    rolled_up(database, 1, 40, count=LEAST_ANSWERS - 1, hours=1)
    usual = UsualTimes(database, ManualClock(NOON_US), at_once)
    later = UsualTimes(database, ManualClock(NOON_US + 8 * 24 * HOUR_US), at_once)
    rolled_up(database, 2, 40, count=50, hours=1)
    for known, check_id in ((usual, 1), (later, 2)):
        known.of(check_id)
        await known.look()
        assert known.of(check_id) is None


async def test_it_is_read_anew_every_hour_and_of_nobody_else(database: Database) -> None:
    clock = ManualClock(NOON_US)
    asked: list[int | None] = []

    async def counted(work: Callable[[], int | None]) -> int | None:
        asked.append(work())
        return asked[-1]

    rolled_up(database, 1, 40, count=50, hours=1)
    rolled_up(database, 2, 40, count=50, hours=1)
    usual = UsualTimes(database, clock, counted)
    for _ in range(3):
        usual.of(1)
        await usual.look()
    assert len(asked) == 1
    clock.forward(timedelta(hours=1))
    usual.of(1)
    await usual.look()
    assert len(asked) == 2


@asynccontextmanager
async def slow_site() -> AsyncIterator[str]:
    async def slowly(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.06)
        writer.write(answer())

    async with serving(slowly) as site:
        yield site.url()


async def test_a_check_takes_the_usual_time_from_where_the_runner_knows_it() -> None:
    told: list[int] = []

    def usual(check_id: int) -> int:
        told.append(check_id)
        return 10_000

    connections = Connections()
    kinds = {"http": DECLARATION}
    runner = Runner(kinds, connections, ManualClock(NOON_US), Seats(), usual=usual)
    async with slow_site() as url:
        compared = Check(1, 1, "http", {"url": url, "degraded_unless": "time < 3 x usual"})
        got = (await runner.ask(compared)).answer
        other = (await runner.ask(Check(2, 1, "http", {"url": url}))).answer
    await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DEGRADED, Reason.SLOW)
    assert got.detail.startswith("expected time < 3 x usual, took ")
    assert got.detail.endswith(" where 10 ms is usual")
    assert other.outcome is Outcome.UP
    assert told == [1]


async def test_what_is_not_known_yet_is_held_against_nothing() -> None:
    async with slow_site() as url:
        unknown = await ask(url, degraded_unless="time < 3x usual")
        usual = await ask(url, degraded_unless="time < 3x usual", usual_us=5_000_000)
    assert unknown.outcome is Outcome.UP
    assert usual.outcome is Outcome.UP
