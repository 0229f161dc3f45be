"""A mail that was taken and came back: the ledger says so, and who is gone is told no more."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.bounce_reading import ACTOR, RETRY, BounceReader, record_pasted
from statusboard.app.delivery.channel_commands import record_bounces
from statusboard.app.delivery.inputs import BouncesRecorded, RecordBounces
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.message_keys import KEYED_SINCE, MessageKeys
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.doorway import Doorway
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Bounce, Letter
from statusboard.domain.access import person
from statusboard.domain.delivery import Delivery, DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import Subscriber, SubscriberState, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel, update_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.incidents import read_incidents
from statusboard.storage.settings import write_setting
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, read_subscribers
from statusboard.storage.tables import AUDIT, DELIVERY
from tests.fixtures.bounced import report
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR
from tests.fixtures.imap_server import ImapServer, imap_server, settings
from tests.fixtures.mails import READER, SENDER

pytestmark = pytest.mark.anyio
DOWN, UP = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.OPERATIONAL
ADA = person("Ada")


@dataclass
class Desk:
    """A desk whose mails to two readers were taken, and a mailbox."""

    database: Database
    mailbox: ImapServer
    executor: ThreadPoolExecutor
    clock: ManualClock = field(default_factory=ManualClock)
    channel_id: int = 0
    incident_id: int | None = None
    service: int = 0

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)

    def say(self, status: IncidentStatus = IncidentStatus.INVESTIGATING) -> None:
        """Publishes an update, and has it taken by the mail server."""
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            wording = Wording(title="Checkout fails", body="We look into it.", status=status)
            new = NewUpdate(wording, Impact.MAJOR, {self.service: (UP, DOWN)})
            self.incident_id, _ = append_update(unit, self.incident_id, new)
            announce(unit, self.incident_id, 0)
            unit.connection.execute(update(DELIVERY).values(state=DeliveryState.SENT.value))

    def deliveries(self, address: str = READER) -> list[Delivery]:
        """The newest first."""
        return [one for one in self.door.ask(LEDGER, None, person("Ada")) if one.address == address]

    def key(self, delivery: Delivery) -> str:
        with self.database.reading(self.clock.now()) as unit:
            said = read_incidents(unit)[0].updates
            at = {one.public_id: one.published_at for one in said}[delivery.update]
            keys = MessageKeys.read(unit)
        return keys.of(self.channel_id, delivery.address, delivery.update, at)

    def subscriber(self, address: str = READER) -> Subscriber:
        with self.database.reading(self.clock.now()) as unit:
            (found,) = read_subscribers(unit, search=address)
            return found

    def reader(self) -> BounceReader:
        return BounceReader(self.door, self.executor, lambda _: None)


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with imap_server() as mailbox:
        with ThreadPoolExecutor(1) as executor:
            made = Desk(database, mailbox, executor)
            with database.writing(made.clock.now(), COLLECTOR) as unit:
                config = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": SENDER}
                config |= settings(mailbox.port)
                made.channel_id = add_channel(unit, name="mail", kind="email", config=config).id
                made.service = add_component(unit, name="Checkout API").id
                for address in (READER, "other@customer.example"):
                    state = SubscriberState.ACTIVE
                    new = NewSubscriber(made.channel_id, address, address, Wishes(), state)
                    add_subscriber(unit, new)
            made.say()
            yield made


async def test_a_mailbox_that_is_gone_is_quarantined_with_its_reason(desk: Desk) -> None:
    (sent,) = desk.deliveries()
    desk.mailbox.add(report(key=desk.key(sent)))
    await desk.reader().look()
    (failed,) = desk.deliveries()
    assert failed.state is DeliveryState.FAILED
    assert failed.reason == "it came back: 550 5.1.1 no such user"
    assert desk.subscriber().state is SubscriberState.QUARANTINED
    assert desk.subscriber().reason == failed.reason
    (other,) = desk.deliveries("other@customer.example")
    assert other.state is DeliveryState.SENT
    assert desk.mailbox.seen == {1}
    with desk.database.reading(desk.clock.now()) as unit:
        rows = unit.connection.execute(select(AUDIT)).all()
    assert "customer.example" not in repr(rows)


async def test_the_message_is_found_by_its_key_among_several(desk: Desk) -> None:
    desk.say(IncidentStatus.IDENTIFIED)
    newest, oldest = desk.deliveries()
    desk.mailbox.add(report(key=desk.key(oldest), status="5.7.1", diagnosis="554 not you"))
    await desk.reader().look()
    assert [one.state for one in desk.deliveries()] == [newest.state, DeliveryState.FAILED]
    assert desk.subscriber().state is SubscriberState.ACTIVE


async def test_a_report_that_quotes_nothing_is_about_the_one_message_and_quarantines_nobody(
    desk: Desk,
) -> None:
    desk.mailbox.add(report(key="", original=READER.upper()))
    await desk.reader().look()
    assert [one.state for one in desk.deliveries()] == [DeliveryState.FAILED]
    assert desk.subscriber().state is SubscriberState.ACTIVE


async def test_a_report_that_may_be_about_several_messages_is_about_none(desk: Desk) -> None:
    desk.say(IncidentStatus.IDENTIFIED)
    before = desk.deliveries()
    desk.mailbox.add(report(key="", original=READER))
    await desk.reader().look()
    assert desk.deliveries() == before
    desk.clock.forward(7 * 86_400)
    desk.mailbox.add(report(key="", original=READER))
    await desk.reader().look()
    assert desk.deliveries() == before  # what came back would have come back by now


def unkeyed(channel_id: int, delivery: Delivery) -> str:
    """The key that whoever knows the page, and an address, can make up."""
    parts = "\0".join((delivery.update, str(channel_id), delivery.address.casefold()))
    return hashlib.sha256(parts.encode()).hexdigest()[:40]


async def test_nobody_can_make_up_a_report(desk: Desk) -> None:
    (sent,) = desk.deliveries()
    desk.mailbox.add(report(key=unkeyed(desk.channel_id, sent)))
    await desk.reader().look()
    assert desk.deliveries() == [sent]
    assert desk.subscriber().state is SubscriberState.ACTIVE


async def test_what_was_sent_before_keys_had_a_secret_keeps_its_key(desk: Desk) -> None:
    (sent,) = desk.deliveries()
    desk.clock.forward(60)
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        write_setting(unit, KEYED_SINCE, unit.now_us)
    assert desk.key(sent) == unkeyed(desk.channel_id, sent)
    desk.say(IncidentStatus.IDENTIFIED)
    newest, _ = desk.deliveries()
    assert desk.key(newest) != unkeyed(desk.channel_id, newest)
    desk.mailbox.add(report(key=desk.key(sent)))
    await desk.reader().look()
    assert [one.state for one in desk.deliveries()] == [newest.state, DeliveryState.FAILED]


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "delayed", "status": "4.4.1"},
        {"key": "f" * 40},
        {"to": "stranger@customer.example"},
        {"to": "no address"},
    ],
    ids=["only late", "another message", "a stranger", "nobody"],
)
async def test_what_is_not_final_or_not_ours_changes_nothing(
    desk: Desk, changed: dict[str, str]
) -> None:
    (sent,) = desk.deliveries()
    desk.mailbox.add(report(**({"key": desk.key(sent)} | changed)))
    desk.mailbox.add(b"Auto-Submitted: auto-replied\r\nSubject: away\r\n\r\nI am away.")
    await desk.reader().look()
    assert desk.deliveries() == [sent]
    assert desk.subscriber().state is SubscriberState.ACTIVE
    assert desk.mailbox.seen == {1, 2}


async def test_the_same_report_again_changes_nothing(desk: Desk) -> None:
    (sent,) = desk.deliveries()
    bounce = Bounce(desk.key(sent), READER, is_final=True, quarantines=True, reason="gone")
    given = RecordBounces("mail", (bounce, bounce))
    assert desk.door.do(record_bounces, given, ACTOR).result == BouncesRecorded(1, 1, 1)
    assert desk.door.do(record_bounces, given, ACTOR).result == BouncesRecorded(0, 0, 2)


async def test_a_mailbox_that_cannot_be_marked_is_read_once_a_look(desk: Desk) -> None:
    desk.mailbox.keeps_unseen = True
    desk.mailbox.add(report())
    await desk.reader().look()
    assert len([line for line in desk.mailbox.heard if "BODY.PEEK" in line]) <= 2


async def test_a_mailbox_that_does_not_open_rests_ever_longer(desk: Desk) -> None:
    desk.mailbox.refuses = "LOGIN"
    reader = desk.reader()
    for failures in (1, 2):
        before = desk.mailbox.connections
        await reader.look()
        await reader.look()
        assert desk.mailbox.connections == before + 1
        desk.clock.forward(RETRY.wait_s(failures))
    desk.mailbox.refuses = ""
    (sent,) = desk.deliveries()
    desk.mailbox.add(report(key=desk.key(sent)))
    await reader.look()
    assert desk.mailbox.seen == {1}


async def test_a_channel_without_a_mailbox_is_left_alone(desk: Desk) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        config = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": SENDER}
        update_channel(unit, desk.channel_id, config=config)
        add_channel(unit, name="later", kind="from a later version", config={})
    await desk.reader().look()
    assert desk.mailbox.connections == 0


async def test_a_configuration_of_another_version_ends_nothing(desk: Desk) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        update_channel(unit, desk.channel_id, config={"host": "127.0.0.1"})  # no sender
    await desk.reader().look()
    assert desk.mailbox.connections == 0


async def test_a_kind_with_a_defect_ends_neither_the_loop_nor_the_office(
    desk: Desk, allow_logs: Callable[..., object]
) -> None:
    allow_logs("statusboard.app.delivery.bounce_reading", level=logging.ERROR)

    async def broken(_config: Config) -> tuple[Letter, ...]:
        raise KeyError("host")

    kind = channel_kinds()["email"]
    assert kind.bounces is not None
    kinds = {"email": replace(kind, bounces=replace(kind.bounces, unread=broken))}
    reader = desk.reader()
    reader.kinds = kinds
    await reader.look()
    assert desk.mailbox.connections == 0


async def test_the_loop_ends_when_it_is_told(desk: Desk) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(desk.reader().run(stop))
    await asyncio.sleep(0)
    stop.set()
    await running


async def test_reports_that_are_pasted_count_as_those_that_are_read(desk: Desk) -> None:
    (sent,) = desk.deliveries()
    mbox = b"From a\r\n" + report(key=desk.key(sent)) + b"\r\nFrom b\r\n" + report(to="a@b.example")
    assert record_pasted(desk.door, "mail", mbox, ADA) == BouncesRecorded(1, 1, 1)
    with pytest.raises(RuleBroken, match="No report") as refused:
        record_pasted(desk.door, "mail", b"Dear all", ADA)
    assert refused.value.field == "file"
    with pytest.raises(RuleBroken, match="no channel called “post”"):
        record_pasted(desk.door, "post", mbox, ADA)
