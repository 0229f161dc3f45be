"""Who gets an update: the outbox chooses by SQL what the rule says of one subscriber at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import (
    About,
    Announcement,
    Extent,
    Subscriber,
    SubscriberState,
    Wishes,
    is_told,
)
from statusboard.storage import outbox
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import (
    NewSubscriber,
    add_subscriber,
    erase_subscribers,
    read_subscribers,
    set_state,
)
from statusboard.storage.tables import DELIVERY, DISPATCH, INCIDENT_UPDATE
from statusboard.storage.unit import Unit
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@dataclass
class World:
    """Two channels, three services, two of them in a group, and what was told so far."""

    unit: Unit
    channels: list[int] = field(default_factory=list)
    services: list[int] = field(default_factory=list)
    group: int = 0
    told: set[tuple[int, int]] = field(default_factory=set)  # (subscriber, incident)
    incidents: dict[int, set[int]] = field(default_factory=dict)

    def people(self) -> tuple[Subscriber, ...]:
        return read_subscribers(self.unit)

    def say(self, incident_id: int | None, services: set[int], *, is_end: bool) -> tuple[int, int]:
        """Publishes an update to everybody it is for; the incident and the update."""
        new = NewUpdate(Wording(title="Trouble"), Impact.MAJOR, {})
        incident_id, public_id = append_update(self.unit, incident_id, new)
        update_id = self.unit.connection.execute(
            select(INCIDENT_UPDATE.c.id).where(INCIDENT_UPDATE.c.public_id == public_id)
        ).scalar_one()
        named = self.incidents.setdefault(incident_id, set())
        named |= services
        groups = {self.group} if named & set(self.services[:2]) else set()
        announcement = Announcement(incident_id, frozenset(named), frozenset(groups), is_end=is_end)
        dispatch = outbox.Dispatch(update_id, 1, Lane.INCIDENT, 0, 0)
        found = outbox.audiences(self.unit, announcement)
        outbox.open_dispatch(self.unit, announcement, dispatch, recipients=0)
        expected = {
            one.id
            for one in self.people()
            if is_told(one, announcement, had_any=(one.id, incident_id) in self.told)
        }
        for audience in found:
            message_id = outbox.freeze_message(self.unit, update_id, audience, "{}")
            count = outbox.enqueue(self.unit, announcement, dispatch, audience, message_id)
            assert count == audience.count
        rows = self.unit.connection.execute(
            select(DELIVERY.c.subscriber_id).where(DELIVERY.c.update_id == update_id)
        )
        assert sorted(rows.scalars()) == sorted(expected)
        self.told |= {(one, incident_id) for one in expected}
        return incident_id, update_id


def world(unit: Unit) -> World:
    made = World(unit)
    made.group = add_group(unit, "Shop").id
    made.services = [
        add_component(unit, name=name, group_id=made.group if name != "Mail" else None).id
        for name in ("Basket", "Search", "Mail")
    ]
    made.channels = [
        add_channel(unit, name=name, kind=name, config={}).id for name in ("mail", "chat")
    ]
    return made


WISHES = st.builds(
    Wishes,
    st.booleans(),
    st.frozensets(st.integers(0, 2)),
    st.frozensets(st.just(0)),
    st.sampled_from(About),
    st.sampled_from(Extent),
    st.sampled_from(["en", "de"]),
)
PEOPLE = st.lists(
    st.tuples(st.integers(0, 1), WISHES, st.sampled_from(SubscriberState)), max_size=8
)
# An incident's number, the services it names, whether it says that it is over, who left meanwhile.
STORY = st.lists(
    st.tuples(st.integers(0, 1), st.sets(st.integers(0, 2)), st.booleans(), st.integers(0, 7)),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(people=PEOPLE, story=STORY)
def test_the_rows_are_those_that_the_rule_names(
    database: Database,
    people: list[tuple[int, Wishes, SubscriberState]],
    story: list[tuple[int, set[int], bool, int]],
) -> None:
    with database.engine.connect() as connection, connection.begin() as transaction:
        here = world(Unit(connection, NOW, COLLECTOR))
        ids = [add(here, number, *one) for number, one in enumerate(people)]
        begun: dict[int, int] = {}
        for number, services, is_end, leaver in story:
            named = {here.services[one] for one in services}
            begun[number], _ = here.say(begun.get(number), named, is_end=is_end)
            if leaver < len(ids):
                set_state(here.unit, ids[leaver], SubscriberState.LEFT)
        transaction.rollback()


def add(here: World, number: int, channel: int, wishes: Wishes, state: SubscriberState) -> int:
    chosen = replace(
        wishes,
        services=frozenset(here.services[one] for one in wishes.services),
        groups=frozenset(here.group for _ in wishes.groups),
    )
    address = f"reader{number}@customer.example"
    new = NewSubscriber(here.channels[channel], address, address, chosen, state)
    return add_subscriber(here.unit, new)


@pytest.fixture
def here(database: Database) -> Iterator[World]:
    with database.writing(NOW, COLLECTOR) as unit:
        yield world(unit)


def states(here: World) -> list[DeliveryState]:
    rows = here.unit.connection.execute(select(DELIVERY.c.state).order_by(DELIVERY.c.id))
    return [DeliveryState(state) for state in rows.scalars()]


def test_whoever_is_behind_is_told_once_what_is_true_now(here: World) -> None:
    add(here, 0, 0, Wishes(), SubscriberState.ACTIVE)
    incident_id, _ = here.say(None, {here.services[0]}, is_end=False)
    here.say(incident_id, set(), is_end=True)
    assert states(here) == [DeliveryState.SUPERSEDED, DeliveryState.QUEUED]


def test_an_incident_waited_for_is_told_when_it_is_over(here: World) -> None:
    incident_id, _ = here.say(None, {here.services[0]}, is_end=False)
    add(
        here,
        0,
        0,
        Wishes(everything=False, until_fixed=frozenset({incident_id})),
        SubscriberState.ACTIVE,
    )
    here.say(incident_id, set(), is_end=False)
    assert states(here) == []
    here.say(incident_id, set(), is_end=True)
    assert states(here) == [DeliveryState.QUEUED]


def test_what_was_taken_back_was_never_told(here: World) -> None:
    add(here, 0, 0, Wishes(extent=Extent.START_END), SubscriberState.ACTIVE)
    incident_id, update_id = here.say(None, {here.services[0]}, is_end=False)
    held = update(DISPATCH).values(held_until_us=here.unit.now_us + 1)
    here.unit.connection.execute(held.where(DISPATCH.c.update_id == update_id))
    assert outbox.take_back(here.unit, update_id) == 1
    here.told.clear()
    here.say(incident_id, set(), is_end=False)
    assert states(here) == [DeliveryState.SUPERSEDED, DeliveryState.QUEUED]
    assert outbox.take_back(here.unit, update_id) == 0


def test_who_was_waiting_for_an_earlier_word_waits_for_it_again(here: World) -> None:
    add(here, 0, 0, Wishes(), SubscriberState.ACTIVE)
    incident_id, first = here.say(None, {here.services[0]}, is_end=False)
    _, second = here.say(incident_id, set(), is_end=False)
    assert states(here) == [DeliveryState.SUPERSEDED, DeliveryState.QUEUED]
    held = update(DISPATCH).values(held_until_us=here.unit.now_us + 1)
    here.unit.connection.execute(held.where(DISPATCH.c.update_id == second))
    assert outbox.take_back(here.unit, second) == 1
    assert states(here) == [DeliveryState.QUEUED, DeliveryState.SUPERSEDED]
    assert outbox.take_back(here.unit, first) == 0


def test_an_erased_address_is_nowhere_any_more(here: World) -> None:
    subscriber_id = add(here, 0, 0, Wishes(), SubscriberState.ACTIVE)
    here.say(None, {here.services[0]}, is_end=False)
    erase_subscribers(here.unit, [subscriber_id])
    assert here.people() == ()
    rows = here.unit.connection.execute(select(DELIVERY.c.address)).scalars()
    assert list(rows) == [""]
