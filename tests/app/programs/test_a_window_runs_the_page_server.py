"""Beside a window a page server runs as long as the settings say so: real processes, loopback."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest

from statusboard.app.installation import Installation, open_database
from statusboard.app.processes.launch import launch
from statusboard.app.processes.pipe import Method, Server
from statusboard.app.programs.page_server_supervisor import HOPELESS, STOPPED, PageServerSupervisor
from statusboard.app.programs.serve_note import at_work, noted
from statusboard.domain.access import Credentials
from statusboard.errors import Unavailable
from tests.fixtures.free_port import free_port
from tests.fixtures.processes import has_ended
from tests.fixtures.speaking import Newsroom

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
LOOK_S = 0.02


async def _no_page(_known: str, _who: Credentials) -> None:
    raise Unavailable("No page has been published yet.")


@pytest.fixture
async def where(tmp_path: Path) -> AsyncIterator[Installation]:
    """A desk with an office that has no page yet."""
    where = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    with closing(open_database(where.database)):
        pass
    office = Server({}, for_visitors={"page.guarded_site": Method(str, _no_page)})
    await office.start()
    assert office.visitors_address is not None
    office.visitors_address.write(where.visitors_file("office"))
    try:
        yield where
    finally:
        await office.stop()


class Told:
    """What a window is told, newest last."""

    def __init__(self) -> None:
        self.all: list[str | None] = []

    def __call__(self, problem: str | None) -> None:
        self.all.append(problem)


@asynccontextmanager
async def supervised(where: Installation, told: Told) -> AsyncIterator[PageServerSupervisor]:
    supervisor = PageServerSupervisor(where, told)
    running = asyncio.ensure_future(supervisor.run())
    try:
        yield supervisor
    finally:
        running.cancel()
        await asyncio.wait({running})


def choose(where: Installation, **values: object) -> None:
    with closing(open_database(where.database)) as opened:
        for field, value in values.items():
            Newsroom(opened).setting(f"server.{field}", value)


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(BOUND_S):
        while not happened():  # noqa: ASYNC110 - other processes tell of nothing
            await asyncio.sleep(LOOK_S)


def answers(url: str) -> bool:
    with suppress(urllib.error.URLError):
        try:
            with urllib.request.urlopen(url, timeout=BOUND_S):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return error.code == 503  # there is no page yet
    return False


def number_of(where: Installation) -> int:
    note = at_work(where)
    assert note is not None
    return int(note.process.split(":")[-2])


async def test_it_runs_where_the_settings_say_while_they_say_so(where: Installation) -> None:
    port, told = free_port(), Told()
    async with supervised(where, told) as supervisor:
        await until(lambda: told.all)
        assert at_work(where) is None

        choose(where, in_window=True, port=port)
        supervisor.look_again()
        await until(lambda: at_work(where))
        first = number_of(where)
        assert await asyncio.to_thread(answers, f"http://127.0.0.1:{port}/")

        choose(where, contact="help@northwind.example")  # the office's business, not its own
        supervisor.look_again()
        choose(where, in_window=False)
        supervisor.look_again()
        await until(lambda: has_ended(first))
        assert at_work(where) is None
    assert set(told.all) == {None}


async def test_it_moves_with_the_settings_and_ends_with_its_window(where: Installation) -> None:
    first, second = free_port(), 0
    choose(where, in_window=True, port=first)
    async with supervised(where, Told()) as supervisor:
        await until(lambda: at_work(where))
        second = free_port()
        assert second != first
        choose(where, port=second)
        supervisor.look_again()
        await until(lambda: (note := at_work(where)) and str(second) in note.url)
        process = number_of(where)
        assert not await asyncio.to_thread(answers, f"http://127.0.0.1:{first}/")
    assert has_ended(process)
    assert at_work(where) is None


async def test_a_killed_one_comes_back_and_meanwhile_it_is_said(where: Installation) -> None:
    told = Told()
    choose(where, in_window=True, port=free_port())
    async with supervised(where, told):
        await until(lambda: at_work(where))
        first = number_of(where)
        os.kill(first, signal.SIGKILL)
        await until(lambda: STOPPED in told.all)
        await until(lambda: at_work(where) and number_of(where) != first)
        await until(lambda: told.all[-1] is None)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed over as POSIX has it")
async def test_whoever_comes_while_none_runs_waits_for_the_next(where: Installation) -> None:
    port, told = free_port(), Told()
    choose(where, in_window=True, port=port)
    async with supervised(where, told):
        await until(lambda: at_work(where))
        first = number_of(where)
        os.kill(first, signal.SIGKILL)
        await until(lambda: has_ended(first))
        assert await asyncio.to_thread(answers, f"http://127.0.0.1:{port}/")
        assert number_of(where) != first
    assert not await asyncio.to_thread(answers, f"http://127.0.0.1:{port}/")


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed over as POSIX has it")
async def test_other_settings_fail_for_nobody(where: Installation) -> None:
    port, over, answered = free_port(), False, []
    choose(where, in_window=True, port=port)

    async def ask() -> None:
        while not over:
            answered.append(await asyncio.to_thread(answers, f"http://127.0.0.1:{port}/"))

    async with supervised(where, Told()) as supervisor:
        await until(lambda: at_work(where))
        async with asyncio.TaskGroup() as group:
            for _ in range(3):
                group.create_task(ask())
            for networks in ("10.0.0.0/8", "192.0.2.0/24"):
                before = number_of(where)
                choose(where, trusted_proxies=networks)
                supervisor.look_again()
                await until(
                    lambda before=before: at_work(where) and number_of(where) != before  # type: ignore[misc]
                )
            many = len(answered) + 20
            await until(lambda: len(answered) > many)
            over = True
    assert all(answered)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed over as POSIX has it")
async def test_what_ends_at_once_each_time_keeps_nobody_waiting(
    where: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statusboard.app.processes.launch.sys.executable", "/bin/false")
    port, told = free_port(), Told()
    choose(where, in_window=True, port=port)
    async with supervised(where, told):
        await until(lambda: len(told.all) >= HOPELESS)
        await until(lambda: not is_held(port))


def is_held(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=BOUND_S):
            return True
    except ConnectionRefusedError:
        return False


async def test_where_it_cannot_listen_the_window_is_told_why(where: Installation) -> None:
    told = Told()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        choose(where, in_window=True, port=port)
        async with supervised(where, told):
            await until(lambda: told.all)
    assert told.all[0] is not None
    assert f"did not start. The page cannot be served at 127.0.0.1 on port {port}" in told.all[0]


async def test_beside_another_none_is_started(
    where: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statusboard.app.programs.page_server_supervisor.LOOK_S", LOOK_S)
    told = Told()
    choose(where, in_window=True, port=free_port())
    with noted(where) as note:
        note("http://127.0.0.1:9/")
        async with supervised(where, told):
            await until(lambda: len(told.all) > 3)
            assert number_of(where) == os.getpid()
    async with supervised(where, told):
        await until(lambda: at_work(where))


async def test_it_does_not_outlive_a_window_that_was_killed(where: Installation) -> None:
    choose(where, in_window=True, port=free_port())
    child = launch(
        "statusboard.app.programs.page_server_child",
        ["--folder", str(where.folder)],
        log_file=where.log_folder / "page-server.log",
        database=where.database,
        talks=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        assert (await asyncio.to_thread(child.stdout.readline)).startswith(b"http://127.0.0.1:")
        child.stdin.close()  # as the system does for a process that dies
        try:
            assert await asyncio.to_thread(child.wait, BOUND_S) == 0
        except subprocess.TimeoutExpired:
            child.kill()
            raise
    assert at_work(where) is None


async def test_the_note_of_one_that_was_killed_says_nothing(where: Installation) -> None:
    note_file = where.run_folder / "page-server.json"
    with noted(where) as note:
        note("http://127.0.0.1:9/")
        left = note_file.read_bytes()
    assert not note_file.exists()
    note_file.write_bytes(left.replace(str(os.getpid()).encode(), b"4194305"))
    assert at_work(where) is None
    note_file.write_bytes(b"{")
    assert at_work(where) is None
