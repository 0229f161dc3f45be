"""While a channel takes nothing, it is tried with readers with whom it was not tried in vain."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from statusboard.app.delivery.announce import announce
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel, update_channel
from statusboard.storage.claims import Settled, claim, settle
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from statusboard.storage.troubles import note_trouble, was_tried
from statusboard.storage.unit import Unit
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
RETRYING = DeliveryState.RETRYING
REST = timedelta(seconds=5)
OFFENDED, READER = "offended@b.example", "reader@b.example"


@pytest.fixture
def in_trouble(database: Database) -> Database:
    """Two readers are told of something; the channel took nothing from the first."""
    with database.writing(NOW, COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={})
        for name in (OFFENDED, READER):
            active = SubscriberState.ACTIVE
            add_subscriber(unit, NewSubscriber(channel.id, name, name, Wishes(), active))
        say(unit)
        (first,) = take(unit)
        assert first == (1, OFFENDED)
        settle_in_vain(unit, 1, NOW + REST)
        note_trouble(unit, 1, "421 closing")
    return database


def say(unit: Unit) -> None:
    incident_id, _ = append_update(unit, None, NewUpdate(Wording(title="A"), Impact.MAJOR, {}))
    announce(unit, incident_id, 0)


def take(unit: Unit, *, limit: int = 1) -> list[tuple[int, str]]:
    until = unit.now + timedelta(minutes=5)
    return [(one.id, one.address) for one in claim(unit, 1, by="me", until=until, limit=limit)]


def settle_in_vain(unit: Unit, row: int, due_at: datetime) -> None:
    in_vain = Settled(row, RETRYING, reason="421 closing", due_at=due_at, was_tried=False)
    settle(unit, "me", [in_vain])


def test_another_reader_goes_before_who_was_tried_in_vain(in_trouble: Database) -> None:
    """Of a new update too, though there the row of who was tried stands first."""
    with in_trouble.writing(NOW + 10 * REST, COLLECTOR) as unit:
        say(unit)
        assert [address for _, address in take(unit, limit=9)] == [READER, READER]
        assert [address for _, address in take(unit, limit=9)] == [OFFENDED, OFFENDED]


def test_who_was_tried_is_known_by_what_was_said_since_the_trouble_began(
    in_trouble: Database,
) -> None:
    with in_trouble.writing(NOW + REST, COLLECTOR) as unit:
        assert (was_tried(unit, 1, 1), was_tried(unit, 1, 2)) == (True, False)


def test_a_row_that_is_given_back_keeps_what_was_said_of_it(in_trouble: Database) -> None:
    with in_trouble.writing(NOW + REST, COLLECTOR) as unit:
        assert take(unit) == [(2, READER)]
        assert take(unit) == [(1, OFFENDED)]
        back = Settled(1, RETRYING, due_at=unit.now, was_begun=False)
        settle(unit, "me", [back])
        row = select(DELIVERY.c.state, DELIVERY.c.reason, DELIVERY.c.attempts, DELIVERY.c.at_us)
        found = unit.connection.execute(row.where(DELIVERY.c.id == 1)).one()
        at_us = int(NOW.timestamp() * 1_000_000)
        assert tuple(found) == (RETRYING, "421 closing", 0, at_us)


def test_a_channel_that_is_another_one_is_tried_with_everybody_at_once(
    in_trouble: Database,
) -> None:
    with in_trouble.writing(NOW, COLLECTOR) as unit:
        assert take(unit) == [(2, READER)]
        settle_in_vain(unit, 2, NOW + 99 * REST)
        assert next_due(unit)[1] > unit.now
        update_channel(unit, 1, config={"host": "another"})
        assert len(take(unit, limit=9)) == 2
