"""The desk without a window: real programs, a real database, and nothing left behind."""

import asyncio
import os
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.app.desk.reading_desk import ONLY_READ
from statusboard.app.installation import Installation, locate, open_database
from statusboard.app.processes.pipe import Address
from statusboard.app.programs.listening_socket import bound
from statusboard.app.programs.roles import ROLES
from statusboard.app.programs.windowless import Scene, WindowlessDesk
from statusboard.errors import Unavailable
from tests.fixtures.processes import has_ended

pytestmark = pytest.mark.anyio

BOUND_S = 60.0


def running(where: Installation) -> list[int]:
    addresses = [Address.read(where.address_file(role)) for role in ROLES]
    return [address.pid for address in addresses if address is not None]


async def test_it_shows_the_board_and_ends_what_it_started(tmp_path: Path) -> None:
    where = locate(str(tmp_path / "statusboard.db"))
    scenes: list[Scene] = []
    seen: list[int] = []

    def show(scene: Scene) -> None:
        scenes.append(scene)
        if scene.board is not None and len(running(where)) == len(ROLES):
            seen.extend(running(where))
            desk.end()

    desk = WindowlessDesk(where, show)
    async with asyncio.timeout(BOUND_S):
        await desk.run()

    assert scenes[0].board is None
    assert scenes[-1].board is not None
    assert len(set(seen)) == len(ROLES)
    assert all(map(has_ended, seen))
    assert running(where) == []


async def test_what_cannot_start_is_said_and_ended(tmp_path: Path) -> None:
    database = tmp_path / "statusboard.db"
    database.write_text("no database" * 100)
    scenes: list[Scene] = []

    def show(scene: Scene) -> None:
        scenes.append(scene)
        if scene.problems:
            desk.end()

    desk = WindowlessDesk(locate(str(database)), show)
    async with asyncio.timeout(BOUND_S):
        await desk.run()

    assert scenes[-1].board is None
    assert any("did not start" in problem for problem in scenes[-1].problems)
    assert any("not a database" in problem for problem in scenes[-1].problems)


async def test_what_may_only_be_read_is_shown_and_starts_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "desk" / "statusboard.db"
    with closing(open_database(str(file))):
        pass
    monkeypatch.setattr(os, "access", lambda *_: False)
    scenes: list[Scene] = []

    def show(scene: Scene) -> None:
        scenes.append(scene)
        desk.end()

    desk = WindowlessDesk(locate(str(file)), show)
    async with asyncio.timeout(BOUND_S):
        await desk.run()

    assert scenes[0].board is not None
    assert scenes[0].problems == (ONLY_READ,)
    assert [found.name for found in file.parent.iterdir()] == [file.name]


async def test_a_demo_that_is_ended_while_it_starts_leaves_nothing(tmp_path: Path) -> None:
    where = Installation(str(tmp_path / "demo" / "statusboard.db"), tmp_path / "demo")
    scenes: list[Scene] = []
    desk = WindowlessDesk(where, scenes.append, demo=True)
    desk.end()

    async with asyncio.timeout(BOUND_S):
        await desk.run()

    assert scenes == []
    assert running(where) == []


async def test_a_port_that_is_taken_starts_nothing(tmp_path: Path) -> None:
    where = locate(str(tmp_path / "statusboard.db"))
    with bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable, match="Choose another one"):
            await WindowlessDesk(where, lambda _: None, port=port).run()

    assert running(where) == []
