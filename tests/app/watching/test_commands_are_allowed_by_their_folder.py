"""A command is run by the real collector where its folder was chosen, and from then on alone."""

import asyncio
import sys
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching.collector import Collector
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.views.verify import LatestAnswer
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="its program is a script of a shell"),
]

SERVICE = """\
[[service]]
name = "Queue"

[[service.check]]
kind = "command"
command = "check_queue"
arguments = "7"
"""


async def watched(newsroom: Newsroom, text: str) -> LatestAnswer | None:
    """What the collector has heard, once it watches what a file says."""
    newsroom.do(apply_desk, parse_desk(text, check_kinds(), target_kinds()))
    with newsroom.database.reading(NOON) as unit:
        (check,) = read_checks(unit)
    connections = Connections()
    collector = Collector(newsroom.database, SystemClock(), connections)
    stop = asyncio.Event()
    running = asyncio.create_task(collector.run(stop=stop, announce=lambda _changes: None))
    try:
        async with asyncio.timeout(60):
            await collector.watching.wait()
        return await collector.latest(check.id)
    finally:
        stop.set()
        await running
        await connections.aclose()


@ON_SQLITE
async def test_it_is_run_once_the_folder_is_chosen(database: Database, tmp_path: Path) -> None:
    program = tmp_path / "check_queue"
    program.write_text('#!/bin/sh\necho "$1 letters wait"\n')
    program.chmod(0o755)
    newsroom = Newsroom(database)

    before = await watched(newsroom, SERVICE)
    after = await watched(newsroom, f'[commands]\npath = "{tmp_path}"\n\n{SERVICE}')

    assert before is not None
    assert (before.outcome, before.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert after is not None
    assert (after.outcome, after.detail) == (Outcome.UP, "7 letters wait")
