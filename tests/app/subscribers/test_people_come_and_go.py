"""The life of a subscriber: added, confirmed, changed, left, erased."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import (
    add_subscriber,
    change_subscriber,
    erase_subscriber,
    put_back,
    remove_subscriber,
)
from statusboard.app.subscribers.inputs import (
    Address,
    ChangeSubscriber,
    PeopleAsk,
    PutBack,
    SubscriberInput,
)
from statusboard.app.subscribers.queries import KEPT, PEOPLE, SUBSCRIBERS
from statusboard.domain.access import person
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import About, Extent, SubscriberState
from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group, read_groups, remove_group
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.incidents import read_unresolved
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


def listed(door: Doorway) -> list[SubscriberRow]:
    return [*door.ask(SUBSCRIBERS, "", person("Ada"))]


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
        ({"language": "it"}, "language"),
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


def test_each_language_that_messages_are_written_in_can_be_chosen(door: Doorway) -> None:
    for language in (*LANGUAGES, "pt-BR"):
        add(door, language=language, vouched="asked")
        (one,) = listed(door)
        assert one.subscriber.wishes.language == language


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
    wanted = SubscriberInput("mail", READER, services=("Mail",))
    door.do(change_subscriber, ChangeSubscriber(one.subscriber.id, wanted), WHO)
    (one,) = listed(door)
    assert one.services == ("Mail",)
    assert one.subscriber.wishes.until_fixed == frozenset({incident.id})


def open_incident(door: Doorway, title: str = "Checkout fails") -> str:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        append_update(unit, None, NewUpdate(Wording(title=title), Impact.MAJOR, {}))
        return read_unresolved(unit)[0].public_id


def quarantine(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        set_state(unit, 1, SubscriberState.QUARANTINED, reason="no such user")


def test_a_service_without_a_group_is_named_without_a_slash(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        group = read_groups(unit)[0]
        add_component(unit, name="Mail", group_id=group.id)
    add(door, services=("Mail", f"{group.name}/Mail"))
    (one,) = listed(door)
    assert one.services == ("Mail", f"{group.name}/Mail")


def test_whoever_left_and_waits_for_one_end_is_told_no_more_than_that(door: Doorway) -> None:
    add(door, vouched="asked")
    door.do(remove_subscriber, Address("mail", READER), WHO)
    incident = open_incident(door)
    with pytest.raises(RuleBroken, match="wanted no more"):
        add(door, until_fixed=incident)
    add(door, until_fixed=incident, vouched="called us")
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.ACTIVE
    assert one.subscriber.wishes.is_passing
    assert one.wishes == "the end of “Checkout fails”"
    with door.database.reading(door.clock.now()) as unit:
        assert unit.connection.execute(select(SUPPRESSION)).all()


def test_wishes_are_changed_whole(door: Doorway) -> None:
    add(door, vouched="asked", services=("Mail",))
    wanted = SubscriberInput("mail", READER, groups=("Help",), about=About.PLANNED)
    door.do(change_subscriber, ChangeSubscriber(1, wanted), WHO)
    (one,) = listed(door)
    assert (one.services, one.groups) == ((), ("Help",))
    assert one.wishes == "Help · planned work only"
    assert one.subscriber.state is SubscriberState.ACTIVE
    assert one.subscriber.consent is not None


def test_a_corrected_address_is_unconfirmed_until_somebody_vouches(door: Doorway) -> None:
    add(door, vouched="asked")
    wanted = SubscriberInput("mail", "raeder@customer.example")
    door.do(change_subscriber, ChangeSubscriber(1, wanted), WHO)
    (one,) = listed(door)
    assert one.subscriber.address == "raeder@customer.example"
    assert one.subscriber.state is SubscriberState.UNCONFIRMED
    assert one.subscriber.consent is None
    vouched = replace(wanted, address=READER, vouched="spelled it on the phone")
    door.do(change_subscriber, ChangeSubscriber(1, vouched), WHO)
    (one,) = listed(door)
    assert one.subscriber.state is SubscriberState.ACTIVE
    with door.database.reading(door.clock.now()) as unit:
        told = repr(unit.connection.execute(select(AUDIT)).all())
    assert "@" not in told


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (SubscriberInput("chat", READER), "channel"),
        (SubscriberInput("mail", "other@customer.example"), "address"),
        (SubscriberInput("mail", "gone@customer.example"), "vouched"),
    ],
)
def test_a_subscriber_cannot_become_another_one(
    door: Doorway, wanted: SubscriberInput, field: str
) -> None:
    add(door, vouched="asked")
    add(door, address="other@customer.example")
    add(door, address="gone@customer.example")
    door.do(erase_subscriber, Address("", "gone@customer.example"), WHO)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="chat", kind="email", config={})
    with pytest.raises(RuleBroken) as refused:
        door.do(change_subscriber, ChangeSubscriber(1, wanted), WHO)
    assert refused.value.field == field


def test_whoever_left_is_changed_only_by_who_vouches(door: Doorway) -> None:
    add(door, vouched="asked")
    door.do(remove_subscriber, Address("mail", READER), WHO)
    with pytest.raises(RuleBroken, match="wanted no more"):
        door.do(change_subscriber, ChangeSubscriber(1, SubscriberInput("mail", READER)), WHO)


def test_whoever_was_quarantined_is_put_back_as_they_were(door: Doorway) -> None:
    add(door, vouched="asked", services=("Mail",))
    with pytest.raises(RuleBroken, match="not quarantined"):
        door.do(put_back, PutBack(1), WHO)
    quarantine(door)
    door.do(put_back, PutBack(1), WHO)
    (one,) = listed(door)
    assert (one.subscriber.state, one.subscriber.reason) == (SubscriberState.ACTIVE, "")
    assert one.services == ("Mail",)
    with pytest.raises(RuleBroken, match="gone"):
        door.do(put_back, PutBack(9), WHO)


def test_nobody_is_put_back_who_never_agreed(door: Doorway) -> None:
    add(door)
    quarantine(door)
    with pytest.raises(RuleBroken) as refused:
        door.do(put_back, PutBack(1), WHO)
    assert refused.value.field == "vouched"
    door.do(put_back, PutBack(1, vouched="answered our call"), WHO)
    (one,) = listed(door)
    assert one.subscriber.consent is not None
    assert one.subscriber.consent.words == "answered our call"


def test_people_are_paged_through_and_filtered(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="other", kind="email", config={})
    for number in range(5):
        add(door, address=f"reader{number}@customer.example", vouched="asked")
    add(door, address="plain@customer.example", channel="other")
    first = door.ask(PEOPLE, PeopleAsk(limit=4), person("Ada"))
    assert [row.subscriber.id for row in first.rows] == [6, 5, 4, 3]
    assert first.total == 6
    assert first.counts == {
        "mail": {SubscriberState.ACTIVE: 5},
        "other": {SubscriberState.UNCONFIRMED: 1},
    }
    rest = door.ask(PEOPLE, PeopleAsk(before=first.next_before, limit=4), person("Ada"))
    assert [row.subscriber.id for row in rest.rows] == [2, 1]
    assert rest.next_before is None
    found = door.ask(PEOPLE, PeopleAsk(search=" READER3"), person("Ada"))
    assert [row.subscriber.address for row in found.rows] == ["reader3@customer.example"]
    assert door.ask(PEOPLE, PeopleAsk(channel="other"), person("Ada")).total == 1
    assert door.ask(PEOPLE, PeopleAsk(state=SubscriberState.LEFT), person("Ada")).total == 0
    with pytest.raises(RuleBroken, match="no channel called"):
        door.ask(PEOPLE, PeopleAsk(channel="pigeon"), person("Ada"))


def test_all_that_is_kept_of_an_address_is_shown(door: Doorway) -> None:
    assert not door.ask(KEPT, Address("", READER), person("Ada"))
    add(door, vouched="asked")
    shown = door.ask(KEPT, Address("", READER.upper()), person("Ada"))
    (one,) = shown.subscribers
    assert (one.channel, one.wishes) == ("mail", "everything")
    assert [(act.actor, act.verb) for act in shown.acts] == [("Sample desk", "subscriber.add")]
    assert shown.suppressed == ()
    door.do(erase_subscriber, Address("", READER), WHO)
    shown = door.ask(KEPT, Address("", READER), person("Ada"))
    assert shown.subscribers == ()
    assert [(one.kind, one.why) for one in shown.suppressed] == [("E-mail", "erased")]
    with pytest.raises(RuleBroken, match="Nothing is kept"):
        door.do(erase_subscriber, Address("", READER), WHO)
    with pytest.raises(RuleBroken, match="no channel called"):
        door.ask(KEPT, Address("pigeon", READER), person("Ada"))
    with pytest.raises(RuleBroken, match="no e-mail address"):
        door.ask(KEPT, Address("mail", "nobody"), person("Ada"))


def test_who_chose_a_group_that_goes_has_chosen_its_services(door: Doorway) -> None:
    add(door, vouched="asked", groups=("Shop",))
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        remove_group(unit, next(one.id for one in read_groups(unit) if one.name == "Shop"))
    (one,) = listed(door)
    assert (one.groups, one.services) == ((), ("Search",))
