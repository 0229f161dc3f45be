"""A database of the version before, with a draft, brought to where milestones are remembered."""

from contextlib import closing

from sqlalchemy import inspect

from statusboard.storage import migrate
from statusboard.storage.milestones import add_milestone, is_drafted
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, state, revision, created_us, sort) "
    "VALUES (7, 'draft', 1, 1, 'announcement')",
)


def test_what_was_drafted_is_known_again(empty_url: str) -> None:
    with closing(older_database(empty_url, "0037", BEFORE)) as database:
        assert not inspect(database.engine).has_table("milestone")
        migrate.bring_to_head(database)
        with database.writing(NOON, COLLECTOR) as unit:
            assert not is_drafted(unit, "2026-Q4:all")
            add_milestone(unit, "2026-Q4:all", 7)
            add_milestone(unit, "2026-Q4:all", 7)
        with database.reading(NOON) as unit:
            assert is_drafted(unit, "2026-Q4:all")
            assert not is_drafted(unit, "2026-Q4:1")
