"""A program whose database is taken away says so, and goes on when it is back."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation, open_database
from statusboard.app.processes.database_watch import DatabaseWatch
from statusboard.app.processes.role_lease import RoleLease
from statusboard.app.processes.run import ReplacedError, Stay, run_program
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import Damaged, Unavailable
from statusboard.storage.damage_note import is_noted
from statusboard.storage.database import Database
from statusboard.storage.groups import read_groups
from statusboard.storage.migrate import bring_to_head
from tests.app.processes.test_a_program_holds_its_role_or_ends import BOUND_S, Waiting
from tests.fixtures.damage import zero_a_page

pytestmark = pytest.mark.anyio
CLOCK = SystemClock()
LOOK_S = 0.01


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    where = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    open_database(where.database).close()
    return where


@pytest.fixture
def heard() -> "asyncio.Queue[Changes]":
    return asyncio.Queue()


async def test_it_says_once_that_the_file_is_gone_and_once_that_it_is_back(
    where: Installation, heard: "asyncio.Queue[Changes]", caplog: pytest.LogCaptureFixture
) -> None:
    assert where.file is not None
    watch = DatabaseWatch(where.file, look_s=LOOK_S)
    running = asyncio.ensure_future(watch.run(heard.put_nowait))
    elsewhere = where.file.with_name("elsewhere")
    try:
        async with asyncio.timeout(BOUND_S):
            where.file.rename(elsewhere)
            assert (await heard.get()).topics == {Topic.HEALTH}
            elsewhere.rename(where.file)
            assert await heard.get()
    finally:
        running.cancel()
        await asyncio.wait({running})

    assert [record.message.partition(" ")[0] for record in caplog.records] == ["database"] * 2
    assert "is not there any more" in caplog.text
    assert "database is back" in caplog.text
    assert not watch.replaced.is_set()
    caplog.clear()


async def test_a_server_has_no_file_to_be_missed() -> None:
    await DatabaseWatch(None).run(lambda _: None)


@pytest.fixture
def opened(where: Installation) -> Iterator[Database]:
    with closing(Database.open(where.database)) as database:
        yield database


async def test_another_database_in_its_place_is_a_new_start(
    where: Installation, opened: Database, tmp_path: Path, allow_logs
) -> None:
    # A connection that is taken between the two steps below finds the log gone first.
    allow_logs("statusboard.storage.file_connections")
    allow_logs("statusboard.app.processes")
    other = tmp_path / "other.db"
    open_database(str(other)).close()
    work = Waiting()

    async def make() -> Waiting:
        return work

    with ThreadPoolExecutor(1) as executor:
        lease = RoleLease(opened, CLOCK, "office", executor)
        running = asyncio.ensure_future(run_program(where, "office", lease, make, Stay()))
        async with asyncio.timeout(BOUND_S):
            await work.begun.wait()
            for name in ("statusboard.db-wal", "statusboard.db-shm"):
                (tmp_path / name).unlink()
            other.replace(where.database)
            with pytest.raises(ReplacedError):
                await running

    assert work.ended


async def test_a_program_that_was_there_before_makes_no_database(where: Installation) -> None:
    assert where.file is not None
    where.file.unlink()

    with pytest.raises(Unavailable, match="not there any more"):
        open_database(where.database, makes=False)

    assert not where.file.exists()


async def test_damage_that_one_program_meets_is_noted_for_all(
    where: Installation, opened: Database
) -> None:
    assert where.file is not None
    bring_to_head(opened)
    opened.close()
    zero_a_page(where.file, "component_group")
    opened.note_damage()
    assert not is_noted(where.file)

    def read() -> None:
        with opened.reading(CLOCK.now()) as unit:
            read_groups(unit)

    with pytest.raises(Damaged):
        read()

    assert is_noted(where.file)
