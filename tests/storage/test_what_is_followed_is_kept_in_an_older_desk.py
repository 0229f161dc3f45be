"""A database of the version before, with a service in it, brought to where tags are followed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.instants import to_us
from statusboard.storage import followed, migrate
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO component (id, public_id, name, position, created_us, updated_us) "
    "VALUES (1, 'abc', 'Checkout', 0, 0, 0)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0026", BEFORE)
    assert not inspect(database.engine).has_table("followed_tag")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_a_tag_finds_is_kept_missed_and_forgotten(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert [one.name for one in read_components(unit)] == ["Checkout"]
        first = followed.add_tag(unit, "team: shop", None, "Shop")
        second = followed.add_tag(unit, "team: shop", 3_000_000_000, "")
        followed.note_found(unit, first, {"a": "1", "b": "2"})
        followed.note_found(unit, second, {"b": "2"})
        followed.note_found(unit, first, {"b": "3"})
        held = [
            (one.tag_id, one.guid, one.told, one.missed) for one in followed.read_entities(unit)
        ]
        assert held == [(first, "a", "1", 1), (first, "b", "3", 0), (second, "b", "2", 0)]
        followed.set_aside(unit, ["b"], is_back=False)
        assert [one.is_set_aside for one in followed.read_entities(unit)] == [False, True, True]
        followed.forget_missed(unit, ["a", "b"])
        assert [one.guid for one in followed.read_entities(unit)] == ["b", "b"]
        followed.note_problem(unit, first, "Refused.")
        tags = [(one.looked_us, one.problem, one.account) for one in followed.read_tags(unit)]
        assert tags == [(to_us(NOON), "Refused.", None), (to_us(NOON), "", 3_000_000_000)]
        followed.remove_tag(unit, first)
        assert [one.id for one in followed.read_tags(unit)] == [second]
        assert [one.tag_id for one in followed.read_entities(unit)] == [second]
