"""How a window finds the program of a role, where the one it looks for is not as it should be."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from statusboard.app.installation import Installation
from statusboard.app.processes import supervisor as supervising
from statusboard.app.processes.pipe import Address, Method, Server
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.domain.access import Credentials
from statusboard.domain.backoff import Backoff
from statusboard.errors import Unavailable

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
ROLE = "office"


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    return Installation(str(tmp_path / "statusboard.db"), tmp_path)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The processes that were started: they live, and never say where they listen."""
    started: list[subprocess.Popen[bytes]] = []

    def start(_spec: ChildSpec, **_how: bool) -> "subprocess.Popen[bytes]":
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        started.append(child)
        return child

    monkeypatch.setattr(ChildSpec, "start", start)
    yield started
    for child in started:
        child.kill()
        child.communicate()


class Window:
    """A face that needs the program: its supervisor, and what it was told of it."""

    def __init__(self, where: Installation) -> None:
        self.told: asyncio.Queue[str] = asyncio.Queue()
        spec = ChildSpec(where, ROLE)
        self.supervisor = Supervisor(
            spec, lambda _: None, lambda _: None, lambda _role, why: self.told.put_nowait(why)
        )

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Supervisor]:
        running = asyncio.ensure_future(self.supervisor.run())
        try:
            async with asyncio.timeout(BOUND_S):
                yield self.supervisor
        finally:
            running.cancel()
            await asyncio.wait({running})


async def nobodys_address() -> Address:
    """Where a program listened that has ended."""
    server = Server({})
    address = await server.start()
    await server.stop()
    return address


async def whoever(_given: None, who: Credentials) -> str:
    return who.name


async def test_a_program_that_never_says_where_it_listens_is_given_up_and_not_started_twice(
    where: Installation,
    children: list["subprocess.Popen[bytes]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervising, "APPEAR_S", 0.01)
    monkeypatch.setattr(supervising, "RESTART", Backoff(first_s=0.001, most_s=0.001))
    window = Window(where)
    async with window.looking():
        assert await window.told.get() == "The office did not start."
        assert await window.told.get() == "The office did not start."
    assert len(children) == 1
    assert children[0].poll() is None


async def test_a_program_that_took_the_place_of_a_dead_one_is_met_and_its_address_kept(
    where: Installation,
    children: list["subprocess.Popen[bytes]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = where.address_file(ROLE)
    server = Server({"whoever": Method(None, whoever)})
    address = await server.start()
    address.write(file)
    reads = iter([await nobodys_address()])  # it read that one just before the other was written
    monkeypatch.setattr(Address, "read", lambda _file: next(reads, address))

    async with Window(where).looking() as supervisor:
        await supervisor.connected()
        assert await supervisor.call("whoever", None, str, who=Credentials("Ada")) == "Ada"
        assert file.exists()
    await server.stop()


async def test_what_a_killed_program_left_behind_is_cleared_away(
    where: Installation, children: list["subprocess.Popen[bytes]"]
) -> None:
    file = where.address_file(ROLE)
    (await nobodys_address()).write(file)

    async with Window(where).looking():
        while not children:  # noqa: ASYNC110 - processes have no events to wait for
            await asyncio.sleep(0.01)

    assert not file.exists()


async def test_a_window_that_leaves_while_nobody_answers_it_starts_nothing(
    where: Installation, children: list["subprocess.Popen[bytes]"]
) -> None:
    met, hang_up = asyncio.Event(), asyncio.Event()

    async def say_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.set()
        await hang_up.wait()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    Address(port, "", 0).write(where.address_file(ROLE))
    window = Window(where)
    async with server, window.looking() as supervisor:
        await met.wait()
        leaving = asyncio.ensure_future(supervisor.stop())
        await asyncio.sleep(0)
        hang_up.set()
        await leaving
        assert await window.told.get() == "The office is not needed any more."
    assert children == []


async def test_leaving_before_anything_could_be_started_waits_for_nobody(
    where: Installation,
) -> None:
    where.log_folder.write_text("In the place of the logs there is a file.")
    before = psutil.Process().children()
    window = Window(where)
    async with window.looking() as supervisor:
        assert "could not be started" in await window.told.get()
        await supervisor.stop()
    assert psutil.Process().children() == before


async def test_a_call_to_a_program_that_does_not_come_says_that_it_was_not_done(
    where: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervising, "TIMEOUT_S", 0.01)
    with pytest.raises(Unavailable, match="office is not running, so this was not done"):
        await Window(where).supervisor.call("whoever", None, str)


async def test_a_child_of_the_demo_is_told_so_and_how_long_it_may_be_alone(
    tmp_path: Path,
) -> None:
    nobody = "postgresql+psycopg://desk@127.0.0.1:9/x"
    child = ChildSpec(Installation(nobody, tmp_path), ROLE, demo=True, alone_s=2.5).start()
    assert child.args[-3:] == ["--demo", "--alone", "2.5"]
    assert child.wait(BOUND_S) == 3  # it took them, and found no database


def test_a_program_that_wrote_nothing_has_no_last_words(where: Installation) -> None:
    spec = ChildSpec(where, ROLE)
    assert spec.last_words() == ""
    spec.log_file.parent.mkdir(parents=True)
    spec.log_file.touch()
    assert spec.last_words() == ""
    spec.log_file.write_text("one\nThe database cannot be reached.\n")
    assert spec.last_words() == "The database cannot be reached."
