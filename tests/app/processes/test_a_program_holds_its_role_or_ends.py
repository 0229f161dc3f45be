"""A program from start to end in this process: it holds its role, and ends where it is due."""

import asyncio
import os
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation
from statusboard.app.processes.pipe import GOODBYE, Address, Caller, Method
from statusboard.app.processes.role_lease import RoleLease, is_alive, this_process
from statusboard.app.processes.run import RoleFreeError, Stay, run_program
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes
from statusboard.errors import Unavailable
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.leases import Lease
from tests.fixtures.database import ON_SQLITE

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
CLOCK = SystemClock()
ROLE = "office"


@dataclass
class Waiting:
    """Work that waits for its end."""

    methods: Mapping[str, Method] = field(default_factory=dict)
    for_visitors: Mapping[str, Method] = field(default_factory=dict)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        self.begun.set()
        await stop.wait()
        self.ended = True


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    return Installation("", tmp_path)


@pytest.fixture
def lease(database: Database) -> Iterator[RoleLease]:
    with ThreadPoolExecutor(1) as executor:
        yield RoleLease(database, CLOCK, ROLE, executor)


def taken_by(database: Database, holder: str, *, from_anybody: bool = False) -> bool:
    with database.writing(CLOCK.now(), loop(ROLE)) as unit:
        ttl = timedelta(minutes=1)
        return bool(
            leases.take(
                unit, role=ROLE, holder=holder, ttl=ttl, is_alive=lambda _: not from_anybody
            )
        )


def hold(database: Database) -> Lease:
    with database.reading(CLOCK.now()) as unit:
        found = leases.read(unit, ROLE)
    assert found is not None
    return found


async def test_a_program_whose_role_was_taken_over_ends_and_leaves_it_to_the_other(
    where: Installation, lease: RoleLease, caplog: pytest.LogCaptureFixture
) -> None:
    work = Waiting()

    async def begins_late() -> Waiting:
        assert taken_by(lease.database, "another", from_anybody=True)
        return work

    async with asyncio.timeout(BOUND_S):
        await run_program(where, ROLE, lease, begins_late, Stay())

    assert work.ended
    assert lease.lost.is_set()
    assert hold(lease.database).holder == "another"
    assert not taken_by(lease.database, "a third")
    assert "role taken over" in caplog.text
    caplog.clear()


@ON_SQLITE
async def test_a_program_that_nobody_calls_ends_and_gives_its_role_back(
    where: Installation, lease: RoleLease
) -> None:
    work = Waiting()

    async def make() -> Waiting:
        return work

    async with asyncio.timeout(BOUND_S):
        await run_program(where, ROLE, lease, make, Stay(alone_s=0.01))

    assert work.ended
    assert not where.address_file(ROLE).exists()
    assert taken_by(lease.database, "the next")


@ON_SQLITE
async def test_a_program_that_was_given_a_while_ends_after_it(
    where: Installation, lease: RoleLease
) -> None:
    work = Waiting()

    async def make() -> Waiting:
        return work

    async with asyncio.timeout(BOUND_S):
        await run_program(where, ROLE, lease, make, Stay(for_s=0.01))

    assert work.ended


@asynccontextmanager
async def called(
    where: Installation, lease: RoleLease, stay: Stay
) -> AsyncIterator[tuple[Caller, "asyncio.Task[None]"]]:
    """A program with a window at it."""
    work = Waiting()

    async def make() -> Waiting:
        return work

    async with asyncio.timeout(BOUND_S), asyncio.TaskGroup() as group:
        running = group.create_task(run_program(where, ROLE, lease, make, stay))
        await work.begun.wait()
        address = Address.read(where.address_file(ROLE))
        assert address is not None
        caller = await Caller.connect(address, lambda _changes: None)
        try:
            yield caller, running
        finally:
            await caller.close()


@ON_SQLITE
async def test_a_program_of_windows_ends_when_the_last_one_says_goodbye(
    where: Installation, lease: RoleLease
) -> None:
    async with called(where, lease, Stay(with_windows=True)) as (caller, running):
        assert await caller.call(GOODBYE, None, bool)
        await running


@ON_SQLITE
async def test_a_program_of_its_own_stays_when_a_window_says_goodbye(
    where: Installation, lease: RoleLease
) -> None:
    async with called(where, lease, Stay()) as (caller, running):
        assert not await caller.call(GOODBYE, None, bool)
        assert not running.done()
        running.cancel()


@ON_SQLITE
async def test_where_a_live_program_holds_the_role_nothing_is_started(
    where: Installation, lease: RoleLease
) -> None:
    assert taken_by(lease.database, this_process())
    second = RoleLease(lease.database, CLOCK, ROLE, lease.executor, holder="another")

    async def make() -> Waiting:
        raise AssertionError("nothing is made")

    with pytest.raises(Unavailable, match="is already running"):
        await run_program(where, ROLE, second, make, Stay())


async def test_a_program_beside_the_holder_works_until_the_role_is_free(
    where: Installation, lease: RoleLease
) -> None:
    assert taken_by(lease.database, "first")
    work = Waiting()

    async def make() -> Waiting:
        return work

    async with asyncio.timeout(BOUND_S):
        second = run_program(where, ROLE, lease, make, Stay(), beside=True, look_s=0.01)
        running = asyncio.ensure_future(second)
        await work.begun.wait()
        assert hold(lease.database).holder == "first"
        with lease.database.writing(CLOCK.now(), loop(ROLE)) as unit:
            leases.release(unit, role=ROLE, holder="first")
        with pytest.raises(RoleFreeError):
            await running
    assert work.ended
    assert hold(lease.database).holder == lease.holder


@pytest.mark.parametrize(
    "holder", ["elsewhere:1:1", f"{socket.gethostname()}:one:two", "no name of ours"]
)
def test_of_a_process_we_cannot_look_at_nobody_says_that_it_is_dead(holder: str) -> None:
    assert is_alive(holder)


def test_this_process_lives_and_an_earlier_one_of_its_number_does_not() -> None:
    assert is_alive(this_process())
    assert not is_alive(f"{socket.gethostname()}:{os.getpid()}:1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux tells of processes")
def test_whoever_sets_the_clock_makes_no_other_process_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = this_process()
    # Linux then says that the computer started at another instant, and each process with it.
    told = Path("/proc/stat").read_text("ascii")
    told = re.sub(r"btime (\d+)", lambda found: f"btime {int(found[1]) + 3600}", told)
    (tmp_path / "stat").write_text(told)
    (tmp_path / f"{os.getpid()}").symlink_to(f"/proc/{os.getpid()}")
    monkeypatch.setattr(psutil, "PROCFS_PATH", str(tmp_path), raising=False)

    assert is_alive(name)
    assert this_process() == name


def test_a_name_of_an_earlier_version_is_still_understood() -> None:
    began_ms = int(psutil.Process().create_time() * 1000)
    before = f"{socket.gethostname()}:{os.getpid()}"

    assert is_alive(f"{before}:{began_ms}")
    assert not is_alive(f"{before}:{began_ms - 10_000}")
