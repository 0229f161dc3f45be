"""A database from before anything was withdrawn, joined or announced, brought to this version."""

import pytest

from statusboard.domain.taken_back import taken_back
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_announcements, read_incidents
from statusboard.storage.notices import read_notice
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import NOON

SAID = (
    "INSERT INTO incident_update (id, public_id, incident_id, wording, published_us, notice_id,"
    " revision, published_by) VALUES ({id}, '{public}', 1, '{{}}', {id}, {notice}, 1, '')"
)
WRITTEN = (
    "INSERT INTO notice (id, incident_id, state, revision, created_us, corrects)"
    " VALUES ({id}, 1, 'published', 1, 1, '{corrects}')"
)
BEFORE = (
    "INSERT INTO incident (id, public_id, status, impact, created_us)"
    " VALUES (1, 'inc', 'investigating', 'major', 1)",
    WRITTEN.format(id=1, corrects=""),
    WRITTEN.format(id=2, corrects="first"),
    SAID.format(id=1, public="first", notice=1),
    SAID.format(id=2, public="second", notice=2),
    # The sample story has updates that nobody drafted.
    SAID.format(id=3, public="third", notice="NULL"),
)


@pytest.fixture
def older(empty_url: str) -> Database:
    """A database at the step before, where the second update corrected the first."""
    return older_database(empty_url, "0013", BEFORE)


def test_what_was_corrected_before_is_known_from_the_updates(older: Database) -> None:
    migrate.bring_to_head(older)
    try:
        with older.reading(NOON) as unit:
            (incident,) = read_incidents(unit)
            notice = read_notice(unit, 2)
            assert read_announcements(unit) == ()
    finally:
        older.close()
    assert [one.corrects for one in incident.updates] == ["", "first", ""]
    assert {one.kind for one in incident.updates} == {UpdateKind.SAID}
    gone = taken_back(incident.updates)["first"]
    assert (gone.by, gone.is_withdrawn) == ("second", False)
    assert (incident.is_counted, incident.merged_into, incident.sort) == (
        True,
        None,
        NoticeSort.INCIDENT,
    )
    assert notice is not None
    assert notice.sort is NoticeSort.INCIDENT
