from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.settings.screen import SettingsScreen

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "operations",
    "screen",
    "sqlite_database",
]


@pytest.fixture
def screen(qtbot: QtBot, operations: Operations, newsroom: Newsroom) -> Iterator[SettingsScreen]:
    made = SettingsScreen(operations, clock=newsroom.clock)
    made.resize(1100, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made._stack.currentIndex() == 1)
    yield made
    made.hide()
