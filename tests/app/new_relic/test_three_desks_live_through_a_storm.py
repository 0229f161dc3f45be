"""Three desks with one key while New Relic throttles: few requests, nothing invented, all back."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.new_relic.program import standing_in
from statusboard.domain.result import Outcome, Reason
from statusboard.newrelic.budget import IN_FLIGHT
from statusboard.newrelic.key import Key
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work, connect

pytestmark = pytest.mark.anyio
DESKS, ENTITIES = 3, 50
REQUESTS = DESKS * 2  # of a round: 25 entities each


@pytest.fixture
async def desks(tmp_path: Path, _migrated_file: Path) -> AsyncIterator[list[Bench]]:
    async with AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(standing_in())
        apm = (guid for guid, one in stand_in.world.entities.items() if one["domain"] == "APM")
        guids = [next(apm) for _ in range(ENTITIES)]
        for guid in guids:
            stand_in.world.entities[guid] |= {"alertSeverity": "NOT_ALERTING", "reporting": True}
        made = []
        for number in range(DESKS):
            file = tmp_path / f"{number}.db"
            shutil.copyfile(_migrated_file, file)
            database = stack.enter_context(closing(Database.open(file)))
            keys = NewRelicKey(SecretPlace(tmp_path / f"keys{number}", is_demo=True))
            keys.write(Key(DEMO_KEY), allow_file=True)
            clock = ManualClock()
            feed = NewRelicFeed(database, clock, keys, loopback_only=True, chance=lambda: 0.0)
            bench = Bench(database, clock, keys, feed, stand_in, stack)
            bench.tick()
            with bench.write() as unit:
                connect(unit, stand_in.url)
                add_checks(unit, *guids)
            made.append(bench)
        yield made


async def test_a_storm_is_waited_out_and_over_for_all_at_once(desks: list[Bench]) -> None:
    world = desks[0].stand_in.world
    world.faults.active.append(ActiveFault(FaultName.THROTTLE, retry_after="300"))

    async def round_of_all(later: float) -> tuple[set[tuple[Outcome, Reason]], int]:
        """What all are told, and how many requests that took."""
        before = len(world.asked)
        told = set()
        for bench in desks:
            answers = (await bench.round(ENTITIES, later=later)).values()
            told |= {(one.answer.outcome, one.answer.reason) for one in answers}
        return told, len(world.asked) - before

    async with AsyncExitStack() as stack:
        unknown = {(Outcome.UNKNOWN, Reason.SOURCE_UNAVAILABLE)}
        for bench in desks:
            bench.brought.clear()
            await stack.enter_async_context(at_work(bench))
            await bench.until(ENTITIES)
        assert 0 < len(world.asked) <= REQUESTS
        # A minute later the time that New Relic named is not over: it is not asked at all.
        assert await round_of_all(66) == (unknown, 0)
        world.faults.active.clear()
        assert await round_of_all(240) == ({(Outcome.UP, Reason.OK)}, REQUESTS)
    assert world.peak <= DESKS * IN_FLIGHT
    for bench in desks:
        assert (source := bench.source()) is not None
        assert not source.problem
