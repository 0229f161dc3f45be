"""How channels fare, and how far an update has got, as the ledger tells it."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from statusboard.app.delivery.announce import LARGE, announce
from statusboard.app.delivery.commands import TakeBack, Turn, take_back, take_turn
from statusboard.app.delivery.dispatcher import ACTOR
from statusboard.app.delivery.health import CHANNEL_HEALTH, PROGRESS
from statusboard.app.doorway import Doorway
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding, SendProgress
from statusboard.storage.channels import add_channel
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

CONFIG = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": "a@northwind.example"}


@dataclass
class House:
    """Two mail channels; readers are on the first."""

    database: Database
    clock: ManualClock = field(default_factory=ManualClock)
    incident_id: int | None = None

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)

    @property
    def health(self) -> ChannelHealth:
        return self.door.ask(CHANNEL_HEALTH, None)[0]

    @property
    def progress(self) -> SendProgress:
        found = self.door.ask(PROGRESS, None)
        assert found is not None
        return found

    def add(self, count: int, state: SubscriberState = SubscriberState.ACTIVE) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            for number in range(count):
                reader = f"{state.value}{number}@customer.example"
                add_subscriber(unit, NewSubscriber(1, reader, reader, Wishes(), state))

    def say(self, status: IncidentStatus = IncidentStatus.INVESTIGATING) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            new = NewUpdate(Wording(title="Checkout fails", status=status), Impact.MAJOR, {})
            self.incident_id, _ = append_update(unit, self.incident_id, new)
            announce(unit, self.incident_id, 0)

    def claim(self, limit: int = 100) -> tuple[Claim, ...]:
        return self.door.do(take_turn, Turn(1, "one", limit), ACTOR).result

    def settle(self, claims: tuple[Claim, ...], state: DeliveryState, reason: str = "") -> None:
        settled = tuple(Settled(claim.id, state, reason=reason) for claim in claims)
        self.door.do(take_turn, Turn(1, "one", 0, settled), ACTOR)


@pytest.fixture
def house(database: Database) -> House:
    made = House(database)
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        for name in ("mail", "other"):
            add_channel(unit, name=name, kind="email", config=CONFIG)
    return made


def test_a_channel_that_has_sent_nothing_says_so(house: House) -> None:
    house.add(2)
    house.add(1, SubscriberState.UNCONFIRMED)
    house.add(3, SubscriberState.QUARANTINED)
    mail, other = house.door.ask(CHANNEL_HEALTH, None)
    assert (mail.name, mail.label, mail.standing) == ("mail", "E-mail", ChannelStanding.UNUSED)
    assert (mail.active, mail.unconfirmed, mail.quarantined) == (2, 1, 3)
    assert "127.0.0.1" in mail.described
    assert (other.name, other.active) == ("other", 0)


def test_a_channel_works_once_a_message_was_taken(house: House) -> None:
    house.add(3)
    house.say()
    house.clock.forward(5)
    house.settle(house.claim(1), DeliveryState.SENT)
    found = house.health
    assert (found.standing, found.waiting, found.reason) == (ChannelStanding.WORKING, 2, "")
    assert found.last_sent == house.clock.now()


def test_one_bad_address_is_no_bad_channel_and_many_in_a_row_are(house: House) -> None:
    house.add(5)
    house.say()
    house.settle(house.claim(1), DeliveryState.SENT)
    house.clock.forward(60)
    since = house.clock.now()
    for number in range(1, 4):
        house.settle(house.claim(1), DeliveryState.FAILED, f"refused {number}")
        house.clock.forward(60)
        found = house.health
        assert (found.standing is ChannelStanding.FAILING) == (number == 3)
    assert (found.since, found.reason) == (since, "refused 3")
    house.settle(house.claim(1), DeliveryState.SENT)
    assert house.health.standing is ChannelStanding.WORKING


def test_messages_that_wait_though_nothing_holds_them_wait_for_a_slow_channel(
    house: House,
) -> None:
    house.add(3)
    house.say()
    since = house.clock.now()
    house.settle(house.claim(1), DeliveryState.SENT)
    house.clock.forward(timedelta(minutes=2))
    assert house.health.standing is ChannelStanding.WORKING
    house.clock.forward(1)
    found = house.health
    assert (found.standing, found.since) == (ChannelStanding.SLOW, since)


def test_the_progress_of_an_update_adds_up(house: House) -> None:
    assert house.door.ask(PROGRESS, None) is None
    house.add(40)
    house.say()
    house.clock.forward(60)
    house.say(IncidentStatus.IDENTIFIED)
    before = house.progress
    assert (before.title, before.number, before.status) == (
        "Checkout fails",
        2,
        IncidentStatus.IDENTIFIED,
    )
    assert before.counts == {DeliveryState.QUEUED: 40}
    assert before.about_s == pytest.approx(1.0)  # four at once, as fast as is usual
    assert (before.first_after_s, before.held_until) == (None, None)
    house.clock.forward(2)
    house.settle(house.claim(10), DeliveryState.SENT)
    house.clock.forward(8)
    house.settle(house.claim(10), DeliveryState.SENT)
    house.settle(house.claim(1), DeliveryState.FAILED, "refused")
    house.claim(4)
    found = house.progress
    assert found.counts == {
        DeliveryState.SENT: 20,
        DeliveryState.QUEUED: 19,
        DeliveryState.FAILED: 1,
    }
    assert found.first_after_s == 2.0
    assert found.about_s == pytest.approx(19 * 10 / 20)
    earlier = house.door.ask(PROGRESS, update_ids(house)[0])
    assert earlier is not None
    assert (earlier.number, earlier.counts) == (1, {DeliveryState.SUPERSEDED: 40})
    assert house.door.ask(PROGRESS, "nothing") is None


def test_a_large_send_says_until_when_it_is_held_and_that_it_was_taken_back(house: House) -> None:
    house.add(LARGE)
    house.say()
    held = house.progress
    assert held.held_until == house.clock.now() + timedelta(seconds=10)
    assert held.about_s == pytest.approx(10 + LARGE / 40)
    house.door.do(take_back, TakeBack(held.update), person("Mia"))
    taken = house.progress
    assert (taken.is_taken_back, taken.held_until) == (True, None)
    assert taken.counts == {DeliveryState.SUPERSEDED: LARGE}


def update_ids(house: House) -> list[str]:
    with house.database.reading(house.clock.now()) as unit:
        rows = unit.connection.exec_driver_sql("SELECT public_id FROM incident_update ORDER BY id")
        return [str(row[0]) for row in rows]
