"""The tests' database on PostgreSQL is emptied from test to test, and left where it was changed."""

from contextlib import closing

import psycopg
import pytest

from statusboard.storage.database import Database
from statusboard.storage.settings import read_settings, write_setting
from tests.fixtures.database import PostgresServer
from tests.fixtures.emptied import Emptied
from tests.fixtures.history import add_service
from tests.fixtures.speaking import COLLECTOR, NOON

pytestmark = pytest.mark.postgres


@pytest.fixture
def emptied(postgres: PostgresServer) -> Emptied:
    return Emptied(postgres.make, postgres.dsn)


def filled(postgres: PostgresServer, name: str) -> int:
    """Writes into the database; the number of the service that was made."""
    with (
        closing(Database.open(postgres.url(name))) as database,
        database.writing(NOON, COLLECTOR) as unit,
    ):
        assert dict(read_settings(unit)) == {}
        write_setting(unit, "page.name", "Ours")
        return add_service(unit, "Checkout")[0].id


def test_it_is_empty_and_counts_from_one_again(postgres: PostgresServer, emptied: Emptied) -> None:
    name = emptied.take()
    first = filled(postgres, name)
    emptied.give_back(name)

    assert emptied.take() == name
    assert filled(postgres, name) == first


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE setting ADD COLUMN more integer",
        "ALTER TABLE setting ALTER COLUMN value DROP NOT NULL",
        "CREATE TABLE more (id integer)",
        "CREATE INDEX more ON setting (value)",
        "DROP TABLE setting CASCADE",
        "UPDATE alembic_version SET version_num = 'x'",
    ],
)
def test_one_whose_schema_was_changed_is_left(
    postgres: PostgresServer, emptied: Emptied, change: str
) -> None:
    name = emptied.take()
    with psycopg.connect(postgres.dsn(name)) as there:
        there.execute(change.encode())
    emptied.give_back(name)

    assert emptied.take() != name


def test_one_that_somebody_still_holds_is_left(postgres: PostgresServer, emptied: Emptied) -> None:
    name = emptied.take()
    with psycopg.connect(postgres.dsn(name)) as there:
        there.execute("INSERT INTO setting (key, value) VALUES ('x', '1')")
        emptied.give_back(name)

        assert emptied.take() != name
