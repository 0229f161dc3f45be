"""Two desks on one server: what one writes the other hears by the doorbell, not by looking."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.clock import SystemClock
from statusboard.domain.changes import Changes, Topic
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database
from tests.fixtures.history import COLLECTOR

# Far longer than the test may take: who only looks now and then hears nothing in it.
NEVER_S = 3_600.0


@pytest.mark.anyio
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_nobody_waits_for_the_next_look(database: Database) -> None:
    clock, stop = SystemClock(), asyncio.Event()
    heard: asyncio.Queue[Changes] = asyncio.Queue()

    def write(topic: Topic) -> None:
        with database.writing(clock.now(), COLLECTOR) as unit:
            log_changes(unit, Changes.of(topic))

    with ThreadPoolExecutor(1) as executor:
        feed = ChangeFeed(database, clock, executor, every_s=NEVER_S)
        await asyncio.to_thread(feed.mark)
        running = asyncio.ensure_future(feed.run(stop, heard.put_nowait))
        async with asyncio.timeout(30):
            for topic in (Topic.NOTICES, Topic.STATES, Topic.SETTINGS):
                await asyncio.to_thread(write, topic)
                assert await heard.get() == Changes.of(topic)
            stop.set()
            await running
