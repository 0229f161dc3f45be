"""A database of the version before, with a trail in it, brought to where people are kept."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.access import Role
from statusboard.domain.instants import to_us
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.devices import read_devices, see_device
from statusboard.storage.notices import read_drafts
from statusboard.storage.people import add_person, has_people, read_people
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO notice (id, incident_id, state, revision, created_us, corrects) VALUES"
    f" (1, NULL, 'draft', 1, {to_us(NOON)}, '')",
    "INSERT INTO revision (notice_id, number, wording, saved_us, saved_by) VALUES"
    f""" (1, 1, '{{"title": "Trouble"}}', {to_us(NOON)}, 'Ada')""",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0020", BEFORE)
    assert not inspect(database.engine).has_table("person")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_written_is_still_there_and_people_can_be_set_up(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        ((_, revision),) = read_drafts(unit)
        assert revision.saved_by == "Ada"
        assert not has_people(unit)
        number = add_person(unit, name="Ada", role=Role.ADMINISTRATOR, login="ada")
        assert [(one.id, one.name) for one in read_people(unit)] == [(number, "Ada")]


def test_a_device_is_one_however_often_it_is_seen(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        first = see_device(unit, key="d1", name="Desk 1", who="Ada")
        assert see_device(unit, key="d1", name="Desk one", who="Ben") == first
        (device,) = read_devices(unit)
        assert (device.name, device.seen_name, device.seen_at) == ("Desk one", "Ben", NOON)
