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
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.errors import Unavailable
from statusboard.storage import sources
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE

pytestmark = pytest.mark.anyio

HOST = "shop.example:443"
SILENT = CheckResult(1, 0, Answer(Outcome.DOWN, Reason.UNREACHABLE))
SPOKE = CheckResult(1, 0, Answer(Outcome.UP, Reason.OK))


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
    for at_s in (10.0, 20.0):
        own_network.pass_on(SILENT, HOST, at_s)
    row.look()
    running = asyncio.create_task(row.run())
    try:
        assert (await told.get()).topics == {Topic.HEALTH}
        assert problem_in(database) == own_network.sentence != ""
        own_network.pass_on(SPOKE, HOST, 30.0)
        row.look()
        assert (await told.get()).topics == {Topic.HEALTH}
        assert problem_in(database) == ""
    finally:
        running.cancel()
        await asyncio.wait({running})
    assert told.empty()
