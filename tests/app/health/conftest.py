import pytest

from statusboard.storage.database import Database
from tests.fixtures.watch import Watch


@pytest.fixture
def watch(database: Database) -> Watch:
    return Watch(database)
