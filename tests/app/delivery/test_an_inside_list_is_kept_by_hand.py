"""An inside list by hand: made, renamed, given another text, removed."""

import pytest

from statusboard.app.delivery.inputs import ListInput, RemoveList, SaveList
from statusboard.app.delivery.inside_lists import LISTS
from statusboard.app.delivery.list_commands import remove_list, save_list
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.app.subscribers.queries import SUBSCRIBERS
from statusboard.domain.access import person
from statusboard.domain.subscriber import SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

WHO = person("Sample desk")


@pytest.fixture
def door(database: Database) -> Doorway:
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
    return made


def save(door: Doorway, name: str, text: str = "page", list_id: int | None = None) -> int:
    return door.do(save_list, SaveList(ListInput(name, text), list_id), WHO).result


def lists(door: Doorway) -> list[tuple[str, str, int]]:
    found = door.ask(LISTS, None)
    return [(one.inside_list.name, one.inside_list.text.value, one.members) for one in found]


def put_in(door: Doorway, address: str, name: str) -> None:
    door.do(add_subscriber, SubscriberInput("mail", address, inside_list=name), WHO)


def test_a_list_is_made_renamed_and_given_another_text(door: Doorway) -> None:
    number = save(door, "  support   desk ")
    put_in(door, "a@northwind.example", "support desk")
    assert lists(door) == [("support desk", "page", 1)]
    assert save(door, "First line", "support", number) == number
    assert lists(door) == [("First line", "support", 1)]
    (row,) = door.ask(SUBSCRIBERS, "", person("Ada"))
    assert row.inside_list == "First line"


def test_a_list_keeps_its_name_and_no_other_gets_it(door: Doorway) -> None:
    number = save(door, "Support")
    assert save(door, "support", list_id=number) == number
    with pytest.raises(RuleBroken, match="a list called “support” already") as refused:
        save(door, "SUPPORT")
    assert refused.value.field == "name"
    other = save(door, "Partners")
    with pytest.raises(RuleBroken, match="already"):
        save(door, "Support", list_id=other)
    assert [name for name, _, _ in lists(door)] == ["support", "Partners"]


@pytest.mark.parametrize(("name", "text", "field"), [(" ", "page", "name"), ("a", "song", "text")])
def test_what_is_no_list_is_refused_with_its_field(
    door: Doorway, name: str, text: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        save(door, name, text)
    assert refused.value.field == field
    assert lists(door) == []


def test_who_stood_in_a_list_that_is_removed_stays_a_subscriber(door: Doorway) -> None:
    number = save(door, "Support", "support")
    put_in(door, "a@northwind.example", "Support")
    put_in(door, "b@northwind.example", "Support")
    assert door.do(remove_list, RemoveList(number), WHO).result == 2
    assert lists(door) == []
    rows = door.ask(SUBSCRIBERS, "", person("Ada"))
    assert {(row.inside_list, row.subscriber.state) for row in rows} == {
        ("", SubscriberState.ACTIVE)
    }


def test_a_list_that_somebody_removed_meanwhile_is_told(door: Doorway) -> None:
    number = save(door, "Support")
    door.do(remove_list, RemoveList(number), WHO)
    with pytest.raises(RuleBroken, match="This list no longer exists"):
        save(door, "Support", list_id=number)
    with pytest.raises(RuleBroken, match="This list no longer exists"):
        door.do(remove_list, RemoveList(number), WHO)
