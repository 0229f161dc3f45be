"""What could not be delivered is sent once more, and the ledger is taken along as a file."""

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.commands import Retried, Retry, retry
from statusboard.app.doorway import Doorway
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.claims import claim
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, set_state
from statusboard.storage.tables import DELIVERY, SUBSCRIBER
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

WHO = person("Sample desk")
READERS = ("a@b.example", "=b@b.example", "c@b.example")


@pytest.fixture
def door(database: Database) -> Doorway:
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        channel_id = add_channel(unit, name="mail", kind="email", config={}).id
        for address in READERS:
            new = NewSubscriber(channel_id, address, address, Wishes(), SubscriberState.ACTIVE)
            add_subscriber(unit, new)
    return made


def say(
    door: Doorway, incident_id: int | None = None, title: str = "Checkout fails"
) -> tuple[int, str]:
    """Publishes an update that nobody could be given."""
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        new = NewUpdate(Wording(title=title), Impact.MAJOR, {})
        incident_id, public_id = append_update(unit, incident_id, new)
        announce(unit, incident_id, 0)
        failed = update(DELIVERY).where(DELIVERY.c.state == DeliveryState.QUEUED.value)
        values = {"state": DeliveryState.FAILED.value, "reason": "+busy", "attempts": 2}
        unit.connection.execute(failed.values(values))
    return incident_id, public_id


def states(door: Doorway) -> list[str]:
    with door.database.reading(door.clock.now()) as unit:
        found = select(DELIVERY.c.state).order_by(DELIVERY.c.update_id, DELIVERY.c.subscriber_id)
        return [*unit.connection.execute(found).scalars()]


def test_one_message_is_sent_again_to_the_address_that_was_corrected(door: Doorway) -> None:
    say(door)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(update(SUBSCRIBER).values(address="right@b.example"))
        first = unit.connection.scalar(select(DELIVERY.c.id).where(DELIVERY.c.subscriber_id == 1))
    assert first is not None
    assert door.do(retry, Retry((first, 99)), WHO).result == Retried(1, 1)
    assert states(door) == ["retrying", "failed", "failed"]
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        (taken,) = claim(unit, 1, by="me", until=door.clock.now(), limit=9)
    assert taken.address == "right@b.example"


def test_all_of_an_update_that_failed_are_sent_again(door: Doorway) -> None:
    _, public_id = say(door)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        set_state(unit, 2, SubscriberState.QUARANTINED, reason="no such user")
        doubt = update(DELIVERY).where(DELIVERY.c.subscriber_id == 3)
        unit.connection.execute(doubt.values(state=DeliveryState.MAY_HAVE_ARRIVED.value))
    assert door.do(retry, Retry(update=public_id), WHO).result == Retried(1, 1)
    assert states(door) == ["retrying", "failed", "may_have_arrived"]
    doubtful = Retry(update=public_id, state=DeliveryState.MAY_HAVE_ARRIVED)
    assert door.do(retry, doubtful, WHO).result == Retried(1, 0)


def test_nothing_is_sent_again_that_a_later_message_said(door: Doorway) -> None:
    incident_id, public_id = say(door)
    say(door, incident_id, "Checkout still fails")
    with pytest.raises(RuleBroken, match="a later message said it all"):
        door.do(retry, Retry(update=public_id), WHO)
    with pytest.raises(RuleBroken, match="sent again"):
        door.do(retry, Retry(), WHO)
