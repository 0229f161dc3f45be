"""A database of the version before, with a check and its state, brought to where several ask."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.status import ComponentStatus
from statusboard.storage import migrate
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from statusboard.storage.history import location_states, states
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO component (id, public_id, name, position, description, created_us, updated_us)"
    " VALUES (1, 'c1', 'Checkout API', 0, '', 0, 0)",
    "INSERT INTO check_ (id, component_id, kind, config, interval_us, deadline_us, fail_after,"
    " recover_after, enabled, created_us) VALUES (7, 1, 'http', '{}', 60000000, 15000000, 2, 2,"
    " true, 0)",
    "INSERT INTO check_state (check_id, level, since_us, reason, detail, memory)"
    " VALUES (7, 'operational', 5, 'ok', '', '{}')",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0024", BEFORE)
    assert not inspect(database.engine).has_table("location")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_a_check_goes_on_at_home_alone(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        [check] = read_checks(unit)
        assert (check.id, check.locations, check.quorum) == (7, (), None)
        assert states.read_states(unit)[7].state.level is ComponentStatus.OPERATIONAL
        assert location_states.read_series(unit) == ()
        location_states.begin_series(unit, "home")
        assert location_states.shared_checks(unit) == frozenset()
