"""A message that is tried again later is the same, and says the time of this try."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.doorway import Doorway
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from tests.fixtures.chat_servers import chat_server, said
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

pytestmark = pytest.mark.anyio
CONFIG = {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "private": True}


async def test_a_webhook_is_signed_with_the_time_of_each_try(database: Database) -> None:
    clock = ManualClock()
    began = int(clock.now().timestamp())
    async with chat_server(lambda _server, _asked: said("204 No Content")) as receiver:
        receiver.says = [said("503 Service Unavailable")]
        with database.writing(clock.now(), COLLECTOR) as unit:
            channel_id = add_channel(unit, name="programs", kind="webhook", config=CONFIG).id
            active = SubscriberState.ACTIVE
            new = NewSubscriber(channel_id, receiver.url, receiver.url, Wishes(), active)
            add_subscriber(unit, new)
            words = NewUpdate(Wording(title="Checkout fails", body="x"), Impact.MAJOR, {})
            announce(unit, append_update(unit, None, words)[0], 0)
        with ThreadPoolExecutor(1) as executor:
            for _ in range(2):
                dispatcher = Dispatcher(Doorway(database, clock), executor, lambda _: None)
                async with asyncio.TaskGroup() as group:
                    await dispatcher._step(group)
                clock.forward(3600)
    first, second = receiver.asked
    assert [int(asked.headers["webhook-timestamp"]) for asked in receiver.asked] == [
        began,
        began + 3600,
    ]
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
