"""Three real collectors on one PostgreSQL, and a server that answers only some of them."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text, update

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.people.database_role_commands import make_roles
from statusboard.app.people.inputs import MakeRoles
from statusboard.domain.access import person
from statusboard.domain.status import ComponentStatus
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.database_roles import LOCATION_ROLE
from statusboard.storage.history import location_states, states
from statusboard.storage.locations import read_locations
from statusboard.storage.tables import LEASE
from tests.fixtures.database import PostgresServer, postgres
from tests.fixtures.history import COLLECTOR

__all__ = ["postgres"]

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks up whose connection it is"),
]
BOUND_S = 60.0
OPERATIONAL = ComponentStatus.OPERATIONAL
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE


class Shop:
    """A server that is down for some of the programs that ask it."""

    def __init__(self) -> None:
        self.port = 0
        self.programs: dict[str, subprocess.Popen[bytes]] = {}
        self.down_for: set[str] = set()
        self.asked: set[str] = set()

    def whose(self, port: int) -> str:
        """The location whose program has this end of a connection."""
        for name, program in self.programs.items():
            connections = psutil.Process(program.pid).net_connections()
            if any(one.laddr and one.laddr.port == port for one in connections):
                return name
        return ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            name = self.whose(writer.get_extra_info("peername")[1])
            while await reader.readuntil(b"\r\n\r\n"):
                self.asked.add(name)
                status = 503 if name in self.down_for else 200
                writer.write(f"HTTP/1.1 {status} Told\r\nContent-Length: 2\r\n\r\nok".encode())
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def shop_open() -> AsyncIterator[Shop]:
    shop = Shop()
    server = await asyncio.start_server(shop.answer, "127.0.0.1", 0)
    shop.port = server.sockets[0].getsockname()[1]
    try:
        yield shop
    finally:
        for program in shop.programs.values():
            program.kill()
            program.wait(BOUND_S)
        server.close()
        await server.wait_closed()


def collect(shop: Shop, url: str, name: str, home: Path) -> None:
    """Starts the collector of a location, with a home of its own as another machine has."""
    home.mkdir(exist_ok=True)
    told = [] if name == "home" else ["--location", name]
    with (home / "said").open("ab") as said:
        shop.programs[name] = subprocess.Popen(
            [sys.executable, "-m", "statusboard", "collect", "--database", url, *told],
            env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=said,
        )


def login(database: Database) -> str:
    """A user of the server who may do what a location's collector has to do, and no more."""
    Doorway(database, SystemClock()).do(make_roles, MakeRoles(), person("Ada"))
    with database.engine.begin() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = 'collector_fra'")):
            connection.execute(text(f"CREATE ROLE collector_fra LOGIN IN ROLE {LOCATION_ROLE}"))
    url = database.engine.url.set(username="collector_fra")
    return url.render_as_string(hide_password=False)


async def until(wanted: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(BOUND_S):
            while not wanted():  # noqa: ASYNC110 - another program writes it
                await asyncio.sleep(0.05)
    except TimeoutError:
        pytest.fail(f"did not happen in {BOUND_S:.0f} s: {what}")


@pytest.mark.anyio
async def test_a_quorum_of_real_collectors_decides_what_is_down(
    postgres: PostgresServer,
    tmp_path: Path,
) -> None:
    with closing(Database.open(postgres.fresh())) as database:
        await watch(database, tmp_path)


async def watch(database: Database, tmp_path: Path) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    restricted = login(database)
    async with shop_open() as shop:
        with database.writing(datetime.now(UTC), COLLECTOR) as unit:
            component = add_component(unit, name="Checkout API", group_id=None)
            check = add_check(
                unit,
                component_id=component.id,
                kind="http",
                config={"url": f"http://127.0.0.1:{shop.port}/"},
                interval=timedelta(seconds=1),
                deadline=timedelta(seconds=2),
                locations=("all",),
            )

        def level() -> ComponentStatus | None:
            with database.reading(datetime.now(UTC)) as unit:
                found = states.read_states(unit).get(check.id)
            return None if found is None else found.state.level

        def knows(*names: str) -> bool:
            with database.reading(datetime.now(UTC)) as unit:
                series = location_states.read_series(unit)
            known = {s.location for s in series if s.stored.state.level is OPERATIONAL}
            return known == set(names)

        def silent() -> set[str]:
            with database.reading(datetime.now(UTC)) as unit:
                return {one.name for one in read_locations(unit) if one.silent_us is not None}

        for name in ("home", "fra", "iad"):
            collect(shop, restricted if name == "fra" else url, name, tmp_path / name)
        await until(lambda: knows("home", "fra", "iad"), "all three see it answer")
        assert level() is OPERATIONAL
        assert shop.asked == {"home", "fra", "iad"}

        shop.down_for = {"fra"}
        await until(lambda: level() is PARTIAL, "down at one of three")
        shop.down_for = {"fra", "iad"}
        await until(lambda: level() is MAJOR, "down at two of three")
        shop.down_for = {"fra"}
        await until(lambda: level() is PARTIAL, "one of them answers again")

        shop.programs["fra"].kill()
        shop.programs["fra"].wait(BOUND_S)
        age(database, "collector@fra")
        await until(lambda: silent() == {"fra"}, "somebody notices that it is gone")
        assert level() is OPERATIONAL

        listed = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "statusboard", "location", "list", "--json", "--database", url],
            capture_output=True,
            text=True,
            check=True,
        )
        heard = {one["name"]: one["heard"] for one in json.loads(listed.stdout)["locations"]}
        assert heard == {"home": True, "fra": False, "iad": True}
        for name in heard:
            assert b"Traceback" not in (tmp_path / name / "said").read_bytes()


def age(database: Database, role: str) -> None:
    """As if the holder of a role had been silent for some time already."""
    past_us = int((datetime.now(UTC) - timedelta(seconds=20)).timestamp() * 1_000_000)
    with database.writing(datetime.now(UTC), COLLECTOR) as unit:
        unit.connection.execute(
            update(LEASE).where(LEASE.c.role == role).values(renewed_us=past_us, expires_us=past_us)
        )
