"""Deliveries of the past, as sample data has them: over, with receipts, on either database."""

from datetime import UTC, datetime

from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.instants import to_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import Announcement, SubscriberState, Wishes
from statusboard.storage import outbox
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.ledger import read_deliveries
from statusboard.storage.past_deliveries import Ending, write_as_ended, write_as_sent
from statusboard.storage.subscribers import NewSubscriber, add_subscribers, read_subscribers
from statusboard.storage.unit import Unit
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
BEGUN_US = to_us(NOW) + 10


def tell(unit: Unit, channel_id: int) -> int:
    """Two readers on one channel are to be told of a new incident; its id."""
    active = SubscriberState.ACTIVE
    add_subscribers(
        unit,
        [NewSubscriber(channel_id, address, address, Wishes(), active) for address in ("a", "b")],
    )
    new = NewUpdate(Wording(title="Trouble"), Impact.MAJOR, {})
    incident_id, public_id = append_update(unit, None, new)
    update_id = outbox.update_id_of(unit, public_id)
    announcement = Announcement(incident_id)
    dispatch = outbox.Dispatch(update_id, 1, Lane.INCIDENT, 0, 0)
    outbox.open_dispatch(unit, announcement, dispatch, recipients=2)
    for audience in outbox.audiences(unit, announcement):
        message_id = outbox.freeze_message(unit, update_id, audience, "{}")
        outbox.enqueue(unit, announcement, dispatch, audience, message_id)
    return incident_id


def test_all_that_waited_was_sent_one_after_the_other_but_what_ended_otherwise(
    database: Database,
) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        channel_id = add_channel(unit, name="mail", kind="email", config={}).id
        incident_id = tell(unit, channel_id)
        receipts = {channel_id: "250 OK #"}
        write_as_sent(unit, incident_id, receipts, begun_us=BEGUN_US, next_us=5)
        lost = [one.id for one in read_subscribers(unit) if one.address == "b"]
        write_as_ended(unit, incident_id, lost, Ending(DeliveryState.FAILED, "550 unknown"))
        later, first = read_deliveries(unit)
        # Nothing waits any more, and so nothing is changed a second time.
        write_as_sent(unit, incident_id, {}, begun_us=0, next_us=0)
        assert read_deliveries(unit) == (later, first)
    assert (first.state, first.attempts) == (DeliveryState.SENT, 1)
    assert first.receipt == f"250 OK {first.id}"
    assert (later.state, later.receipt, later.reason) == (DeliveryState.FAILED, "", "550 unknown")
    assert (to_us(first.at), to_us(later.at)) == (BEGUN_US, BEGUN_US + 5)
