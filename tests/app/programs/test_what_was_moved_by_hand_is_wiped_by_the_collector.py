"""Secrets that somebody moves beside a running collector are wiped by it, at once or at its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.people.who import WHO
from statusboard.app.programs.collector import CollectorWork
from statusboard.app.services.commands import MOVE_SECRETS
from statusboard.app.services.moving_secrets import IS_TO_WIPE, MoveSecrets
from statusboard.app.services.sweeping import SecretSweeper
from statusboard.app.watching.collector import Collector
from statusboard.app.watching.secret_mover import SecretMover
from statusboard.domain.access import Actor, ActorKind
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import add_check, remove_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.keys import MemoryKeyring, files_with

pytestmark = [pytest.mark.anyio, ON_SQLITE]

CLOCK = SystemClock()
ADA = Actor(ActorKind.PERSON, "ada")
BOUND_S = 60.0


@pytest.fixture
def door(database: Database, tmp_path: Path) -> Doorway:
    return Doorway(database, CLOCK, SecretPlace(tmp_path / "keys", backend=MemoryKeyring()))


@asynccontextmanager
async def at_work(door: Doorway, *, hear_s: float) -> AsyncIterator[None]:
    """A collector that has begun, and is stopped in order."""
    mover = SecretMover(door)
    collector = Collector(
        door.database,
        CLOCK,
        Connections(),
        on_heard=mover.hear,
        hear_s=hear_s,
    )
    work = CollectorWork(collector, mover, SecretSweeper(door), partial(door.ask, WHO))
    stop = asyncio.Event()
    async with asyncio.timeout(BOUND_S), asyncio.TaskGroup() as group:
        group.create_task(work.run(stop=stop, announce=lambda _changes: None))
        await collector.loaded.wait()
        yield
        stop.set()


def move_by_hand(door: Doorway) -> None:
    """Leaves a secret as an earlier version did, and moves it as the command does."""
    with door.database.writing(CLOCK.now(), ADA) as unit:
        component = add_component(unit, name="Shop")
        config = {"url": "http://ada:pw-1815@127.0.0.1:9/"}
        check = add_check(unit, component_id=component.id, kind="http", config=config)
        remove_check(unit, check.id)
    assert door.do(MOVE_SECRETS, MoveSecrets(), ADA).result == 1
    assert door.ask(IS_TO_WIPE, None)


async def test_it_hears_of_it_and_wipes_at_once(door: Doorway, tmp_path: Path) -> None:
    async with at_work(door, hear_s=0.02):
        move_by_hand(door)
        while door.ask(IS_TO_WIPE, None):  # noqa: ASYNC110 - another thread, no event
            await asyncio.sleep(0.02)
        assert files_with(tmp_path, ["pw-1815"]) == []


async def test_what_it_did_not_hear_of_is_wiped_at_its_end(door: Doorway, tmp_path: Path) -> None:
    async with at_work(door, hear_s=3600.0):
        move_by_hand(door)

    assert not door.ask(IS_TO_WIPE, None)
    assert files_with(tmp_path, ["pw-1815"]) == []


def test_the_record_says_what_was_moved(door: Doorway) -> None:
    move_by_hand(door)
    with door.database.reading(CLOCK.now()) as unit:
        moved = select(AUDIT.c.subject).where(AUDIT.c.verb == "move_secrets")
        assert unit.connection.execute(moved).scalar() == "1 check"
