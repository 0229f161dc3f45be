"""A database from before corrections, with messages in it, brought to this version."""

import pytest
from sqlalchemy import text

from statusboard.storage import migrate
from statusboard.storage.corrections import mark_corrected
from statusboard.storage.database import Database
from statusboard.storage.notices import read_notice
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO incident (id, public_id, status, impact, created_us)"
    " VALUES (1, 'inc', 'investigating', 'major', 1)",
    "INSERT INTO notice (id, incident_id, state, revision, created_us)"
    " VALUES (1, 1, 'published', 1, 1)",
    "INSERT INTO incident_update (id, public_id, incident_id, wording, published_us, notice_id,"
    " revision, published_by) VALUES (1, 'upd', 1, '{}', 1, 1, 1, '')",
    "INSERT INTO dispatch (update_id, incident_id, generation, ready_us, held_until_us, recipients)"
    " VALUES (1, 1, 1, 1, 1, 5)",
)


@pytest.fixture
def older(empty_url: str) -> Database:
    """A database at the step before, with an update on its way."""
    return older_database(empty_url, "0006", BEFORE)


def test_nothing_is_a_correction_and_everything_can_be_corrected(older: Database) -> None:
    migrate.bring_to_head(older)
    try:
        with older.writing(NOON, COLLECTOR) as unit:
            notice = read_notice(unit, 1)
            assert notice is not None
            assert notice.corrects == ""
            marks = text("SELECT recipients, corrected_by FROM dispatch")
            assert unit.connection.execute(marks).all() == [(5, None)]
            mark_corrected(unit, 1, by=7)
            assert unit.connection.execute(marks).all() == [(5, 7)]
    finally:
        older.close()
