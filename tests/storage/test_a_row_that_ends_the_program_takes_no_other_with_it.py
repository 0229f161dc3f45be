"""One message that ends the program each time it is begun: it is parked, and all others go out."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from statusboard.app.delivery.announce import announce
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled, claim, settle
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LASTS = timedelta(minutes=5)
READERS, AT_ONCE, PATIENCE = 30, 10, 200


def publish(database: Database) -> list[int]:
    """The rows of an update for everybody."""
    with database.writing(NOW, COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={})
        for number in range(READERS):
            name = f"r{number}@b.example"
            active = SubscriberState.ACTIVE
            add_subscriber(unit, NewSubscriber(channel.id, name, name, Wishes(), active))
        new = NewUpdate(Wording(title="Trouble", body="We look."), Impact.MAJOR, {})
        incident_id, _ = append_update(unit, None, new)
        assert announce(unit, incident_id, 0) == READERS
        return list(unit.connection.execute(select(DELIVERY.c.id)).scalars())


def live(database: Database, now: datetime, deadly: int, ahead: int) -> bool:
    """One life of a dispatcher, which takes up some handfuls ahead and sends them in turn.

    It writes down what it did after each handful, or dies before. Whether it lived to the end.
    """
    taken: list[tuple[Claim, ...]] = []
    while True:
        with database.writing(now, COLLECTOR) as unit:
            while len(taken) < ahead and (
                rows := claim(unit, 1, by="it", until=now + LASTS, limit=AT_ONCE)
            ):
                taken.append(rows)
        if not taken:
            return True
        sent = taken.pop(0)
        if any(row.id == deadly for row in sent):
            return False
        with database.writing(now, COLLECTOR) as unit:
            settle(unit, "it", [Settled(row.id, DeliveryState.SENT) for row in sent])


@pytest.mark.parametrize("ahead", [1, 3])
def test_it_is_parked_alone(database: Database, ahead: int) -> None:
    rows = publish(database)
    deadly, now = rows[READERS // 2], NOW + timedelta(minutes=2)
    for _ in range(PATIENCE):
        if live(database, now, deadly, ahead):
            break
        now += LASTS
    with database.reading(now) as unit:
        states = dict(unit.connection.execute(select(DELIVERY.c.id, DELIVERY.c.state)).all())
    assert states.pop(deadly) == DeliveryState.MAY_HAVE_ARRIVED
    assert set(states.values()) == {DeliveryState.SENT}
