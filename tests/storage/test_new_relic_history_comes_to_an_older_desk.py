"""A database of the version before, with a connection in it, brought to this one."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.instants import SECOND_US
from statusboard.storage import migrate, new_relic_budget
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.new_relic_budget import Charge
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO component (id, public_id, name, position, created_us, updated_us) "
    "VALUES (1, 'abc', 'Checkout', 0, 0, 0)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0030", BEFORE)
    assert not inspect(database.engine).has_table("new_relic_budget")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_an_older_desk_shares_its_budget(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert [one.name for one in read_components(unit)] == ["Checkout"]
        charges = [Charge("key:a", 1, 60, 10)]
        number = new_relic_budget.grant(
            unit, charges, seats_of="key:a", seats=2, until_us=SECOND_US
        )
        new_relic_budget.give_back(unit, number)
