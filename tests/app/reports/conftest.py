import pytest

from statusboard.storage.database import Database
from tests.fixtures.speaking import Newsroom


@pytest.fixture
def room(database: Database) -> Newsroom:
    return Newsroom(database)
