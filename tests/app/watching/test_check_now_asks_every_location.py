"""A person asks now at home: the collectors at other locations hear it, and ask too."""

import asyncio
from datetime import timedelta

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.collector import Collector
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.probes.web.connections import Connections
from statusboard.storage.change_log import changes_after, newest_change
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.history import location_states, results
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio
CLOCK = SystemClock()
LIMIT_S = 60.0


class Door:
    """A server that counts how often it is asked."""

    def __init__(self) -> None:
        self.count = 0
        self.asked = asyncio.Event()

    async def __call__(self, _asked: Asked, writer: asyncio.StreamWriter) -> None:
        self.count += 1
        self.asked.set()
        writer.write(answer())

    async def until(self, count: int) -> None:
        async with asyncio.timeout(LIMIT_S):
            while self.count < count:
                self.asked.clear()
                await self.asked.wait()


def add(database: Database, url: str, *locations: str) -> int:
    with database.writing(CLOCK.now(), COLLECTOR) as unit:
        component = add_component(unit, name=f"Shop at {locations}")
        check = add_check(
            unit,
            component_id=component.id,
            kind="http",
            config={"url": url},
            interval=timedelta(hours=1),
            locations=locations,
        )
    return check.id


async def running(group: asyncio.TaskGroup, collector: Collector, stop: asyncio.Event) -> None:
    group.create_task(collector.run(stop=stop, announce=lambda _changes: None))
    async with asyncio.timeout(LIMIT_S):
        await collector.loaded.wait()


async def test_what_is_asked_elsewhere_too_is_asked_there_at_once(database: Database) -> None:
    door = Door()
    async with serving(door) as site:
        here_too = add(database, site.url(), "home", "fra")
        stop = asyncio.Event()
        clock = ManualClock(CLOCK.now())  # no check comes due by itself
        at_home = Collector(database, clock, Connections(), hear_s=0.02)
        at_fra = Collector(database, clock, Connections(), hear_s=0.02, location="fra")
        async with asyncio.TaskGroup() as group:
            await running(group, at_home, stop)
            await running(group, at_fra, stop)
            await at_home.check_now([here_too])
            await door.until(2)
            async with asyncio.timeout(LIMIT_S):
                await at_fra.watching.wait()  # its answer is written down
            stop.set()
    with database.reading(CLOCK.now()) as unit:
        numbers = [one.number for one in location_states.read_series(unit)]
        assert all(results.read_last(unit, number, 1) for number in numbers)
        assert len(numbers) == 2


async def test_what_home_does_not_ask_is_called_for_and_not_refused(database: Database) -> None:
    only_there = add(database, "http://127.0.0.1:1/", "fra")
    stop = asyncio.Event()
    at_home = Collector(database, CLOCK, Connections(), hear_s=0.02)
    async with asyncio.TaskGroup() as group:
        await running(group, at_home, stop)
        with database.reading(CLOCK.now()) as unit:
            mark = newest_change(unit)
        await at_home.check_now([only_there])
        with pytest.raises(RuleBroken, match="not being watched"):
            await at_home.check_now([only_there + 1])
        with database.reading(CLOCK.now()) as unit:
            _, told = changes_after(unit, mark)
        stop.set()
    assert told == Changes.of(Topic.ASKED_NOW, components=told.component_ids)
    assert len(told.component_ids) == 1
