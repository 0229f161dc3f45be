"""Several dispatchers at one database share the rows, and none is sent twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import select

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import Doorway
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Outcome, Outgoing, Sender, Sent
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

pytestmark = pytest.mark.anyio
READERS, DISPATCHERS = 200, 3
CONFIG = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": "a@northwind.example"}


class Provider:
    """Takes every message a moment later, and knows who gave it."""

    def __init__(self) -> None:
        self.took: list[tuple[int, str]] = []

    def of(self, number: int) -> "object":
        provider = self

        class One:
            async def send(self, outgoing: Outgoing) -> Outcome:
                await asyncio.sleep(0.005)
                provider.took.append((number, outgoing.key))
                return Sent("taken")

        @asynccontextmanager
        async def opened(_config: Config) -> AsyncIterator[Sender]:
            yield One()

        return opened


async def test_no_message_is_sent_by_two(database: Database) -> None:
    clock, provider = ManualClock(), Provider()
    with database.writing(clock.now(), COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config=CONFIG)
        for number in range(READERS):
            reader = f"reader{number}@b.example"
            active = SubscriberState.ACTIVE
            add_subscriber(unit, NewSubscriber(channel.id, reader, reader, Wishes(), active))
        incident_id, _ = append_update(
            unit, None, NewUpdate(Wording(title="Checkout fails"), Impact.MAJOR, {})
        )
        announce(unit, incident_id, 0)
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        executors = [stack.enter_context(ThreadPoolExecutor(1)) for _ in range(DISPATCHERS)]
        group = await stack.enter_async_context(asyncio.TaskGroup())
        for number, executor in enumerate(executors):
            kinds = dict(channel_kinds())
            kinds["email"] = replace(kinds["email"], open=provider.of(number))
            door = Doorway(database, clock)
            group.create_task(Dispatcher(door, executor, lambda _: None, kinds=kinds).run(stop))
        async with asyncio.timeout(120):
            while _sent(database, clock) < READERS:  # noqa: ASYNC110 - another thread writes
                await asyncio.sleep(0.02)
        stop.set()
    keys = Counter(key for _, key in provider.took)
    assert (len(keys), max(keys.values())) == (READERS, 1)


def _sent(database: Database, clock: ManualClock) -> int:
    with database.reading(clock.now()) as unit:
        wanted = select(DELIVERY.c.id).where(DELIVERY.c.state == DeliveryState.SENT.value)
        return len(unit.connection.execute(wanted).all())
