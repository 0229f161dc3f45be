"""The row that says we are blind is true: written again until it is there, and once per turn."""

import asyncio
from collections.abc import Callable

import pytest

from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.connectivity_row import (
    ConnectivityRow,
)
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.line import OWN_NETWORK
from statusboard.errors import Unavailable
from statusboard.storage import sources
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE

pytestmark = pytest.mark.anyio


def problem_in(database: Database) -> str:
    with database.reading(ManualClock().now()) as unit:
        [source] = [s for s in sources.read_sources(unit) if s.name == OWN_NETWORK]
    return source.problem


@ON_SQLITE
async def test_a_busy_database_is_asked_again(
    database: Database, allow_logs: Callable[..., object]
) -> None:
    allow_logs("statusboard.app.watching.connectivity_row")
    own_network = OwnNetwork()
    busy = 3
    told: asyncio.Queue[Changes] = asyncio.Queue()

    async def off_loop(work: Callable[[], Changes]) -> Changes:
        nonlocal busy
        if busy:
            busy -= 1
            raise Unavailable("The database is busy.")
        return work()

    row = ConnectivityRow(
        own_network, database, ManualClock(), off_loop, told.put_nowait, again=Backoff(0.001, 0.001)
    )
    own_network.is_blind = True
    row.look()
    running = asyncio.create_task(row.run())
    try:
        assert (await told.get()).topics == {Topic.HEALTH}
        assert problem_in(database) == PROBLEM
        own_network.is_blind = False
        row.look()
        assert (await told.get()).topics == {Topic.HEALTH}
        assert problem_in(database) == ""
    finally:
        running.cancel()
        await asyncio.wait({running})
    assert told.empty()
