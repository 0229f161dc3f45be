"""A database of the version before, with a promise in it, brought to where objectives are kept."""

from collections.abc import Iterator

import pytest

from statusboard.domain.objective import Hours, Objective, read_window
from statusboard.storage import migrate
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.groups import read_groups
from statusboard.storage.objectives import set_group_objective, set_objective, terms_of
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

COMPONENT = (
    "INSERT INTO component"
    " (id, public_id, name, group_id, position, promised_ppm, created_us, updated_us)"
    " VALUES ({0}, 'p{0}', 'Service {0}', 3, {0}, {1}, 0, 0)"
)
BEFORE = (
    "INSERT INTO component_group (id, name, position) VALUES (3, 'Shop', 0)",
    COMPONENT.format(7, 999_500),
    COMPONENT.format(8, "NULL"),
)
MONTH = Objective(999_000, read_window("month"), Hours.BUSINESS)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0032", BEFORE)
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_promised_stays_promised_over_twelve_months(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        assert [one.objective for one in read_components(unit)] == [Objective(999_500), None]
        assert [one.weight for one in read_components(unit)] == [1, 1]
        assert [one.objective for one in read_groups(unit)] == [None]


def test_objectives_are_kept_and_taken_back(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        set_objective(unit, 8, MONTH)
        set_group_objective(unit, 3, MONTH)
    with brought.reading(NOON) as unit:
        assert [one.objective for one in read_components(unit)] == [Objective(999_500), MONTH]
        assert [one.objective for one in read_groups(unit)] == [MONTH]
    with brought.writing(NOON, COLLECTOR) as unit:
        set_objective(unit, 7, None)
        set_group_objective(unit, 3, None)
    with brought.reading(NOON) as unit:
        assert [one.objective for one in read_components(unit)] == [None, MONTH]
        assert [one.objective for one in read_groups(unit)] == [None]


def test_terms_of_a_newer_version_are_read_as_the_usual_ones() -> None:
    assert terms_of("fortnight", "nights") == (Objective(1).window, Hours.ALL)
