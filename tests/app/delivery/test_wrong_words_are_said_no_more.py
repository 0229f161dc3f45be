"""Once a correction is published, nobody is given the wrong words who has not had them yet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.commands import CLAIM_LASTS, Retry, Turn, retry, take_turn
from statusboard.app.delivery.dispatcher import ACTOR
from statusboard.app.doorway import Doorway
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Outcome, Outgoing, Sender, Sent
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel, update_channel
from statusboard.storage.claim_texts import Claim
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.outbox import update_id_of
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.app.delivery.test_the_dispatcher_rests_where_nothing_can_be_sent import CONFIG, at_work
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

pytestmark = pytest.mark.anyio
READERS = 8
SENDERS = 2
PATIENCE_S = 120.0
WRONG, RIGHT = "Your data is lost.", "Your data is safe."
QUEUED, SENT = DeliveryState.QUEUED, DeliveryState.SENT
FAILED, DOUBT = DeliveryState.FAILED, DeliveryState.MAY_HAVE_ARRIVED


class Provider:
    """Hears each message, and takes it once it is let; `heard` are address and words."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.allowed = asyncio.Event()
        self.has_heard = asyncio.Event()

    async def send(self, outgoing: Outgoing) -> Outcome:
        self.heard.append((outgoing.address, outgoing.text))
        if len(self.heard) == SENDERS:
            self.has_heard.set()
        await self.allowed.wait()
        return Sent("taken")

    @asynccontextmanager
    async def opened(self, _config: Config) -> AsyncIterator[Sender]:
        yield self


@pytest.fixture
def door(database: Database) -> Doorway:
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        config = {**CONFIG, "connections": SENDERS}
        channel = add_channel(unit, name="mail", kind="email", config=config)
        for number in range(READERS):
            reader = f"reader{number}@b.example"
            new = NewSubscriber(channel.id, reader, reader, Wishes(), SubscriberState.ACTIVE)
            add_subscriber(unit, new)
    return Doorway(database, clock)


def say(door: Doorway, body: str, *, after: str = "") -> str:
    """Publishes an update, the first or one that corrects another; its public id."""
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        new = NewUpdate(Wording(title="Checkout fails", body=body), Impact.MAJOR, {})
        incident_id, public_id = append_update(unit, 1 if after else None, new)
        announce(unit, incident_id, 0, corrects=after)
        return public_id


def take(door: Doorway, limit: int = READERS) -> tuple[Claim, ...]:
    """What a dispatcher takes up that is dead by then."""
    claims: tuple[Claim, ...] = door.do(take_turn, Turn(1, "dead", limit), ACTOR).result
    return claims


def rows_of(door: Doorway, public_id: str) -> list[tuple[str, str]]:
    """State and reason of the rows of an update."""
    with door.database.reading(door.clock.now()) as unit:
        wanted = select(DELIVERY.c.state, DELIVERY.c.reason).order_by(DELIVERY.c.id)
        mine = wanted.where(DELIVERY.c.update_id == update_id_of(unit, public_id))
        return [(row.state, row.reason) for row in unit.connection.execute(mine)]


async def test_what_was_taken_up_and_not_begun_is_said_with_the_right_words(door: Doorway) -> None:
    provider = Provider()
    wrong = say(door, WRONG)
    async with at_work(door, provider.opened) as (dispatcher, _):
        async with asyncio.timeout(PATIENCE_S):
            await provider.has_heard.wait()
        right = say(door, RIGHT, after=wrong)
        dispatcher.wake()
        await until(door, wrong, DeliveryState.SUPERSEDED, READERS - SENDERS)
        provider.allowed.set()
        await until(door, right, SENT, READERS)
    begun = {address for address, _ in provider.heard[:SENDERS]}
    for address, text in provider.heard[SENDERS:]:
        assert (RIGHT in text, WRONG in text) == (True, False), address
    assert len(provider.heard) == SENDERS + READERS
    assert len(begun) == SENDERS


async def test_what_waits_for_its_turn_at_the_provider_s_rate_is_not_begun(door: Doorway) -> None:
    provider = Provider()
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        update_channel(unit, 1, config={**CONFIG, "connections": SENDERS, "rate": 0.5})
    wrong = say(door, WRONG)
    async with at_work(door, provider.opened) as (dispatcher, _):
        await until(door, wrong, DeliveryState.SENDING, SENDERS)
        right = say(door, RIGHT, after=wrong)
        dispatcher.wake()
        provider.allowed.set()
        await until(door, right, SENT, 1)
    assert [WRONG in text for _, text in provider.heard[:2]] == [True, False]


async def until(door: Doorway, public_id: str, state: DeliveryState, count: int) -> None:
    """Waits until so many rows of an update are in a state."""
    async with asyncio.timeout(PATIENCE_S):
        while [found for found, _ in rows_of(door, public_id)].count(state) < count:  # noqa: ASYNC110 - another thread writes
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("ends_first", [True, False])
def test_what_a_dead_dispatcher_had_may_have_arrived_and_the_correction_follows(
    door: Doorway,
    ends_first: bool,
) -> None:
    wrong = say(door, WRONG)
    take(door)
    if ends_first:
        door.clock.forward(CLAIM_LASTS)
    right = say(door, RIGHT, after=wrong)
    if not ends_first:
        assert take(door) == ()  # somebody may be sending them
        door.clock.forward(CLAIM_LASTS)
    taken = [*take(door), *take(door)]
    assert [(RIGHT in one.content, one.missed) for one in taken] == [(True, ())] * READERS
    assert {state for state, _ in rows_of(door, wrong)} == {DOUBT}
    assert {state for state, _ in rows_of(door, right)} == {DeliveryState.SENDING}


def test_what_could_not_be_delivered_is_not_sent_again_once_it_was_wrong(door: Doorway) -> None:
    wrong = say(door, WRONG)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(update(DELIVERY).values(state=FAILED.value, reason="full"))
    say(door, RIGHT, after=wrong)
    with pytest.raises(RuleBroken, match="were wrong"):
        door.do(retry, Retry(update=wrong), person("Mia"))
    assert take(door) == ()


def test_whom_a_correction_does_not_know_is_not_given_the_wrong_words(door: Doorway) -> None:
    """Somebody has it sent once more on another connection, at the moment it is corrected."""
    wrong = say(door, WRONG)
    failed = update(DELIVERY).values(state=FAILED.value)
    queued = update(DELIVERY).values(state=QUEUED.value)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(failed)
    say(door, RIGHT, after=wrong)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(queued)
    assert take(door) == ()
    expected = (DeliveryState.SUPERSEDED, "its words were wrong")
    assert rows_of(door, wrong) == [expected] * READERS
