"""A database of the version before, with places in it, brought to where one can be emptied."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.targets import (
    leave_as_it_is,
    read_leaving,
    read_targets,
    record_emptied,
    remove_target,
)
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO target (id, name, kind, config, position) VALUES (3, 'folder', 'folder', '{}', 0)",
    "INSERT INTO target (id, name, kind, config, position, removed_us)"
    " VALUES (4, 'folder 2', 'folder', '{}', 1, 7)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0038", BEFORE)
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_removed_before_stays_and_one_given_up_now_is_emptied(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert unit.connection.scalar(text("SELECT count(*) FROM target")) == 2
        assert [target.id for target in read_targets(unit)] == [3]
        assert read_leaving(unit) == ()
        remove_target(unit, 3, empty=True)
        record_emptied(unit, 3, problem="The folder is gone.")
        assert [(one.id, why) for one, why in read_leaving(unit)] == [(3, "The folder is gone.")]
        assert not leave_as_it_is(unit, 4)
        record_emptied(unit, 3)
        assert read_leaving(unit) == ()
        assert not leave_as_it_is(unit, 3)
