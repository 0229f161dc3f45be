"""A screen at work: the application's loop, a real database behind a desk in this process."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.desk.desk import LocalDesk
from statusboard.app.doorway import Query, Verb
from statusboard.domain.views.new_relic import CheckKey, Connect, Connected, KeyChecked
from statusboard.errors import StatusBoardError
from statusboard.storage.database import Database
from tests.builders_speaking import Newsroom, person
from ui.runtime.operations import Operations
from ui.theme.appearance import dress
from ui.theme.theme import Theme
from ui.theme.tokens import ThemeChoice

__all__ = ["dressed", "loop", "office", "operations", "room", "sqlite_database"]


@dataclass
class OfficeDesk:
    """A desk whose office can be told to be away; and that knows a New Relic of its own."""

    local: LocalDesk
    problem: StatusBoardError | None = None
    new_relic: list[object] = field(default_factory=list)
    key_answer: KeyChecked | StatusBoardError = field(
        default_factory=lambda: KeyChecked("Ada", ((1234567, "Northwind"),))
    )
    connect_answer: Callable[[Connect], Connected] | None = None
    key_problem: StatusBoardError | None = None

    async def ask(self, query: Query[Any, Any], given: Any) -> Any:
        return await self.local.ask(query, given)

    async def do(self, verb: Verb[Any, Any], given: Any) -> Any:
        if self.problem is not None:
            raise self.problem
        return await self.local.do(verb, given)

    async def has_new_relic_key(self) -> bool:
        if self.key_problem is not None:
            raise self.key_problem
        return True

    async def check_key(self, given: CheckKey) -> KeyChecked:
        self.new_relic.append(given)
        if isinstance(self.key_answer, StatusBoardError):
            raise self.key_answer
        return self.key_answer

    async def connect_new_relic(self, given: Connect) -> Connected:
        self.new_relic.append(given)
        if self.connect_answer is None:
            return Connected("Ada", ((1234567, "Northwind"),), "keyring")
        return self.connect_answer(given)

    async def disconnect_new_relic(self) -> None:
        self.new_relic.append("disconnect")


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    """The application in its light clothes."""
    # Widgets of the test before may not be gone yet: the theme they paint with stays.
    found = qapp.property("statusboard_theme")
    made = found if isinstance(found, Theme) else dress(qapp, ThemeChoice.LIGHT)
    made.choose(ThemeChoice.LIGHT)
    yield made
    made.choose(ThemeChoice.LIGHT)


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


@pytest.fixture
def sqlite_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh file at the newest schema."""
    file = tmp_path / "statusboard.db"
    shutil.copyfile(request.getfixturevalue("_migrated_file"), file)
    opened = Database.open(file)
    yield opened
    opened.close()


@pytest.fixture
def room(sqlite_database: Database) -> Newsroom:
    """A newsroom on it, with a clock that passes when told."""
    return Newsroom(sqlite_database)


@pytest.fixture
def office(room: Newsroom) -> Iterator[OfficeDesk]:
    """A desk on the newsroom's database, for Ada."""
    executor = ThreadPoolExecutor(1)
    yield OfficeDesk(LocalDesk(room.doorway, person(), executor))
    executor.shutdown()


@pytest.fixture
def operations(
    loop: qasync.QEventLoop, office: OfficeDesk, qtbot: QtBot, dressed: Theme
) -> Iterator[Operations]:
    """What a screen is given."""
    made = Operations(office)  # type: ignore[arg-type]
    yield made
    for task in tuple(made._running):
        task.cancel()
    qtbot.waitUntil(lambda: not made._running)
