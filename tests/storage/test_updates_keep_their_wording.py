"""The step that gave updates their wording: what was said before it is said after it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

import statusboard.storage.migrations
from statusboard.domain.access import loop
from statusboard.domain.instants import from_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.storage import incident_updates, incidents, migrate
from statusboard.storage.database import Database
from tests.fixtures.history import NOON_US

MINUTE_US = 60_000_000
MINUTE = timedelta(minutes=1)
NOON = from_us(NOON_US)

BEFORE = f"""
INSERT INTO component (id, public_id, name, position, created_us, updated_us)
    VALUES (4, 'c4', 'Checkout API', 0, 0, 0);
INSERT INTO incident VALUES (7, 'i7', 'Payments fail', 'identified', 'major',
    {NOON_US - 9 * MINUTE_US}, {NOON_US - MINUTE_US}, NULL, NULL, {NOON_US + 30 * MINUTE_US});
INSERT INTO incident_component VALUES (7, 4, 'partial_outage');
INSERT INTO notice VALUES (1, 7, 'published', 1, 0);
INSERT INTO revision VALUES (1, 1, '{{"title":" Trouble ","body":"We look. ",
    "next_update_in":"PT900S","started_at":"{(NOON - 20 * MINUTE).isoformat()}"}}', 0, 'Ada');
INSERT INTO incident_update VALUES (71, 'u1', 7, 'investigating', 'We look.', {NOON_US},
    {NOON_US + 15 * MINUTE_US}, 1, 1, 'Ada');
INSERT INTO incident_update VALUES (72, 'u2', 7, 'identified', 'We found it.',
    {NOON_US + MINUTE_US}, {NOON_US + 30 * MINUTE_US}, NULL, NULL, 'Ada');
INSERT INTO update_component VALUES (71, 4, 'Checkout', 'operational', 'major_outage');
INSERT INTO update_component VALUES (72, 4, 'Checkout', 'major_outage', 'partial_outage');
"""


@pytest.fixture
def told_before(empty_url: str) -> Iterator[Database]:
    """A database of the first tables, with an incident of two updates; one has a revision."""
    database = Database.open(empty_url)
    config = Config()
    folder = Path(statusboard.storage.migrations.__file__).parent
    config.set_main_option("script_location", str(folder))
    try:
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            for statement in BEFORE.split(";"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
        yield database
    finally:
        database.close()


def test_what_was_said_before_the_step_is_said_after_it(told_before: Database) -> None:
    migrate.bring_to_head(told_before)
    with told_before.reading(NOON) as unit:
        incident = incidents.read_incident(unit, 7)

    assert incident is not None
    assert incident.impact is Impact.MAJOR
    assert [update.wording for update in incident.updates] == [
        Wording(
            "Payments fail",
            IncidentStatus.IDENTIFIED,
            "We found it.",
            {4: ComponentStatus.PARTIAL_OUTAGE},
            next_update_at=NOON + 30 * MINUTE,
            started_at=NOON - 9 * MINUTE,
        ),
        Wording(
            "Trouble",
            IncidentStatus.INVESTIGATING,
            "We look.",
            {4: ComponentStatus.MAJOR_OUTAGE},
            next_update_at=NOON + 15 * MINUTE,
            started_at=NOON - 20 * MINUTE,
        ),
    ]


def test_an_incident_of_before_goes_on_after_it(told_before: Database) -> None:
    migrate.bring_to_head(told_before)
    over = Wording("Payments fail", IncidentStatus.RESOLVED, "It works.", started_at=NOON)
    said = incident_updates.NewUpdate(over, Impact.MAJOR, {})
    with told_before.writing(NOON + 5 * MINUTE, loop("test")) as unit:
        incident_updates.append_update(unit, 7, said)
        open_now = incidents.read_unresolved(unit)

    assert open_now == ()
