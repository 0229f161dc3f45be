"""What a lane does while it sends: settle soon, top up, and let what is urgent go first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.doorway import Doorway
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Outcome, Outgoing, Sender, Sent
from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.app.delivery.test_the_dispatcher_rests_where_nothing_can_be_sent import CONFIG, at_work
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR

pytestmark = [pytest.mark.anyio, ON_SQLITE]
PATIENCE_S = 60.0


class Provider:
    """Takes each message once it is let; `sent` are the updates in their order."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.allowed = asyncio.Semaphore(0)

    async def send(self, outgoing: Outgoing) -> Outcome:
        await self.allowed.acquire()
        self.sent.append(outgoing.subject)
        return Sent("taken")

    @asynccontextmanager
    async def opened(self, _config: Config) -> AsyncIterator[Sender]:
        yield self


@pytest.fixture
def door(database: Database) -> Doorway:
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={**CONFIG, "connections": 2})
        for number in range(60):
            reader = f"reader{number}@b.example"
            new = NewSubscriber(channel.id, reader, reader, Wishes(), SubscriberState.ACTIVE)
            add_subscriber(unit, new)
    return Doorway(database, clock)


def say(door: Doorway, title: str, lane: Lane = Lane.INCIDENT) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        incident_id, _ = append_update(
            unit, None, NewUpdate(Wording(title=title), Impact.MAJOR, {})
        )
        announce(unit, incident_id, 0)
        mine = update(DELIVERY).where(DELIVERY.c.incident_id == incident_id)
        unit.connection.execute(mine.values(lane=lane))


async def until(door: Doorway, state: DeliveryState, count: int) -> None:
    """Waits until so many rows are in a state, in the database."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            with door.database.reading(door.clock.now()) as unit:
                wanted = select(DELIVERY.c.id).where(DELIVERY.c.state == state.value)
                if len(unit.connection.execute(wanted).all()) >= count:
                    return
            await asyncio.sleep(0.01)


async def test_an_outcome_is_written_down_while_others_are_under_way(door: Doorway) -> None:
    provider = Provider()
    say(door, "Checkout fails")
    async with at_work(door, provider.opened):
        provider.allowed.release()
        await until(door, DeliveryState.SENT, 1)  # the other sender is still at its first
        assert len(provider.sent) == 1
        for _ in range(100):
            provider.allowed.release()
        await until(door, DeliveryState.SENT, 60)


async def test_what_is_urgent_goes_before_what_was_there_first(door: Doorway) -> None:
    provider = Provider()
    say(door, "Report", Lane.REPORT)
    say(door, "Planned work", Lane.PLANNED)
    say(door, "Please confirm", Lane.CONFIRMATION)
    async with at_work(door, provider.opened) as (dispatcher, _):
        for _ in range(4):
            provider.allowed.release()
        await until(door, DeliveryState.SENT, 4)
        say(door, "Checkout fails")
        dispatcher.wake()
        for _ in range(300):
            provider.allowed.release()
        await until(door, DeliveryState.SENT, 240)
    titles = [subject.partition(":")[0] for subject in provider.sent]
    before = titles.index("Checkout fails")
    # What was taken up ahead may go before it, and nothing else; then lane after lane.
    assert set(titles[:before]) == {"Please confirm"}
    assert before <= 30
    first = {title: titles.index(title) for title in titles}
    assert first["Checkout fails"] < first["Planned work"] < first["Report"]
    last = max(place for place, title in enumerate(titles) if title == "Checkout fails")
    assert last < first["Planned work"]
