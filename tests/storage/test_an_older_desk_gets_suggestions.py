"""A database of the version before, with a draft in it, brought to where notices are suggested."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.notice import Wording
from statusboard.domain.suggesting import Kind
from statusboard.storage import migrate, notices
from statusboard.storage.database import Database
from statusboard.storage.suggestions import keep_suggestion, read_suggestions, untouched
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, state, revision, created_us) VALUES (7, 'draft', 1, 0)",
    "INSERT INTO revision (notice_id, number, wording, saved_us, saved_by)"
    """ VALUES (7, 1, '{"title": "Mine"}', 0, 'Ada')""",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0016", BEFORE)
    assert not inspect(database.engine).has_table("suggestion")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_a_draft_that_a_person_wrote_stays_theirs(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        assert read_suggestions(unit) == ()
        assert untouched(unit, 7) is None
        ((_, revision),) = notices.read_drafts(unit)
    assert (revision.wording.title, revision.saved_by) == ("Mine", "Ada")


def test_what_monitoring_writes_is_known_as_its_own(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        notice_id = notices.start_notice(unit, None)
        notices.add_revision(unit, notice_id, 1, Wording("It fails"))
        keep_suggestion(unit, notice_id, Kind.TROUBLE, 1)
    with brought.reading(NOON) as unit:
        (one,) = read_suggestions(unit)
        assert one == untouched(unit, notice_id)
    assert (one.wording.title, one.is_touched) == ("It fails", False)
