"""A running collector writes what a person sets at once, and ends it at its instant."""

import asyncio
from datetime import timedelta

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.services.override_commands import set_state
from statusboard.app.services.override_inputs import SetState
from statusboard.app.watching.collector import Collector
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.domain.status import ComponentStatus
from statusboard.probes.web.connections import Connections
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from tests.fixtures.history import write_service
from tests.fixtures.speaking import person

pytestmark = pytest.mark.anyio

LIMIT_S = 60.0
# The collector looks by turns a minute apart: what comes sooner was heard, or awaited.
AT_MOST_S = 15.0
MAJOR = ComponentStatus.MAJOR_OUTAGE


class Turned:
    """Hears when the states of services changed."""

    def __init__(self) -> None:
        self._news = asyncio.Event()

    def __call__(self, changes: Changes) -> None:
        if Topic.STATES in changes.topics:
            self._news.set()

    async def next(self) -> None:
        async with asyncio.timeout(LIMIT_S):
            await self._news.wait()
        self._news.clear()


async def test_it_is_shown_at_once_and_ends_to_the_microsecond(database: Database) -> None:
    clock = SystemClock()
    component, _ = write_service(database, checks=0)
    turned, stop = Turned(), asyncio.Event()
    collector = Collector(database, clock, Connections(), hear_s=0.2)
    running = asyncio.create_task(collector.run(stop=stop, announce=turned))
    try:
        async with asyncio.timeout(LIMIT_S):
            await collector.loaded.wait()
        begun_at = clock.now()
        until = begun_at + timedelta(seconds=2.25)
        given = SetState(component.id, MAJOR, "The supplier called", until)
        doorway = Doorway(database, clock)
        await asyncio.to_thread(doorway.do, set_state, given, person("Ada"))
        await turned.next()
        assert (clock.now() - begun_at).total_seconds() < AT_MOST_S
        await turned.next()
        late_s = (clock.now() - until).total_seconds()
    finally:
        stop.set()
        await running
    with database.reading(clock.now()) as unit:
        (span,) = spans.read_spans(unit, component_ids=[component.id])
    assert (span.status, span.stop_us) == (MAJOR, to_us(until))
    assert 0 <= late_s < AT_MOST_S
