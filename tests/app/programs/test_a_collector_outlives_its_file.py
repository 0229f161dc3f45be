"""A real collector whose database is taken away, brought back, and replaced by another."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation, open_database
from statusboard.app.processes.launch import launch
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.file_state import is_there

pytestmark = pytest.mark.anyio
BOUND_S = 60.0


def log_of(where: Installation) -> str:
    file = where.log_folder / "collector.log"
    return file.read_text() if file.exists() else ""


def holder(where: Installation) -> str:
    with (
        closing(Database.open(where.database, read_only=True)) as database,
        database.reading(SystemClock().now()) as unit,
    ):
        lease = leases.read(unit, "collector")
    return lease.holder if lease is not None else ""


async def until(is_so: Callable[[], bool], *, within_s: float = BOUND_S) -> None:
    async with asyncio.timeout(within_s):
        while not is_so():  # noqa: ASYNC110 - another process sets no event here
            await asyncio.sleep(0.05)


async def test_it_says_within_ten_seconds_that_its_file_is_gone_and_goes_on_with_what_comes(
    tmp_path: Path,
) -> None:
    where = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    other = tmp_path / "other.db"
    for name in (where.database, str(other)):
        open_database(name).close()
    file = Path(where.database)
    away = tmp_path / "away"
    away.mkdir()
    program = launch(
        "statusboard.app.programs.child",
        ["collector", "--folder", str(where.folder)],
        log_file=where.log_folder / "collector.log",
        database=where.database,
    )
    try:
        await until(lambda: "listening role=collector" in log_of(where))
        ours = [file, *(file.with_name(f"{file.name}-{end}") for end in ("wal", "shm"))]
        for found in ours:
            found.rename(away / found.name)
        await until(lambda: "database gone because=" in log_of(where), within_s=10)
        assert not any(map(is_there, ours))

        for found in reversed(ours):
            (away / found.name).rename(found)
        await until(lambda: "database is back" in log_of(where))
        assert holder(where)

        for found in ours[1:]:
            found.unlink(missing_ok=True)
        other.replace(file)
        await until(lambda: bool(holder(where)))
        assert "starting anew role=collector" in log_of(where)
        assert program.poll() is None
    finally:
        program.terminate()
        program.wait()
