"""From a published update to a mail server that takes it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import func, insert, select, update

from statusboard.app.delivery.announce import LARGE
from statusboard.app.delivery.commands import (
    CLAIM_LASTS,
    Release,
    TakeBack,
    Turn,
    release,
    take_back,
    take_turn,
)
from statusboard.app.delivery.dispatcher import ACTOR, Dispatcher
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.delivery.retries import GIVEN_UP_AFTER, PAUSES, settled
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.channels.base import Again, Refused, Unclear
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import (
    add_channel,
    read_channels,
    remove_channel,
    update_channel,
)
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled
from statusboard.storage.restored import Restored, write_restored
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, read_subscribers
from statusboard.storage.tables import DELIVERY, DISPATCH, INCIDENT_UPDATE, MESSAGE
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.history import COLLECTOR
from tests.fixtures.keys import MemoryKeyring

__all__ = ["desk"]
pytestmark = pytest.mark.anyio
WRITTEN = datetime(2026, 11, 29, tzinfo=UTC)
FIRST_TRY = Claim(
    1, "update", "", "a@b.example", "{}", "en", WRITTEN, 0, WRITTEN, DeliveryState.QUEUED
)


async def test_everybody_gets_one_mail_of_each_update_in_one_thread(desk: Desk) -> None:
    for number in range(30):
        desk.add(f"reader{number}@customer.example")
    assert desk.say("Checkout fails") == 30
    await desk.dispatch()
    assert len({address for address, _ in desk.server.took}) == len(desk.server.took) == 30
    first = dict(desk.server.took)["reader7@customer.example"]
    assert first["Subject"] == "Checkout fails: Investigating"
    assert "Checkout API: Major outage" in first.get_body(("plain",)).get_content()
    desk.server.took.clear()
    desk.clock.forward(60)
    desk.say("Checkout fails", IncidentStatus.RESOLVED)
    await desk.dispatch()
    last = dict(desk.server.took)["reader7@customer.example"]
    assert last["In-Reply-To"] == first["Message-ID"] != last["Message-ID"]
    assert desk.states() == [DeliveryState.SENT.value] * 60


async def test_a_mailbox_that_is_gone_is_quarantined_and_the_others_are_told(desk: Desk) -> None:
    for name in ("gone", "here"):
        desk.add(f"{name}@customer.example")
    desk.server.says_to = lambda address: (
        "550 5.1.1 no such user" if address.startswith("gone") else "250 OK"
    )
    desk.say("Checkout fails")
    await desk.dispatch()
    assert [address for address, _ in desk.server.took] == ["here@customer.example"]
    with desk.database.reading(desk.clock.now()) as unit:
        found = {one.address: one for one in read_subscribers(unit)}
    gone = found["gone@customer.example"]
    assert gone.state is SubscriberState.QUARANTINED
    assert "no such user" in gone.reason


async def test_what_is_not_taken_now_is_tried_again_later_with_the_same_key(desk: Desk) -> None:
    desk.add("reader@customer.example")
    seen: list[str] = []
    desk.server.says_to = lambda address: (seen.append(address), "451 4.7.1 greylisted")[1]
    desk.say("Checkout fails")
    await desk.dispatch()
    assert desk.states() == [DeliveryState.RETRYING.value]
    await desk.dispatch()
    assert len(seen) == 1
    desk.server.says_to = lambda _address: "250 OK"
    desk.clock.forward(timedelta(minutes=1).total_seconds())
    await desk.dispatch()
    assert desk.states() == [DeliveryState.SENT.value]
    assert len(desk.server.took) == 1


async def test_whoever_is_behind_gets_one_mail_that_says_it_all(desk: Desk) -> None:
    desk.add("reader@customer.example")
    desk.server.says_to = lambda _address: "451 4.7.1 greylisted"
    desk.say("Checkout fails")
    await desk.dispatch()
    desk.server.says_to = lambda _address: "250 OK"
    desk.clock.forward(30)
    desk.say("Checkout fails", IncidentStatus.RESOLVED)
    await desk.dispatch()
    ((_, mail),) = desk.server.took
    assert mail["Subject"] == "Checkout fails: Resolved"
    for part in ("plain", "html"):
        body = mail.get_body((part,)).get_content()
        assert body.index("Resolved") < body.index("Before that") < body.index("Investigating")
    assert desk.states() == [DeliveryState.SUPERSEDED.value, DeliveryState.SENT.value]


async def test_whoever_waited_for_the_end_is_told_it_and_forgotten(desk: Desk) -> None:
    desk.say("Checkout fails")
    wishes = Wishes(everything=False, until_fixed=frozenset({desk.incident_id or 0}))
    desk.add("caller@customer.example", wishes)
    desk.say("Checkout fails", IncidentStatus.MONITORING)
    await desk.dispatch()
    assert desk.server.took == []
    desk.say("Checkout fails", IncidentStatus.RESOLVED)
    await desk.dispatch()
    assert [address for address, _ in desk.server.took] == ["caller@customer.example"]
    with desk.database.reading(desk.clock.now()) as unit:
        assert read_subscribers(unit) == ()
        assert list(unit.connection.execute(select(DELIVERY.c.address)).scalars()) == [""]


async def test_a_row_of_a_dispatcher_that_died_is_sent_again_under_the_same_key(
    desk: Desk,
) -> None:
    desk.add("reader@customer.example")
    desk.say("Checkout fails")
    doorway = Doorway(desk.database, desk.clock)
    (claim,) = doorway.do(take_turn, Turn(desk.channel_id, "dead", 10), ACTOR).result
    await desk.dispatch()
    assert desk.server.took == []
    desk.clock.forward(CLAIM_LASTS.total_seconds() - 1)
    assert [one.state for one in doorway.ask(LEDGER, None, person("Ada"))] == [DeliveryState.QUEUED]
    desk.clock.forward(1)
    assert [one.state for one in doorway.ask(LEDGER, None, person("Ada"))] == [
        DeliveryState.MAY_HAVE_ARRIVED
    ]
    await desk.dispatch()
    ((_, mail),) = desk.server.took
    assert mail["Message-ID"].startswith(f"<{claim.key}@")
    late = Turn(desk.channel_id, "dead", 0, (Settled(claim.id, DeliveryState.FAILED),))
    doorway.do(take_turn, late, ACTOR)
    assert desk.states() == [DeliveryState.SENT.value]


async def test_a_text_that_cannot_be_read_is_parked_and_holds_up_nobody(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        desk.add(f"reader{number}@customer.example")
    desk.say("Checkout fails")
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        first = unit.connection.execute(select(func.min(DELIVERY.c.id))).scalar()
        row = {"update_id": 1, "channel_id": desk.channel_id, "language": "xx", "text": "page"}
        bad = unit.connection.execute(
            insert(MESSAGE).values(content="{", **row).returning(MESSAGE.c.id)
        ).scalar_one()
        unit.connection.execute(
            update(DELIVERY).where(DELIVERY.c.id == first).values(message_id=bad)
        )
    await desk.dispatch()
    assert "message defect" in caplog.text
    caplog.clear()
    assert len(desk.server.took) == 2
    assert desk.states() == [DeliveryState.FAILED.value, *[DeliveryState.SENT.value] * 2]


async def test_a_message_waits_for_its_page_and_no_longer_than_a_minute(desk: Desk) -> None:
    desk.add("reader@customer.example")
    desk.say("Checkout fails", generation=7)
    await desk.dispatch()
    assert desk.server.took == []
    desk.clock.forward(59)
    await desk.dispatch()
    assert desk.server.took == []
    desk.clock.forward(1)
    await desk.dispatch()
    assert len(desk.server.took) == 1


async def test_a_large_send_can_be_taken_back_for_ten_seconds(desk: Desk) -> None:
    for number in range(LARGE):
        desk.add(f"reader{number}@customer.example")
    assert desk.say("Checkout fails") == LARGE
    await desk.dispatch()
    assert desk.server.took == []
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        said = select(INCIDENT_UPDATE.c.public_id).join(DISPATCH)
        (update_id,) = unit.connection.execute(said).scalars()
    doorway = Doorway(desk.database, desk.clock)
    assert doorway.do(take_back, TakeBack(update_id), person("Mia")).result == LARGE
    desk.clock.forward(3600)
    await desk.dispatch()
    assert desk.server.took == []


async def test_a_database_that_was_brought_back_sends_nothing_before_a_person_has_looked(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.add("reader@customer.example")
    desk.say("Checkout fails")
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        write_restored(unit, Restored(unit.now_us, "a copy", unit.now_us))
    await desk.dispatch()
    assert desk.server.took == []
    assert "messages held" in caplog.text
    caplog.clear()
    desk.clock.forward(1)
    Doorway(desk.database, desk.clock).do(release, Release(), person("Sample desk"))
    await desk.dispatch()
    assert len(desk.server.took) == 1


@given(attempts=st.integers(0, 30), passed=st.integers(0, 100_000))
def test_a_message_is_tried_later_and_later_for_a_day(attempts: int, passed: int) -> None:
    written = FIRST_TRY.written_at
    now = written + timedelta(seconds=passed)
    claim = Claim(
        1, "u", "", "a@b.example", "{}", "en", written, attempts, now, DeliveryState.QUEUED
    )
    result = settled(claim, Again("later"), now)
    if result.state is DeliveryState.FAILED:
        assert now + PAUSES[-1] > written + GIVEN_UP_AFTER
        assert result.reason == "given up after a day: later"
    else:
        assert result.due_at is not None
        assert result.due_at - now == PAUSES[min(attempts, len(PAUSES) - 1)]
        assert result.due_at <= written + GIVEN_UP_AFTER


def test_a_doubt_is_tried_once_more_and_then_stands() -> None:
    written = FIRST_TRY.written_at
    first = settled(FIRST_TRY, Unclear("broke off"), written)
    assert first.state is DeliveryState.MAY_HAVE_ARRIVED
    assert first.due_at is not None
    doubted = replace(FIRST_TRY, attempts=1, before=DeliveryState.MAY_HAVE_ARRIVED)
    second = settled(doubted, Unclear("broke off"), written)
    assert (second.state, second.due_at) == (DeliveryState.MAY_HAVE_ARRIVED, None)


async def test_nobody_counts_who_is_on_a_channel_that_cannot_send(desk: Desk) -> None:
    desk.add("reader@customer.example")
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        for name, kind in (("old", "pigeon"), ("gone", "email")):
            channel_id = add_channel(unit, name=name, kind=kind, config={}).id
            new = NewSubscriber(channel_id, "a", "a", Wishes(), SubscriberState.ACTIVE)
            add_subscriber(unit, new)
        remove_channel(unit, channel_id)
    assert desk.say("Checkout fails") == 1
    with desk.database.reading(desk.clock.now()) as unit:
        assert unit.connection.scalar(select(DISPATCH.c.recipients)) == 1


async def test_a_channel_of_a_kind_nobody_knows_holds_up_no_other(desk: Desk) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="pigeon", kind="pigeon", config={})
    desk.add("reader@customer.example")
    desk.say("Checkout fails")
    await desk.dispatch()
    assert len(desk.server.took) == 1


async def test_a_channel_whose_password_is_missing_rests_and_says_which(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        secret = {"user": "desk", "password": "${secret:channel.password.1}"}
        (channel,) = read_channels(unit)
        update_channel(unit, channel.id, config=dict(channel.config) | secret)
    desk.add("reader@customer.example")
    desk.say("Checkout fails")
    store = SecretPlace(tmp_path / "keys", backend=MemoryKeyring())
    doorway = Doorway(desk.database, desk.clock, store)
    dispatcher = Dispatcher(doorway, desk.executor, lambda _: None)
    async with asyncio.TaskGroup() as group:
        await dispatcher._step(group)
    assert desk.states() == [DeliveryState.QUEUED.value]
    assert dispatcher._resting[channel.id] > desk.clock.monotonic()


def test_what_is_refused_is_not_tried_again_and_a_provider_says_when() -> None:
    refused = settled(FIRST_TRY, Refused("no such user"), WRITTEN)
    assert (refused.state, refused.reason) == (DeliveryState.FAILED, "no such user")
    later = settled(FIRST_TRY, Again("slow down", after_s=7), WRITTEN)
    assert later.due_at == WRITTEN + timedelta(seconds=7)
