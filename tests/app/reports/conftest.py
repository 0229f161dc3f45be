from datetime import UTC, datetime
from pathlib import Path

import pytest

from statusboard.app.reports.keeper import ReportKeeper
from statusboard.storage.database import Database
from tests.fixtures.speaking import GOOD, Newsroom

FIRST = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def room(database: Database) -> Newsroom:
    return Newsroom(database)


@pytest.fixture
def keeper(room: Newsroom) -> ReportKeeper:
    """Makes what is due when it is told to look; there is one service, and all is well with it."""
    room.measures(room.service(), (FIRST, GOOD))
    return ReportKeeper(room.doorway, room.doorway, lambda _: None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder
