"""Who stands in an inside list: found by it, put into it, taken out of it."""

import pytest

from statusboard.app.delivery.inputs import ListInput, SaveList
from statusboard.app.delivery.list_commands import save_list
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import (
    add_subscriber,
    change_subscriber,
    erase_subscriber,
    remove_subscriber,
)
from statusboard.app.subscribers.inputs import (
    Address,
    ChangeSubscriber,
    PeopleAsk,
    SubscriberInput,
)
from statusboard.app.subscribers.queries import PEOPLE
from statusboard.domain.access import person
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.subscribers import set_state
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

WHO = person("Sample desk")
READER, INSIDE = "reader@customer.example", "desk@northwind.example"
ACTIVE, UNCONFIRMED = SubscriberState.ACTIVE, SubscriberState.UNCONFIRMED


@pytest.fixture
def door(database: Database) -> Doorway:
    """One reader who has not agreed yet, and one person in the list of support."""
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
    for name in ("support", "chiefs"):
        made.do(save_list, SaveList(ListInput(name)), WHO)
    made.do(add_subscriber, SubscriberInput("mail", READER), WHO)
    made.do(add_subscriber, SubscriberInput("mail", INSIDE, inside_list="support"), WHO)
    return made


def row(door: Doorway, address: str) -> SubscriberRow:
    (found,) = door.ask(PEOPLE, PeopleAsk(search=address), person("Ada")).rows
    return found


def change(
    door: Doorway, address: str, inside_list: str, *, to: str = "", vouched: str = ""
) -> SubscriberRow:
    """What becomes of a subscriber; `to` is another address that corrects its own."""
    wanted = SubscriberInput("mail", to or address, vouched=vouched, inside_list=inside_list)
    number = row(door, address).subscriber.id
    door.do(change_subscriber, ChangeSubscriber(number, wanted), WHO)
    return row(door, wanted.address)


def test_people_are_found_and_counted_by_their_list(door: Doorway) -> None:
    view = door.ask(PEOPLE, PeopleAsk(), person("Ada"))
    assert [one.name for one in view.lists] == ["support", "chiefs"]
    assert view.counts == {"mail": {ACTIVE: 1, UNCONFIRMED: 1}}
    support, chiefs = (one.id for one in view.lists)
    inside = door.ask(PEOPLE, PeopleAsk(list_id=support), person("Ada"))
    assert [one.address for one in inside.rows] == [INSIDE]
    assert (inside.total, inside.counts) == (1, {"mail": {ACTIVE: 1}})
    nobody = door.ask(PEOPLE, PeopleAsk(list_id=chiefs), person("Ada"))
    assert (nobody.rows, nobody.total, nobody.counts) == ((), 0, {"mail": {}})


def test_who_is_put_into_a_list_is_told_without_having_been_asked(door: Doorway) -> None:
    found = change(door, READER, "support")
    assert (found.inside_list, found.subscriber.state) == ("support", ACTIVE)
    assert found.subscriber.consent is not None
    assert found.subscriber.consent.how == "put into the list support by Sample desk"


def test_what_was_agreed_to_before_stays_written_down(door: Doorway) -> None:
    change(door, READER, "", vouched="asked on the phone")
    found = change(door, READER, "support")
    assert found.subscriber.consent is not None
    assert found.subscriber.consent.words == "asked on the phone"


def test_a_corrected_address_of_somebody_inside_is_told_on(door: Doorway) -> None:
    found = change(door, INSIDE, "support", to="desks@northwind.example")
    assert (found.inside_list, found.subscriber.state) == ("support", ACTIVE)
    left = change(door, "desks@northwind.example", "")
    assert (left.inside_list, left.subscriber.state) == ("", ACTIVE)
    assert change(door, READER, "", to="r@customer.example").subscriber.state is UNCONFIRMED


def test_a_list_brings_nobody_back_who_left_or_where_nothing_arrives(door: Doorway) -> None:
    number = row(door, READER).subscriber.id
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        set_state(unit, number, SubscriberState.QUARANTINED, reason="no mailbox")
    assert change(door, READER, "support").subscriber.state is SubscriberState.QUARANTINED
    door.do(remove_subscriber, Address("mail", READER), WHO)
    with pytest.raises(RuleBroken, match="wanted no more") as refused:
        change(door, READER, "support")
    assert refused.value.field == "vouched"
    door.do(erase_subscriber, Address("mail", READER), WHO)
    with pytest.raises(RuleBroken, match="wanted no more"):
        change(door, INSIDE, "support", to=READER)
