"""A server that was started again is the one it was; a standby that took its place is not."""

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import TextClause, text

from statusboard.storage.database import Database
from statusboard.storage.whereabouts import is_elsewhere, settle_here
from tests.fixtures.database import PostgresServer, start_postgres
from tests.fixtures.speaking import COLLECTOR, NOON

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("postgres")]
# So much is left to be written that the checkpoint after taking over lasts for minutes.
MUCH = text(
    "CREATE TABLE much AS SELECT repeat('x', 200) AS x FROM generate_series(1, 20000) AS number"
)
TAKE_OVER = text("SELECT pg_promote(true, 60)")


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """One of its own: it is ended and started again."""
    started = start_postgres()
    yield started
    started.stop()


def seems_elsewhere(url: str) -> bool:
    database = Database.open(url)
    try:
        with database.reading(NOON) as unit:
            return is_elsewhere(unit)
    finally:
        database.close()


def carry_out(url: str, statement: TextClause) -> None:
    database = Database.open(url)
    try:
        with database.engine.begin() as connection:
            connection.execute(statement)
    finally:
        database.close()


def test_a_standby_is_known_from_its_first_moment(server: PostgresServer) -> None:
    url = server.fresh()
    database = Database.open(url)
    with database.writing(NOON, COLLECTOR) as unit:
        settle_here(unit)
    database.close()
    carry_out(url, MUCH)
    server.crash()
    server.start()
    assert not seems_elsewhere(url)
    carry_out(url, text("INSERT INTO much SELECT x FROM much"))
    server.crash()
    signal = server.home / "cluster" / "standby.signal"
    signal.touch()
    if server.user is not None:
        shutil.chown(signal, server.user)
    server.start()
    carry_out(url, TAKE_OVER)
    assert seems_elsewhere(url)
