"""A database of the version before, brought to where it knows what came from elsewhere."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.storage import migrate
from statusboard.storage.brought import (
    Brought,
    BroughtHistory,
    keep_brought,
    keep_history,
    read_brought,
    read_histories,
)
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO component (id, public_id, name, position, description, created_us, updated_us)"
    " VALUES (1, 'abc', 'Shop', 1, '', 0, 0)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0027", BEFORE)
    assert not inspect(database.engine).has_table("brought")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_services_are_as_they_were_and_what_is_brought_comes_beside_them(
    brought: Database,
) -> None:
    one = Brought("service", "7 shop", 1, "-abc")
    past = BroughtHistory(1, "uptime_kuma", 10, 20, 3)
    with brought.writing(NOON, COLLECTOR) as unit:
        keep_brought(unit, "uptime_kuma", [Brought("service", "7 shop", 1, "-old"), one])
        keep_history(unit, past)
    with brought.reading(NOON) as unit:
        assert [component.name for component in read_components(unit)] == ["Shop"]
        assert read_brought(unit, "uptime_kuma") == {("service", "7 shop"): one}
        assert read_brought(unit, "gatus") == {}
        assert read_histories(unit) == {1: past}
