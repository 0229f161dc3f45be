"""Twilio takes a text long before it arrives: later it is asked whether it did."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.bounce_reading import RETRY, BounceReader
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.doorway import Doorway
from statusboard.domain.delivery import Delivery, DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import Subscriber, SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.delivery_reports import FIRST, LAST, SECOND
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import (
    NewSubscriber,
    add_subscriber,
    erase_subscribers,
    read_subscribers,
)
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR
from tests.fixtures.speaking import person
from tests.fixtures.twilio import ACCOUNT, SENDER, TOKEN, TwilioStandIn, twilio

pytestmark = pytest.mark.anyio
ADA, BEN = "+12025550123", "+12025550124"
SENT, FAILED = DeliveryState.SENT, DeliveryState.FAILED


@dataclass
class Desk:
    """A desk whose texts to two readers Twilio has taken."""

    database: Database
    twilio: TwilioStandIn
    executor: ThreadPoolExecutor
    clock: ManualClock
    reader: BounceReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = BounceReader(self.door, self.executor, lambda _: None)

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)

    def delivery(self, number: str) -> Delivery:
        (found,) = [one for one in self.door.ask(LEDGER, None, person()) if one.address == number]
        return found

    def subscriber(self, number: str) -> Subscriber:
        with self.database.reading(self.clock.now()) as unit:
            (found,) = read_subscribers(unit, search=number)
            return found


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    clock = ManualClock()
    async with twilio(TwilioStandIn(now=clock.now)) as (stand_in, site):
        with ThreadPoolExecutor(1) as executor:
            with database.writing(clock.now(), COLLECTOR) as unit:
                config = {"account_sid": ACCOUNT, "token": TOKEN, "sender": SENDER}
                config["url"] = site.url("")
                channel = add_channel(unit, name="texts", kind="sms", config=config)
                for number in (ADA, BEN):
                    state = SubscriberState.ACTIVE
                    new = NewSubscriber(channel.id, number, number, Wishes(), state)
                    add_subscriber(unit, new)
                new_update = NewUpdate(Wording(title="Checkout fails"), Impact.MAJOR, {})
                incident_id, _ = append_update(unit, None, new_update)
                announce(unit, incident_id, 0)
            made = Desk(database, stand_in, executor, clock)
            dispatcher = Dispatcher(made.door, executor, lambda _: None)
            async with asyncio.TaskGroup() as group:
                await dispatcher._step(group)
            assert made.delivery(ADA).state is SENT
            yield made


async def test_what_arrived_says_so_and_is_asked_for_once(desk: Desk) -> None:
    before = desk.delivery(ADA)
    for number in (ADA, BEN):
        desk.twilio.becomes(number, "delivered")
    await desk.reader.look()
    assert desk.twilio.asked_for == []  # it is too soon
    desk.clock.forward(FIRST)
    for _ in range(3):
        await desk.reader.look()
        desk.clock.forward(SECOND)
    found = desk.delivery(ADA)
    assert (found.state, found.receipt) == (SENT, f"{before.receipt} · delivered")
    assert found.at == before.at
    assert len(desk.twilio.asked_for) == 2


async def test_a_number_that_is_gone_is_quarantined_with_its_reason(desk: Desk) -> None:
    desk.twilio.becomes(ADA, "undelivered", 30005)
    desk.clock.forward(FIRST)
    await desk.reader.look()
    found, reader = desk.delivery(ADA), desk.subscriber(ADA)
    assert found.state is FAILED
    assert found.reason == "it did not arrive: the carrier knows no such number (30005)"
    assert (reader.state, reader.reason) == (SubscriberState.QUARANTINED, found.reason)
    assert desk.delivery(BEN).receipt.endswith(" · on its way")


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        ("undelivered", 30003, "the telephone is switched off or cannot be reached (30003)"),
        ("failed", 39999, "Twilio calls it failed (39999)"),
        ("canceled", None, "Twilio calls it canceled"),
    ],
)
async def test_who_only_was_not_reached_is_told_the_next_time(
    desk: Desk, status: str, code: int | None, words: str
) -> None:
    desk.twilio.becomes(ADA, status, code)
    desk.clock.forward(FIRST)
    await desk.reader.look()
    assert desk.delivery(ADA).state is FAILED
    assert desk.delivery(ADA).reason == f"it did not arrive: {words}"
    assert desk.subscriber(ADA).state is SubscriberState.ACTIVE


async def test_what_is_on_its_way_is_asked_for_once_more(desk: Desk) -> None:
    desk.twilio.becomes(ADA, "sent")
    desk.twilio.becomes(BEN, "queued")
    desk.clock.forward(FIRST)
    await desk.reader.look()
    await desk.reader.look()
    assert len(desk.twilio.asked_for) == 2
    desk.clock.forward(SECOND)
    desk.twilio.becomes(BEN, "delivered")
    for _ in range(3):
        await desk.reader.look()
        desk.clock.forward(SECOND)
    assert len(desk.twilio.asked_for) == 4
    assert desk.delivery(ADA).receipt.endswith(" · no word of its arrival")
    assert desk.delivery(BEN).receipt.endswith(" · delivered")
    assert desk.delivery(BEN).receipt.count(" · ") == 1


async def test_a_provider_that_does_not_answer_is_left_alone_for_a_while(desk: Desk) -> None:
    sid = desk.delivery(ADA).receipt
    desk.twilio.refuses[sid] = [20429]
    desk.clock.forward(FIRST)
    await desk.reader.look()
    await desk.reader.look()
    assert desk.twilio.asked_for == [sid]
    assert desk.delivery(ADA).receipt == sid
    desk.clock.forward(RETRY.first_s)
    await desk.reader.look()
    assert len(desk.twilio.asked_for) == 3


async def test_a_message_that_is_not_known_holds_up_no_other(desk: Desk) -> None:
    sid = desk.delivery(ADA).receipt
    desk.twilio.refuses[sid] = [20404]
    desk.twilio.becomes(BEN, "delivered")
    desk.clock.forward(FIRST)
    await desk.reader.look()
    assert desk.delivery(ADA).receipt == f"{sid} · Twilio does not say whether it arrived"
    assert desk.delivery(BEN).receipt.endswith(" · delivered")


async def test_nobody_asks_for_who_was_erased_or_for_what_is_old(desk: Desk) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        erase_subscribers(unit, [desk.subscriber(ADA).id])
    desk.clock.forward(FIRST)
    await desk.reader.look()
    assert len(desk.twilio.asked_for) == 1
    assert desk.delivery("").receipt == ""
    desk.twilio.asked_for.clear()
    desk.clock.forward(LAST)
    await desk.reader.look()
    assert desk.twilio.asked_for == []
