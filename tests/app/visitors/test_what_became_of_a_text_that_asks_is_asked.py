"""A text that asks a number for its confirmation may never arrive: Twilio is asked about it too."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from statusboard.app.delivery.bounce_reading import BounceReader
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.doorway import Doorway
from statusboard.app.settings import PUBLIC_URL
from statusboard.app.visitors.asking import A_WEEK_IN_VAIN
from statusboard.app.visitors.commands import ask
from statusboard.domain.access import visitor
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.visiting import AskToBeTold
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.delivery_reports import FIRST, SECOND
from statusboard.storage.settings import write_setting
from statusboard.storage.tables import CONFIRMATION
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR
from tests.fixtures.twilio import ACCOUNT, SENDER, TOKEN, TwilioStandIn, twilio
from tests.fixtures.visiting import SERVER

pytestmark = pytest.mark.anyio
ADA = "+12025550123"
SENT, FAILED = DeliveryState.SENT.value, DeliveryState.FAILED.value


@dataclass
class Desk:
    """A desk that texts whoever asks on the page."""

    database: Database
    twilio: TwilioStandIn
    executor: ThreadPoolExecutor
    clock: ManualClock

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)

    async def asks(self) -> None:
        self.door.do(ask, AskToBeTold("texts", ADA), visitor())
        dispatcher = Dispatcher(self.door, self.executor, lambda _: None)
        async with asyncio.TaskGroup() as group:
            await dispatcher._step(group)

    async def looks(self) -> None:
        await BounceReader(self.door, self.executor, lambda _: None).look()

    def rows(self) -> list[tuple[str, str, str]]:
        with self.database.reading(self.clock.now()) as unit:
            wanted = CONFIRMATION.c.state, CONFIRMATION.c.receipt, CONFIRMATION.c.reason
            found = unit.connection.execute(select(*wanted).order_by(CONFIRMATION.c.id))
            return [(row.state, row.receipt, row.reason) for row in found]


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    clock = ManualClock()
    async with twilio(TwilioStandIn(now=clock.now)) as (stand_in, site):
        with ThreadPoolExecutor(1) as executor:
            with database.writing(clock.now(), COLLECTOR) as unit:
                config = {"account_sid": ACCOUNT, "token": TOKEN, "sender": SENDER}
                add_channel(unit, name="texts", kind="sms", config={**config, "url": site.url("")})
                write_setting(unit, PUBLIC_URL, SERVER)
            yield Desk(database, stand_in, executor, clock)


async def test_what_arrived_says_so(desk: Desk) -> None:
    await desk.asks()
    desk.twilio.becomes(ADA, "delivered")
    desk.clock.forward(FIRST)
    for _ in range(2):
        await desk.looks()
        desk.clock.forward(SECOND)
    ((state, receipt, _),) = desk.rows()
    assert (state, receipt.endswith(" · delivered")) == (SENT, True)
    assert len(desk.twilio.asked_for) == 1


async def test_a_number_that_no_carrier_knows_costs_two_texts_a_week(desk: Desk) -> None:
    for _ in range(A_WEEK_IN_VAIN + 2):
        await desk.asks()
        desk.twilio.becomes(ADA, "undelivered", 30005)
        desk.clock.forward(FIRST)
        await desk.looks()
    reason = "it did not arrive: the carrier knows no such number (30005)"
    assert [(state, why) for state, _, why in desk.rows()][:A_WEEK_IN_VAIN] == [
        (FAILED, reason)
    ] * A_WEEK_IN_VAIN
    assert [state for state, _, _ in desk.rows()][A_WEEK_IN_VAIN:] == ["superseded"] * 2


async def test_a_telephone_that_is_switched_off_is_texted_as_any_other(desk: Desk) -> None:
    for _ in range(A_WEEK_IN_VAIN + 1):
        await desk.asks()
        desk.twilio.becomes(ADA, "undelivered", 30003)
        desk.clock.forward(FIRST)
        await desk.looks()
    assert [state for state, _, _ in desk.rows()] == [FAILED] * (A_WEEK_IN_VAIN + 1)
