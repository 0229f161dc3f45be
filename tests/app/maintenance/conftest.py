from pathlib import Path

import pytest

from statusboard.storage.database import Database
from tests.fixtures.planned import Planning


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Planning:
    """A desk that plans work, with a place for its page and two services."""
    made = Planning(database, tmp_path / "page")
    made.service("Payments")
    made.service("Search")
    return made
