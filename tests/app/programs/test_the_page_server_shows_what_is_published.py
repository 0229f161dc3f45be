"""The page server beside a real office and a real database: current, whole, never failing."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.installation import Installation, locate, open_database
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.processes.pipe import Address
from statusboard.app.processes.supervisor import ChildSpec
from statusboard.app.programs.listening_socket import bound
from statusboard.app.programs.page_server import PageServer
from statusboard.app.programs.serve_options import ServeOptions
from statusboard.app.subscribers.arrivals import ARRIVALS
from statusboard.domain.access import person
from statusboard.domain.visits import Seen
from tests.fixtures.served import HOST
from tests.fixtures.speaking import Newsroom

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
HANDS_OVER = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ.update(LISTEN_FDS='1', "
    "LISTEN_PID=str(os.getpid())); os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
)


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    return locate(str(tmp_path / "statusboard.db"))


@dataclass
class Desk:
    """A desk whose page has a name that tests change, each time one generation more."""

    where: Installation

    def call(self, name: str) -> None:
        with closing(open_database(self.where.database)) as database:
            given = ChooseSettings({"page.name": name})
            Doorway(database, SystemClock()).do(choose_settings, given, person("Ada"))


@pytest.fixture
def desk(where: Installation, tmp_path: Path) -> Desk:
    desk = Desk(where)
    with closing(open_database(where.database)) as database:
        Newsroom(database, SystemClock()).publishes_to(tmp_path / "page")  # type: ignore[arg-type]
    desk.call("Northwind 1")
    return desk


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(BOUND_S):
        while not await happened():  # noqa: ASYNC110 - other processes have no events of ours
            await asyncio.sleep(0.02)


@asynccontextmanager
async def office_of(where: Installation) -> AsyncIterator["subprocess.Popen[bytes]"]:
    """The office as a window starts it, from when it can be called until the block ends."""
    child = ChildSpec(where, "office").start()
    try:

        async def is_there() -> bool:
            address = Address.read(where.visitors_file("office"))
            return address is not None and address.pid == child.pid

        await until(is_there)
        yield child
    finally:
        child.kill()
        child.wait()


@asynccontextmanager
async def page_served(where: Installation) -> AsyncIterator[tuple[httpx.AsyncClient, PageServer]]:
    """A page server on this loop, and somebody who opens its pages."""
    stop, addresses = asyncio.Event(), asyncio.Queue[str]()
    server = PageServer(where.visitors_file("office"), ServeOptions(), first_s=0.1)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.run(stop, addresses.put_nowait))
        async with asyncio.timeout(BOUND_S):
            address = await addresses.get()
        try:
            async with httpx.AsyncClient(base_url=address, timeout=BOUND_S) as visitor:
                yield visitor, server
        finally:
            stop.set()


def shows(visitor: httpx.AsyncClient, name: str) -> Callable[[], Awaitable[bool]]:
    async def shown() -> bool:
        return name in (await visitor.get("/")).text

    return shown


async def test_what_is_published_is_shown_and_the_next_page_takes_its_place(
    where: Installation, desk: Desk
) -> None:
    async with office_of(where), page_served(where) as (visitor, server):
        await until(shows(visitor, "Northwind 1"))
        first = await visitor.get("/")
        api = (await visitor.get("/api/v2/summary.json")).json()
        assert api["page"]["name"] == "Northwind 1"

        desk.call("Northwind 2")
        await until(shows(visitor, "Northwind 2"))

        standing = server.standing()
        assert standing.generation > 1
        assert standing.has_office
        assert standing.age_s is not None
        assert standing.age_s < BOUND_S
        again = await visitor.get("/", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 200


async def test_what_it_gave_is_counted_by_the_office_when_it_ends(
    where: Installation, desk: Desk
) -> None:
    async with office_of(where):
        async with page_served(where) as (visitor, _):
            await until(shows(visitor, "Northwind 1"))
            await visitor.get("/api/v2/summary.json")
        with closing(open_database(where.database)) as database:
            today = Doorway(database, SystemClock()).ask(ARRIVALS, None).today
    assert today == {Seen.PAGES: 1, Seen.API: 1}


async def test_while_the_office_is_gone_the_last_page_stays_and_its_return_is_noticed(
    where: Installation, desk: Desk
) -> None:
    async with page_served(where) as (visitor, server):
        early = await visitor.get("/")
        assert (early.status_code, early.headers["retry-after"]) == (503, "5")
        assert (await visitor.get("/healthz")).status_code == 503

        async with office_of(where) as office:
            await until(shows(visitor, "Northwind 1"))
            os.kill(office.pid, signal.SIGKILL)
            office.wait()

            async def knows() -> bool:
                return not server.standing().has_office

            await until(knows)
            assert await shows(visitor, "Northwind 1")()
            assert (await visitor.get("/healthz")).json()["office"] is False
        desk.call("Northwind 2")
        async with office_of(where):
            await until(shows(visitor, "Northwind 2"))
            assert (await visitor.get("/healthz")).json()["office"] is True


async def test_it_opens_neither_the_database_nor_the_folder_of_the_page(
    where: Installation, desk: Desk, tmp_path: Path
) -> None:
    async with office_of(where) as office, page_served(where) as (visitor, _):
        await until(shows(visitor, "Northwind 1"))
        office.kill()
        office.wait()
        opened = {Path(file.path) for file in psutil.Process().open_files()}
        assert not [path for path in opened if path.is_relative_to(tmp_path)]

        for folder in (tmp_path, where.folder):
            shutil.rmtree(folder)
        assert await shows(visitor, "Northwind 1")()
        assert (await visitor.get("/api/v2/summary.json")).status_code == 200


async def test_no_answer_is_torn_or_fails_while_pages_take_each_others_place(
    where: Installation, desk: Desk
) -> None:
    async with office_of(where), page_served(where) as (visitor, _):
        await until(shows(visitor, "Northwind 1"))
        over = False
        seen: set[str] = set()

        async def ask() -> None:
            while not over:
                for path in ("/", "/api/v2/summary.json"):
                    answer = await visitor.get(path)
                    assert answer.status_code == 200
                    tag = answer.headers["etag"]
                    if path != "/":
                        seen.add(json.loads(answer.text)["page"]["name"])
                    else:
                        assert answer.text.rstrip().endswith("</html>")
                    known = await visitor.get(path, headers={"If-None-Match": tag})
                    assert known.status_code in (200, 304)

        async with asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(ask())
            for number in range(2, 8):
                await asyncio.to_thread(desk.call, f"Northwind {number}")
                await until(shows(visitor, f"Northwind {number}"))
            over = True

    assert {f"Northwind {number}" for number in (6, 7)} <= seen


def started(where: Installation, descriptor: int) -> "subprocess.Popen[str]":
    """The command, on a socket that was handed over as systemd hands it over."""
    command = ["-m", "statusboard", "serve", "--database", where.database]
    return subprocess.Popen(
        [sys.executable, "-c", HANDS_OVER, str(descriptor), *command],
        pass_fds=[descriptor],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


async def is_up(server: "subprocess.Popen[str]") -> None:
    assert server.stdout is not None
    async with asyncio.timeout(BOUND_S):
        assert "The page is served at" in await asyncio.to_thread(server.stdout.readline)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed over as POSIX has it")
@pytest.mark.parametrize("comes_first", [True, False], ids=["the new comes", "the old goes"])
async def test_a_restart_fails_for_nobody(
    where: Installation,
    desk: Desk,
    comes_first: bool,
) -> None:
    over, count = False, 0
    with bound(HOST, 0) as held:
        url = f"http://{HOST}:{held.getsockname()[1]}/"
        async with office_of(where):
            servers = [started(where, held.fileno())]
            try:
                await is_up(servers[0])

                async def ask(*, keeps: bool) -> None:
                    nonlocal count
                    kept = httpx.Limits(max_keepalive_connections=10 if keeps else 0)
                    async with httpx.AsyncClient(limits=kept, timeout=BOUND_S) as visitor:
                        while not over:
                            answer = await visitor.get(url)
                            assert (answer.status_code, "Northwind 1" in answer.text) == (200, True)
                            count += 1

                async with asyncio.TaskGroup() as group:
                    for keeps in (True, True, False, False):
                        group.create_task(ask(keeps=keeps))
                    if comes_first:
                        servers.append(started(where, held.fileno()))
                        await is_up(servers[1])
                    servers[0].terminate()
                    assert await asyncio.to_thread(servers[0].wait, BOUND_S) == 0
                    if not comes_first:
                        servers.append(started(where, held.fileno()))
                        await is_up(servers[1])
                    before = count

                    async def goes_on() -> bool:
                        return count > before + 50

                    await until(goes_on)
                    over = True
            finally:
                for server in servers:
                    server.kill()
                    server.communicate()
