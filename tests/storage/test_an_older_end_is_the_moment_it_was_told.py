"""Incidents of the version before, in which an end was always the moment in which it was told."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from statusboard.domain.instants import from_us
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_incidents, read_unresolved
from statusboard.storage.tables import INCIDENT
from tests.fixtures.history import NOON_US
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import NOON

HOUR_US = 3_600_000_000
TOLD_US = NOON_US - HOUR_US
BEFORE = (
    "INSERT INTO incident (id, public_id, status, impact, created_us, monitoring_us, resolved_us)"
    f" VALUES (1, 'over00000000', 'resolved', 'major', {TOLD_US - 9}, NULL, {TOLD_US}),"
    f" (2, 'open00000000', 'monitoring', 'minor', {TOLD_US - 9}, {TOLD_US}, NULL)",
    "INSERT INTO incident_update (id, public_id, incident_id, published_us, published_by, wording)"
    f""" VALUES (1, 'u1', 1, {TOLD_US}, 'Ada', '{{"title":"T","status"\\:"resolved"}}'),"""
    f""" (2, 'u2', 2, {TOLD_US}, 'Ada', '{{"title":"T","status"\\:"monitoring"}}')""",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0013", BEFORE)
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_over_was_told_so_at_its_end(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        asked = select(INCIDENT.c.resolved_us, INCIDENT.c.closed_us).order_by(INCIDENT.c.id)
        assert unit.connection.execute(asked).all() == [(TOLD_US, TOLD_US), (None, None)]
        ended = {one.public_id: one.resolved_at for one in read_incidents(unit)}
        assert ended == {"over00000000": from_us(TOLD_US), "open00000000": None}
        assert [one.public_id for one in read_unresolved(unit)] == ["open00000000"]
