"""A database of the version before, with an incident in it, brought to where work is planned."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import inspect

from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.status import ComponentStatus
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.history.covers import covered_now
from statusboard.storage.history.maintenance_spans import follow_maintenance
from statusboard.storage.incidents import read_incidents, read_planned
from statusboard.storage.maintenance import (
    NewWindow,
    add_maintenance,
    add_window,
    read_open_maintenance,
)
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO component (id, public_id, name, position, created_us, updated_us)"
    " VALUES (1, 'pay', 'Payments', 0, 0, 0)",
    "INSERT INTO incident (id, public_id, status, impact, created_us)"
    " VALUES (5, 'old', 'identified', 'major', 0)",
    "INSERT INTO incident_update (id, public_id, incident_id, published_us, published_by, wording)"
    """ VALUES (9, 'said', 5, 1, 'Ada', '{"title": "It fails", "status": "identified"}')""",
)
PLAN = Plan(
    "Database upgrade",
    "UTC",
    datetime(2026, 10, 25, 12),  # noqa: DTZ001
    timedelta(hours=1),
    {1: ComponentStatus.UNDER_MAINTENANCE},
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0019", BEFORE)
    assert not inspect(database.engine).has_table("maintenance_window")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_an_incident_stays_one(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        (incident,) = read_incidents(unit)
        assert read_planned(unit) == ()
    assert (incident.public_id, incident.scheduled_for) == ("old", None)


def test_work_is_planned_there(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        number = add_maintenance(unit, PLAN)
        window = NewWindow(NOON, NOON, NOON + PLAN.lasts, MaintenanceStatus.SCHEDULED)
        add_window(unit, number, PLAN, window)
    with brought.writing(NOON, COLLECTOR) as unit:
        (known,) = read_open_maintenance(unit)
        assert known.plan == PLAN
        assert known.windows[0].starts_at == NOON
        assert covered_now(unit) == {1}
        changed, edge_us = follow_maintenance(unit)
    assert changed == {1}
    assert edge_us is not None
