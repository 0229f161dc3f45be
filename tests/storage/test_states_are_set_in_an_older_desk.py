"""A database of the version before, with an outage in it, brought to where people set states."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.instants import HOUR_US, MINUTE_US, from_us
from statusboard.domain.override import Override
from statusboard.domain.status import ComponentStatus
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.history.override_spans import follow_overrides
from statusboard.storage.overrides import add_override, read_in_force
from tests.fixtures.history import NOON_US
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR

GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
TURNED_US = NOON_US - HOUR_US
BEFORE = (
    "INSERT INTO component (id, public_id, name, position, created_us, updated_us)"
    " VALUES (1, 'pay', 'Payments', 0, 0, 0)",
    "INSERT INTO check_ (id, component_id, kind, config, interval_us, deadline_us, fail_after,"
    " recover_after, enabled, created_us)"
    " VALUES (1, 1, 'http', '{}', 60000000, 15000000, 2, 2, true, 0)",
    "INSERT INTO check_state (check_id, level, since_us, reason, detail, memory)"
    f" VALUES (1, 'major_outage', {TURNED_US}, 'status_code', '503', '{{}}')",
    "INSERT INTO transition (check_id, at_us, before, after, reason, detail)"
    f" VALUES (1, {TURNED_US}, 'unknown', 'major_outage', 'status_code', '503')",
    f"INSERT INTO span (component_id, start_us, stop_us, status) VALUES (1, {TURNED_US}, NULL, 5)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0022", BEFORE)
    assert not inspect(database.engine).has_table("override")
    migrate.bring_to_head(database)
    yield database
    database.close()


def told(database: Database, now_us: int) -> list[tuple[int, int | None, ComponentStatus]]:
    with database.reading(from_us(now_us)) as unit:
        return [(one.start_us, one.stop_us, one.status) for one in spans.read_spans(unit)]


def test_its_history_stays_and_a_state_is_set_there(brought: Database) -> None:
    assert [one[:2] for one in told(brought, NOON_US)] == [(TURNED_US, None)]
    with brought.writing(from_us(NOON_US), COLLECTOR) as unit:
        until_us = NOON_US + 5 * MINUTE_US
        add_override(unit, Override(0, 1, GOOD, "False alarm", "Ada", NOON_US, until_us))
        assert read_in_force(unit)[1].status is GOOD
        assert follow_overrides(unit) == ({1}, until_us)
    assert told(brought, NOON_US)[1:] == [(NOON_US, None, GOOD)]
    with brought.writing(from_us(NOON_US + HOUR_US), COLLECTOR) as unit:
        assert follow_overrides(unit) == ({1}, None)
        assert follow_overrides(unit) == (frozenset(), None)
    assert told(brought, NOON_US + HOUR_US)[1:] == [
        (NOON_US, until_us, GOOD),
        (until_us, None, MAJOR),
    ]
