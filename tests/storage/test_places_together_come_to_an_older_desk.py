"""A database of the version before, with a page at a place, brought to where places are several."""

from collections.abc import Iterator

import pytest

from statusboard.domain.published import Seen
from statusboard.storage import generations, migrate
from statusboard.storage.database import Database
from statusboard.storage.seen import generation_with, newest_put, read_seen, record_seen
from statusboard.storage.shown import read_shown
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO target (id, name, kind, config, position) VALUES (3, 'folder', 'folder', '{}', 0)",
    "INSERT INTO generation (number, opened_us, cause) VALUES (7, 5, 'test')",
    "INSERT INTO publication (generation, target, digest, read_back_us)"
    " VALUES (7, 'folder', 'd', 6)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0039", BEFORE)
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_shown_before_counts_and_what_comes_is_known_again(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert read_shown(unit).primary == 7
        assert newest_put(unit, "folder") is None  # of what was put before nobody knows the digest
        assert read_seen(unit) == {3: Seen()}
        number = generations.open_generation(unit, "test", ["folder"])
        generations.record_problem(unit, number, "folder", "It is full.", retry_at=NOON)
        (view,) = generations.read_publications(unit, number)
        assert (view.problem, view.retry_at, view.since) == ("It is full.", NOON, NOON)
        generations.record_read_back(unit, number, "folder", "e", first_digest="f")
        assert generation_with(unit, "folder", "f") == 8
        seen = Seen(7, NOON, "It is old.", ("It lacks something.",))
        record_seen(unit, 3, seen)
        assert read_seen(unit) == {3: seen}
