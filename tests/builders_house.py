"""What tests of measuring screens stand on: a database with a collector's ingest, and its desk.

And a counter: a desk at the edge that answers with what a test laid ready, for what is hard to
stage, such as an answer that comes late.
"""

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.desk.desk import LocalDesk
from statusboard.app.doorway import Doorway
from statusboard.app.services.commands import ADD_SERVICE
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.instants import from_us
from statusboard.domain.views.new_relic import EntityPage, FindEntities
from statusboard.domain.views.verify import LatestAnswer
from statusboard.errors import StatusBoardError
from statusboard.storage import leases
from statusboard.storage.database import Database
from tests.builders_clock import StoppedClock
from tests.builders_history import COLLECTOR, DOWN, NOON_US, UP, S, result
from ui.runtime.operations import Operations
from ui.theme.theme import Theme

__all__ = ["counter", "house", "loop", "operations"]

PERSON = Actor(ActorKind.PERSON, "Ada")
MINUTE_US = 60 * S
HEARTBEAT = timedelta(seconds=15)


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    """The application's loop: tasks move on whenever a test waits for Qt."""
    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    asyncio._set_running_loop(made)
    yield made
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(None)
    made.close()


@dataclass
class Counter:
    """A desk at the edge: it answers with what a test laid ready, and notes what it was asked.

    An answer may be a value, an error to raise, a future, or a function of what was given. What
    is not there is never answered.
    """

    answers: Mapping[str, object] = field(default_factory=dict)
    asked: list[tuple[str, object]] = field(default_factory=list)

    async def ask(self, query: object, given: object) -> object:
        return await self._answer(query.name, given)  # type: ignore[attr-defined]

    async def do(self, verb: object, given: object) -> object:
        return await self._answer(verb.name, given)  # type: ignore[attr-defined]

    async def check_now(self, check_ids: object) -> None:
        await self._answer("check_now", tuple(check_ids))  # type: ignore[arg-type]

    async def latest(self, check_id: int) -> LatestAnswer | None:
        if "latest" not in self.answers:
            return None
        return await self._answer("latest", check_id)  # type: ignore[return-value]

    async def find_entities(self, given: FindEntities) -> EntityPage:
        return await self._answer("find_entities", given)  # type: ignore[return-value]

    async def _answer(self, name: str, given: object) -> object:
        self.asked.append((name, given))
        if name not in self.answers:
            await asyncio.get_running_loop().create_future()
        answer = self.answers[name]
        answer = answer(given) if callable(answer) else answer
        answer = await answer if isinstance(answer, asyncio.Future) else answer
        if isinstance(answer, StatusBoardError):
            raise answer
        return answer


@pytest.fixture
def counter() -> Counter:
    """A desk that answers with what the test lays ready in `answers`."""
    return Counter({})


@pytest.fixture
def operations(
    loop: qasync.QEventLoop, theme: Theme, counter: Counter, qtbot: QtBot
) -> Iterator[Operations]:
    """Operations over the counter; nothing of them is left running."""
    made = Operations(counter)  # type: ignore[arg-type]
    yield made
    _stop(made, qtbot)


@dataclass(frozen=True)
class House:
    """A real database with its desk, and a clock that a test moves."""

    database: Database
    clock: StoppedClock
    doorway: Doorway
    ingest: Ingest
    operations: Operations

    def add(self, name: str, *, promised: str | None = "99.9", group: str = "Shop") -> int:
        """Adds a service with one web check; its id."""
        check = CheckInput("http", {"url": "http://127.0.0.1:9/health"})
        given = ServiceInput(name, group=group, promised=promised, checks=(check,))
        component_id = self.doorway.do(ADD_SERVICE, given, PERSON).result
        self.ingest.reload()
        return component_id

    def check_id(self, component_id: int) -> int:
        """The first check of a service."""
        return next(c.id for c in self.ingest.checks if c.component_id == component_id)

    def watch(self, name: str, minutes: str, *, promised: str | None = "99.9") -> int:
        """Adds a service and watches it from noon: a letter a minute, `u` for up, `d` for down."""
        self.clock.go(NOON_US)
        component_id = self.add(name, promised=promised)
        check_id = self.check_id(component_id)
        for number, letter in enumerate(minutes):
            at_us = NOON_US + number * MINUTE_US
            self.clock.go(at_us + S)
            self.beat()
            self.ingest.take([result(check_id, at_us, DOWN if letter == "d" else UP)])
        self.clock.go(NOON_US + len(minutes) * MINUTE_US)
        self.beat()
        return component_id

    def beat(self) -> None:
        """The collector says that it lives."""
        with self.database.writing(from_us(self.clock.now_us), COLLECTOR) as unit:
            if not leases.renew(unit, role="collector", holder="here", ttl=HEARTBEAT):
                leases.take(unit, role="collector", holder="here", address="", ttl=HEARTBEAT)
                leases.renew(unit, role="collector", holder="here", ttl=HEARTBEAT)


@pytest.fixture
def house(
    loop: qasync.QEventLoop, theme: Theme, _migrated_file: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[House]:
    """An empty database, somebody at its desk, noon."""
    file = tmp_path / "statusboard.db"
    shutil.copyfile(_migrated_file, file)
    database = Database.open(file)
    clock = StoppedClock(NOON_US)
    doorway = Doorway(database, clock)
    ingest = Ingest(database, clock)
    ingest.load()
    with ThreadPoolExecutor(1, thread_name_prefix="desk") as executor:
        operations = Operations(LocalDesk(doorway, PERSON, executor))
        yield House(database, clock, doorway, ingest, operations)
        _stop(operations, qtbot)
    database.close()


def _stop(operations: Operations, qtbot: QtBot) -> None:
    for task in tuple(operations._running):
        task.cancel()
    qtbot.waitUntil(lambda: not operations.is_busy)


def settle(qtbot: QtBot, operations: Operations) -> None:
    """Waits until nothing that was asked is still unanswered."""
    qtbot.waitUntil(lambda: not operations.is_busy)
