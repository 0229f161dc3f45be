"""A collector of another location whose line is cut, whose clock is wrong, that is killed."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from statusboard.cli.failures import ExitCode
from statusboard.domain.instants import to_us
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.history import location_states, spans, states
from statusboard.storage.locations import read_locations
from statusboard.storage.tables import LOCATION_TRANSITION
from tests.end2end.test_locations_see_what_each_can_reach import (
    BOUND_S,
    MAJOR,
    OPERATIONAL,
    PARTIAL,
    Shop,
    collect,
    shop_open,
    until,
)
from tests.fixtures.database import PostgresServer, postgres
from tests.fixtures.database_line import DatabaseLine, line_to
from tests.fixtures.history import COLLECTOR

__all__ = ["postgres"]

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform != "linux", reason="looks up whose connection it is"),
]
ROOT = Path(__file__).parents[2]


@dataclass
class Watch:
    """Home and one other location, which reaches the database through a line of its own."""

    database: Database
    shop: Shop
    line: DatabaseLine
    folder: Path
    check_id: int
    component_id: int

    @property
    def clock_file(self) -> Path:
        return self.folder / "fra" / "clock"

    def start_home(self) -> None:
        url = self.database.engine.url.render_as_string(hide_password=False)
        collect(self.shop, url, "home", self.folder / "home")

    def start(self) -> None:
        """The other location; its clock goes as wrong as its file says."""
        home = self.folder / "fra"
        home.mkdir(exist_ok=True)
        self.clock_file.touch()
        command = ["-m", "tests.fixtures.wrong_clock", str(self.clock_file), "collect"]
        command += ["--database", self.line.url, "--location", "fra"]
        with (home / "said").open("ab") as said:
            self.shop.programs["fra"] = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home)},
                stdout=said,
                stderr=said,
            )

    @property
    def fra(self) -> subprocess.Popen[bytes]:
        return self.shop.programs["fra"]

    def said(self) -> str:
        return (self.folder / "fra" / "said").read_text("utf-8")

    def level(self) -> object:
        with self.database.reading(datetime.now(UTC)) as unit:
            found = states.read_states(unit).get(self.check_id)
        return None if found is None else found.state.level

    def known(self) -> set[str]:
        with self.database.reading(datetime.now(UTC)) as unit:
            series = location_states.read_series(unit)
        return {s.location for s in series if s.stored.state.level is OPERATIONAL}

    def silent(self) -> set[str]:
        with self.database.reading(datetime.now(UTC)) as unit:
            return {one.name for one in read_locations(unit) if one.silent_us is not None}

    def newest(self) -> datetime:
        """The newest instant of which anything is told of the service."""
        with self.database.reading(datetime.now(UTC)) as unit:
            told = spans.read_spans(unit, component_ids=[self.component_id])
            turned = unit.connection.scalar(select(func.max(LOCATION_TRANSITION.c.at_us)))
        ends = [one.stop_us or one.start_us for one in told]
        return datetime.fromtimestamp(max([*ends, turned or 0]) / 1e6, UTC)

    def overlaps(self) -> bool:
        with self.database.reading(datetime.now(UTC)) as unit:
            told = spans.read_spans(unit, component_ids=[self.component_id])
        open_now = to_us(datetime.now(UTC)) + 10**12
        edges = sorted((one.start_us, one.stop_us or open_now) for one in told)
        return any(stop > start for (_, stop), (start, _) in pairwise(edges))


@asynccontextmanager
async def watching(postgres: PostgresServer, folder: Path) -> AsyncIterator[Watch]:
    with closing(Database.open(postgres.fresh())) as database:
        url = database.engine.url.render_as_string(hide_password=False)
        async with shop_open() as shop, line_to(url) as line:
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
            watch = Watch(database, shop, line, folder, check.id, component.id)
            watch.start_home()
            watch.start()
            await until(lambda: watch.known() == {"home", "fra"}, "both see it answer")
            yield watch
            assert not watch.overlaps()
            for name in ("home", "fra"):
                assert b"Traceback" not in (folder / name / "said").read_bytes()


async def counts_for_both(watch: Watch) -> None:
    """Both are heard: it is partly down where one sees it so, and down where both do."""
    await until(lambda: watch.silent() == set(), "it is heard again")
    watch.shop.down_for = {"fra"}
    await until(lambda: watch.level() is PARTIAL, "down at one of two")
    watch.shop.down_for = {"home", "fra"}
    await until(lambda: watch.level() is MAJOR, "down at both")
    watch.shop.down_for = set()
    await until(lambda: watch.level() is OPERATIONAL, "well at both")


async def test_a_line_that_is_cut_for_a_while(postgres: PostgresServer, tmp_path: Path) -> None:
    async with watching(postgres, tmp_path) as watch:
        watch.shop.down_for = {"fra"}
        await until(lambda: watch.level() is PARTIAL, "down at one of two")
        watch.line.cut()
        await until(lambda: watch.silent() == {"fra"}, "somebody notices")
        await until(lambda: watch.level() is OPERATIONAL, "home alone says how it is")
        watch.shop.down_for = set()
        watch.line.mend()
        assert watch.fra.poll() is None
        await counts_for_both(watch)


async def test_a_line_on_which_nothing_comes_any_more(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    async with watching(postgres, tmp_path) as watch:
        watch.line.silence()
        await until(lambda: watch.silent() == {"fra"}, "somebody notices")
        watch.line.mend()
        assert watch.fra.poll() is None
        await counts_for_both(watch)


@pytest.mark.parametrize("wrong_s", [600, -600])
async def test_a_clock_that_jumps_by_ten_minutes_and_back(
    postgres: PostgresServer, tmp_path: Path, wrong_s: int
) -> None:
    async with watching(postgres, tmp_path) as watch:
        watch.clock_file.write_text(str(wrong_s))
        await until(lambda: watch.silent() == {"fra"}, "nobody believes it")
        watch.shop.down_for = {"fra"}
        await asyncio.sleep(5)
        assert watch.level() is OPERATIONAL
        watch.shop.down_for = set()
        watch.clock_file.write_text("0")
        await counts_for_both(watch)
        assert watch.newest() <= datetime.now(UTC)


@pytest.mark.parametrize("wrong_s", [600, -600])
async def test_who_starts_with_a_wrong_clock_is_refused(
    postgres: PostgresServer, tmp_path: Path, wrong_s: int
) -> None:
    async with watching(postgres, tmp_path) as watch:
        watch.fra.kill()
        watch.fra.wait(BOUND_S)
        watch.clock_file.write_text(str(wrong_s))
        watch.start()
        status = await asyncio.to_thread(watch.fra.wait, BOUND_S)
        assert status == ExitCode.UNAVAILABLE
        way = "ahead of" if wrong_s > 0 else "behind"
        assert f"The clock of this computer is 600 s {way} that of the database." in watch.said()


async def test_who_is_killed_and_started_again_goes_on(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    async with watching(postgres, tmp_path) as watch:
        for pause_s in (0.0, 18.0):
            watch.fra.kill()
            watch.fra.wait(BOUND_S)
            await asyncio.sleep(pause_s)
            watch.start()
            await until(lambda: watch.known() == {"home", "fra"}, "both see it answer")
        await counts_for_both(watch)
