"""Kill -9 a program: the others go on, the dead one comes back. Real processes, real database."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from statusboard.app.installation import Installation
from statusboard.app.processes.pipe import GOODBYE, Address, Caller
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.errors import Bug
from tests.fixtures.processes import has_ended

pytestmark = pytest.mark.anyio

BOUND_S = 60.0


class Presences:
    """What a window is told about a program."""

    def __init__(self) -> None:
        self.went = asyncio.Event()
        self.because = ""

    def note_went(self, _role: str, because: str) -> None:
        self.because = because
        self.went.set()


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    return Installation(str(tmp_path / "statusboard.db"), tmp_path)


@asynccontextmanager
async def supervised(
    where: Installation, role: str, presences: Presences | None = None
) -> AsyncIterator[Supervisor]:
    noted = presences or Presences()
    spec = ChildSpec(where, role, alone_s=BOUND_S)
    supervisor = Supervisor(spec, lambda _: None, lambda _: None, noted.note_went)
    running = asyncio.ensure_future(supervisor.run())
    try:
        async with asyncio.timeout(BOUND_S):
            await supervisor.connected()
        yield supervisor
    finally:
        await supervisor.stop()
        running.cancel()
        await asyncio.wait({running})


def pid_of(where: Installation, role: str) -> int:
    address = Address.read(where.address_file(role))
    assert address is not None
    return address.pid


@pytest.mark.parametrize("role", ["collector", "office"])
async def test_a_killed_program_comes_back_and_answers(where: Installation, role: str) -> None:
    noted = Presences()
    async with supervised(where, role, noted) as supervisor:
        first = pid_of(where, role)
        os.kill(first, signal.SIGKILL)
        async with asyncio.timeout(BOUND_S):
            await noted.went.wait()
            await supervisor.connected()
        assert pid_of(where, role) != first
        if role == "collector":
            assert await supervisor.call("latest", 1, None) is None


async def test_the_last_window_to_leave_ends_the_program(where: Installation) -> None:
    async with supervised(where, "office") as one:
        pid = pid_of(where, "office")
        async with supervised(where, "office") as other:
            assert pid_of(where, "office") == pid
            assert other.is_connected
        assert one.is_connected
        assert not has_ended(pid)
    await until(lambda: has_ended(pid))
    assert not where.address_file("office").exists()


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(BOUND_S):
        while not happened():  # noqa: ASYNC110 - processes have no events to wait for
            await asyncio.sleep(0.02)


async def test_the_window_that_started_a_program_leaves_it_to_the_others(
    where: Installation,
) -> None:
    noted = Presences()
    async with supervised(where, "office") as first:
        pid = pid_of(where, "office")
        async with supervised(where, "office", noted) as other:
            await first.stop()
            assert other.is_connected
            assert not has_ended(pid)
            assert not noted.went.is_set()
        await until(lambda: has_ended(pid))


@asynccontextmanager
async def running_office(where: Installation) -> AsyncIterator[tuple[ChildSpec, Address]]:
    """An office that was started by a window which is gone."""
    spec = ChildSpec(where, "office")
    child = spec.start()
    try:
        await until(lambda: Address.read(where.address_file("office")) is not None)
        address = Address.read(where.address_file("office"))
        assert address is not None
        yield spec, address
        await until(lambda: child.poll() is not None)
    finally:
        child.kill()
        child.wait()


async def test_windows_that_leave_together_end_the_program(where: Installation) -> None:
    async with running_office(where) as (_, address):
        callers = [await Caller.connect(address, lambda _: None) for _ in range(2)]
        for caller in callers:
            with pytest.raises(Bug, match="cannot be asked"):
                await caller.call("greet", None, None)  # what it refuses, it has met
        goodbyes = [one.call(GOODBYE, None, bool) for one in callers]
        assert True in await asyncio.gather(*goodbyes, return_exceptions=True)
        for caller in callers:
            await caller.close()


async def test_a_window_that_leaves_while_it_is_being_connected_says_goodbye(
    where: Installation,
) -> None:
    async with running_office(where) as (spec, _):
        supervisor = Supervisor(spec, lambda _: None, lambda _: None, lambda _role, _why: None)
        running = asyncio.ensure_future(supervisor.run())
        await asyncio.sleep(0)
        assert not supervisor.is_connected
        await supervisor.stop()
        running.cancel()
        await asyncio.wait({running})


def idle_child() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)


async def test_a_window_that_meets_a_program_of_another_one_at_its_start_says_goodbye(
    where: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_office(where) as (spec, address):
        # Ours finds that one in its place, and goes on for a moment before it ends.
        ours = idle_child()
        monkeypatch.setattr(ChildSpec, "start", lambda _spec, **_how: ours)
        reads = iter([None])  # it comes only after the first look
        monkeypatch.setattr(Address, "read", lambda _file: next(reads, address))
        supervisor = Supervisor(spec, lambda _: None, lambda _: None, lambda _role, _why: None)
        running = asyncio.ensure_future(supervisor.run())
        await asyncio.sleep(0)
        assert not supervisor.is_connected
        await supervisor.stop()
        running.cancel()
        await asyncio.wait({running})
        monkeypatch.undo()
        ours.kill()
        ours.communicate()


async def test_a_window_that_leaves_at_once_leaves_no_program_behind(where: Installation) -> None:
    before = set(psutil.Process().children())
    noted = Presences()
    spec = ChildSpec(where, "office", alone_s=BOUND_S)
    supervisor = Supervisor(spec, lambda _: None, lambda _: None, noted.note_went)
    running = asyncio.ensure_future(supervisor.run())
    await asyncio.sleep(0)
    started = set(psutil.Process().children()) - before
    assert len(started) == 1
    assert not supervisor.is_connected

    await supervisor.stop()

    running.cancel()
    await asyncio.wait({running})
    assert not any(child.is_running() for child in started)


async def test_a_window_that_is_killed_leaves_the_watch_going(where: Installation) -> None:
    async with supervised(where, "collector"):
        pid = pid_of(where, "collector")
        address = Address.read(where.address_file("collector"))
        assert address is not None
        killed_window = await Caller.connect(address, lambda _: None)
        await killed_window.close()  # without a goodbye, as the end of its process closes it
        async with supervised(where, "collector") as next_window:
            assert next_window.is_connected
            assert pid_of(where, "collector") == pid


@pytest.fixture
def damaged(where: Installation) -> Installation:
    Path(where.database).write_bytes(b"This is no database. " * 400)
    return where


async def test_a_program_that_cannot_start_says_why(damaged: Installation) -> None:
    noted = Presences()
    spec = ChildSpec(damaged, "collector")
    supervisor = Supervisor(spec, lambda _: None, lambda _: None, noted.note_went)
    running = asyncio.ensure_future(supervisor.run())
    try:
        async with asyncio.timeout(BOUND_S):
            await noted.went.wait()
    finally:
        running.cancel()
        await asyncio.wait({running})
    assert noted.because.startswith("The collector did not start. ")
    assert "Traceback" not in noted.because
    assert "database" in noted.because


async def test_a_computer_that_can_start_nothing_now_is_tried_again(where: Installation) -> None:
    where.log_folder.write_text("In the place of the logs there is a file.")
    noted = Presences()
    spec = ChildSpec(where, "collector", alone_s=BOUND_S)
    supervisor = Supervisor(spec, lambda _: None, lambda _: None, noted.note_went)
    running = asyncio.ensure_future(supervisor.run())
    try:
        async with asyncio.timeout(BOUND_S):
            await noted.went.wait()
            assert noted.because.startswith("The collector could not be started: ")
            where.log_folder.unlink()
            await supervisor.connected()
    finally:
        await supervisor.stop()
        running.cancel()
        await asyncio.wait({running})
