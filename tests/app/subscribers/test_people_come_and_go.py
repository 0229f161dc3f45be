"""The life of a subscriber: added, confirmed, changed, left, erased."""

import pytest
from sqlalchemy import event, select

from statusboard.app.doorway import Doorway, Verb
from statusboard.app.subscribers.commands import (
    add_subscriber,
    erase_subscriber,
    import_subscribers,
    remove_subscriber,
)
from statusboard.app.subscribers.csv_file import csv_text, rows_in
from statusboard.app.subscribers.inputs import Address, ImportSubscribers, SubscriberInput
from statusboard.app.subscribers.queries import SUBSCRIBERS, Listed
from statusboard.domain.access import person
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import Extent, SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.incidents import NewUpdate, append_update, read_unresolved
from statusboard.storage.subscribers import set_state
from statusboard.storage.tables import AUDIT, SUPPRESSION
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

READER = "reader@customer.example"
WHO = person("Sample desk")


@pytest.fixture
def door(database: Database) -> Doorway:
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        shop = add_group(unit, "Shop").id
        add_component(unit, name="Search", group_id=shop)
        add_component(unit, name="Search", group_id=add_group(unit, "Help").id)
        add_component(unit, name="Mail")
        add_channel(unit, name="mail", kind="email", config={})
    return Doorway(database, clock)


def add(door: Doorway, **given: object) -> bool:
    wanted = SubscriberInput(**{"channel": "mail", "address": READER} | given)  # type: ignore[arg-type]
    return door.do(add_subscriber, wanted, WHO).result.is_new


def listed(door: Doorway) -> list[Listed]:
    return [*door.ask(SUBSCRIBERS, "")]


def test_nobody_is_active_before_they_agreed_or_somebody_vouches(door: Doorway) -> None:
    assert add(door)
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.UNCONFIRMED
    assert not add(door, vouched="asked on the phone")
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.ACTIVE
    consent = one.subscriber.consent
    assert consent is not None
    assert (consent.how, consent.words) == ("vouched for by Sample desk", "asked on the phone")


def test_an_address_is_known_however_it_is_written(door: Doorway) -> None:
    assert add(door)
    assert not add(door, address=" READER@Customer.EXAMPLE ")
    assert len(listed(door)) == 1


def test_a_service_is_named_with_its_group_where_two_are_called_so(door: Doorway) -> None:
    add(door, services=("Shop/Search", "Mail"), groups=("Help",), extent=Extent.START_END)
    (one,) = listed(door)
    assert one.services == ("Mail", "Shop/Search")
    assert one.groups == ("Help",)
    with pytest.raises(RuleBroken, match="Several services") as refused:
        add(door, services=("Search",))
    assert refused.value.field == "services"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"address": "nobody"}, "address"),
        ({"services": ("Nothing",)}, "services"),
        ({"groups": ("Nothing",)}, "groups"),
        ({"language": "English"}, "language"),
        ({"until_fixed": "nothing"}, "until_fixed"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_field(
    door: Doorway, given: dict[str, object], field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        add(door, **given)
    assert refused.value.field == field
    assert listed(door) == []


def test_whoever_left_stays_off_until_somebody_vouches(door: Doorway) -> None:
    add(door, vouched="asked")
    door.do(remove_subscriber, Address("mail", READER), WHO)
    with pytest.raises(RuleBroken, match="wanted no more") as refused:
        add(door)
    assert refused.value.field == "vouched"
    add(door, vouched="asked for it again")
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.ACTIVE


def test_an_erased_address_stands_nowhere_and_is_not_added_again(door: Doorway) -> None:
    add(door, vouched="asked")
    door.do(erase_subscriber, Address("mail", READER), WHO)
    assert listed(door) == []
    with door.database.reading(door.clock.now()) as unit:
        kept = [*unit.connection.execute(select(SUPPRESSION)).all()]
        told = unit.connection.execute(select(AUDIT.c.detail, AUDIT.c.subject)).all()
    assert len(kept) == 1
    assert READER not in repr(kept) + repr(told)
    with pytest.raises(RuleBroken, match="wanted no more"):
        add(door)


def test_a_file_is_taken_whole_or_not_at_all(door: Doorway) -> None:
    rows = tuple(
        (line, SubscriberInput("mail", f"reader{line}@customer.example", vouched="their list"))
        for line in range(2, 5)
    )
    bad = (*rows, (5, SubscriberInput("mail", "nobody")), (6, SubscriberInput("pigeon", READER)))
    done = door.do(import_subscribers, ImportSubscribers(bad), WHO).result
    assert [line for line, _ in done.bad] == [5, 6]
    assert listed(door) == []
    dry = door.do(import_subscribers, ImportSubscribers(rows, dry=True), WHO).result
    assert (dry.added, dry.bad) == (3, ())
    assert listed(door) == []
    assert door.do(import_subscribers, ImportSubscribers(rows), WHO).result.added == 3
    assert len(listed(door)) == 3


@pytest.mark.parametrize("verb", [remove_subscriber, erase_subscriber])
def test_a_file_brings_nobody_back_who_left(door: Doorway, verb: Verb[Address, int]) -> None:
    add(door, vouched="asked")
    text = csv_text(listed(door))
    door.do(verb, Address("mail", READER), WHO)
    before = [one.subscriber for one in listed(door)]
    rows = tuple(rows_in(text))
    assert rows[0][1].vouched == "asked"  # type: ignore[union-attr]
    done = door.do(import_subscribers, ImportSubscribers(rows), WHO).result  # type: ignore[arg-type]
    assert "wanted no more" in done.bad[0][1]
    assert [one.subscriber for one in listed(door)] == before


def test_a_file_brings_nobody_back_where_nothing_arrives(door: Doorway) -> None:
    add(door, vouched="asked")
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        set_state(unit, 1, SubscriberState.QUARANTINED, reason="no such user")
    rows = tuple(rows_in(csv_text(listed(door))))
    door.do(import_subscribers, ImportSubscribers(rows), WHO)  # type: ignore[arg-type]
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.QUARANTINED
    assert one.subscriber.reason == "no such user"
    assert add(door, vouched="has a new mailbox") is False
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.ACTIVE


def test_a_long_file_asks_the_database_little_for_each_line(door: Doorway) -> None:
    rows = tuple(
        (line, SubscriberInput("mail", f"reader{line}@customer.example", vouched="their list"))
        for line in range(2, 1_002)
    )
    asked: list[object] = []
    event.listen(door.database.engine, "before_cursor_execute", lambda *_: asked.append(1))
    assert door.do(import_subscribers, ImportSubscribers(rows), WHO).result.added == 1_000
    assert len(asked) <= 3 * len(rows) + 50


def test_whoever_waits_for_one_end_keeps_what_they_chose_before(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        new = NewUpdate(Wording(title="Checkout fails"), Impact.MAJOR, {})
        _, first = append_update(unit, None, new)
        incident = read_unresolved(unit)[0]
    assert first
    add(door, vouched="asked", groups=("Help",), extent=Extent.START_END)
    add(door, until_fixed=incident.public_id)
    (one,) = listed(door)
    assert one.groups == ("Help",)
    assert one.subscriber.state is SubscriberState.ACTIVE
    assert one.subscriber.wishes.extent is Extent.START_END
    assert one.subscriber.wishes.until_fixed == frozenset({incident.id})
