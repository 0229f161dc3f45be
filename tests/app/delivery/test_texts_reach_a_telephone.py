"""From a published update to a text message, by a server that answers as Twilio does."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.doorway import Doorway
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.reach import REACH
from statusboard.app.subscribers.commands import add_subscriber, remove_subscriber
from statusboard.app.subscribers.inputs import Address, SubscriberInput
from statusboard.domain.delivery import Delivery
from statusboard.domain.sms import segmented
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel, update_channel
from statusboard.storage.database import Database
from statusboard.storage.settings import write_setting
from statusboard.storage.subscribers import read_subscribers
from statusboard.storage.tables import DELIVERY
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, MAJOR, Newsroom, wording
from tests.fixtures.twilio import ACCOUNT, SENDER, TOKEN, TwilioStandIn, twilio
from tests.fixtures.web import Site

pytestmark = pytest.mark.anyio
ADA, BEN = "+12025550123", "+12025550124"


@dataclass
class Phones(Newsroom):
    """A newsroom with a channel for text messages, and a dispatcher that works when told."""

    stand_in: TwilioStandIn = field(default_factory=TwilioStandIn)
    executor: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    channel_id: int = 0

    def subscribes(self, *addresses: str, channel: str = "texts") -> None:
        for address in addresses:
            self.do(add_subscriber, SubscriberInput(channel, address, vouched="asked"))

    async def dispatch(self) -> None:
        """Sends all that may be sent now."""
        self.clock.forward(60)  # the page is not waited for any longer
        door = Doorway(self.database, self.clock)
        dispatcher = Dispatcher(door, self.executor, lambda _: None)
        async with asyncio.TaskGroup() as group:
            await dispatcher._step(group)

    def ledger(self) -> list[Delivery]:
        return sorted(self.ask(LEDGER), key=lambda row: row.id)


@pytest.fixture
async def phones(database: Database, tmp_path: Path) -> AsyncIterator[Phones]:
    stand_in = TwilioStandIn()
    async with twilio(stand_in) as (_, site):
        made = Phones(database, stand_in=stand_in)
        stand_in.now = made.clock.now
        made.publishes_to(tmp_path / "site")
        with database.writing(made.clock.now(), COLLECTOR) as unit:
            write_setting(unit, "page.name", "Northwind")
            write_setting(unit, "page.url", "https://status.northwind.example")
            made.channel_id = add_channel(unit, name="texts", kind="sms", config=config(site)).id
        with made.executor:
            yield made


def config(site: Site) -> dict[str, object]:
    return {
        "account_sid": ACCOUNT,
        "token": TOKEN,
        "sender": SENDER,
        "url": site.url(""),
        "price": 0.07,
        "currency": "EUR",
        "region": "DE",
    }


async def test_what_the_review_counted_is_what_twilio_then_bills(phones: Phones) -> None:
    service = phones.service()
    phones.subscribes(ADA, BEN, "0151 23456789")
    text = wording({service: MAJOR}, body="Some card payments fail – we look into it. " * 9)
    saved = phones.draft(text)
    (reach,) = phones.ask(REACH, ReviewAsk(saved.notice_id, saved.revision)).channels
    phones.publish(text)
    await phones.dispatch()
    sent = phones.stand_in.messages
    assert {one["to"] for one in sent} == {ADA, BEN, "+4915123456789"}
    assert reach.count == len(sent) == 3
    assert {int(one["num_segments"]) for one in sent} == {reach.parts} == {2}
    assert reach.cost is not None
    assert (str(reach.cost.amount), reach.cost.currency) == ("0.42", "EUR")
    assert reach.notes == ()
    body = sent[0]["body"]
    assert body.startswith("Northwind: Some card payments are failing. Investigating: Some card")
    assert " - we look into it" in body
    assert ". Next update by " in body
    assert body.rpartition(" ")[2].startswith("https://status.northwind.example/incidents/")
    assert [row.receipt for row in phones.ledger()] == [one["sid"] for one in sent]


@ON_SQLITE
async def test_characters_that_cost_are_told_before(phones: Phones) -> None:
    service = phones.service()
    phones.subscribes(ADA)
    saved = phones.draft(wording({service: MAJOR}, title="Płatności", body="日本 " * 90))
    (reach,) = phones.ask(REACH, ReviewAsk(saved.notice_id, saved.revision)).channels
    assert reach.parts == 2
    assert "makes the message longer. Write “l”." in reach.notes[0]


@ON_SQLITE
async def test_whoever_answered_stop_is_left_alone_and_the_others_are_told(phones: Phones) -> None:
    service = phones.service()
    phones.subscribes(ADA, BEN)
    phones.stand_in.refuses[ADA] = [21610]
    phones.publish(wording({service: MAJOR}))
    await phones.dispatch()
    assert [one["to"] for one in phones.stand_in.messages] == [BEN]
    with phones.database.reading(phones.clock.now()) as unit:
        found = {one.address: one for one in read_subscribers(unit)}
    assert found[ADA].state is SubscriberState.QUARANTINED
    assert found[ADA].reason == "the person answered STOP (21610)"
    assert found[BEN].state is SubscriberState.ACTIVE


@ON_SQLITE
async def test_whoever_is_behind_gets_one_text_that_says_it_all(phones: Phones) -> None:
    service = phones.service()
    phones.subscribes(ADA)
    phones.stand_in.refuses[ADA] = [20429]
    first = phones.publish(wording({service: MAJOR}))
    await phones.dispatch()
    assert phones.stand_in.messages == []
    over = wording({}, status=IncidentStatus.RESOLVED, body="It works again.")
    phones.publish(over, incident_id=first.incident_id)
    await phones.dispatch()
    (sent,) = phones.stand_in.messages
    assert "Resolved: It works again. Before that: Investigating " in sent["body"]
    assert "@" not in sent["body"]
    assert len(segmented(sent["body"]).segments) == int(sent["num_segments"]) <= 2


@ON_SQLITE
async def test_an_office_that_died_after_handing_it_over_sends_no_second_text(
    phones: Phones,
) -> None:
    service = phones.service()
    phones.subscribes(ADA)
    phones.publish(wording({service: MAJOR}))
    await phones.dispatch()
    (sent,) = phones.stand_in.messages
    with phones.database.writing(phones.clock.now(), COLLECTOR) as unit:
        lost = {"state": "sending", "claimed_until_us": unit.now_us, "receipt": ""}
        unit.connection.execute(DELIVERY.update().values(lost))
    phones.clock.forward(timedelta(minutes=6).total_seconds())
    await phones.dispatch()
    assert phones.stand_in.messages == [sent]
    assert [(row.state, row.receipt) for row in phones.ledger()] == [("sent", sent["sid"])]


@ON_SQLITE
async def test_a_name_that_the_channel_lost_can_still_be_taken_off(phones: Phones) -> None:
    with phones.database.writing(phones.clock.now(), COLLECTOR) as unit:
        addresses = {"addresses": {"On-call": "gotify://h/t"}}
        more = add_channel(unit, name="more", kind="apprise", config=addresses)
    phones.subscribes("on-call", channel="more")
    with pytest.raises(RuleBroken, match="Its names: On-call"):
        phones.subscribes("press", channel="more")
    with phones.database.writing(phones.clock.now(), COLLECTOR) as unit:
        update_channel(unit, more.id, config={"addresses": {"Press": "gotify://h/t"}})
    phones.do(remove_subscriber, Address("more", "ON-CALL"))
    with phones.database.reading(phones.clock.now()) as unit:
        (found,) = read_subscribers(unit)
    assert (found.address, found.state) == ("On-call", SubscriberState.LEFT)
