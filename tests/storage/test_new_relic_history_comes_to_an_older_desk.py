"""A database of the version before, with a connection in it, brought to this one."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.instants import SECOND_US
from statusboard.storage import migrate, new_relic_budget
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.new_relic_budget import Charge
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.settings import read_settings
from tests.fixtures.connections import connected_to
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


@pytest.fixture
def connected(empty_url: str) -> Iterator[Database]:
    settings = {
        "new_relic.region": '"EU"',
        "new_relic.user": '"Ada"',
        "new_relic.accounts": '[[4100201, "Käufe"]]',
        "new_relic.key_kept_in": '"keyring"',
        "new_relic.connected_us": "1700000000000000",
        "new_relic.unwatched": '"operational"',
    }
    rows = [f"INSERT INTO setting (key, value) VALUES ('{k}', '{v}')" for k, v in settings.items()]
    database = older_database(empty_url, "0030", rows)
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_the_connection_there_was_is_the_first_of_several(connected: Database) -> None:
    with connected.writing(NOON, COLLECTOR) as unit:
        [one] = read_connections(unit)
        assert (one.name, one.region, one.url) == ("New Relic", "EU", "")
        assert (one.user, one.accounts) == ("Ada", ((4100201, "Käufe"),))
        # The key keeps its name among the secrets, and the feed need not open its session anew.
        assert (one.key_name, one.connected_us) == ("new-relic-key", 1_700_000_000_000_000)
        assert read_settings(unit) == {"new_relic.unwatched": "operational"}
        connected_to(unit, "US", name="Shop")
        assert [one.name for one in read_connections(unit)] == ["New Relic", "Shop"]
