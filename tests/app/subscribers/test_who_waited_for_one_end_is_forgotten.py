"""“Tell me when it's fixed”: told once, then the address is in no table any more."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.commands import Turn, take_turn
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import (
    add_subscriber,
    forget_passed,
    remove_subscriber,
    tell_when_fixed,
)
from statusboard.app.subscribers.forgetting import TO_FORGET, Forgetter
from statusboard.app.subscribers.inputs import (
    Address,
    ForgetPassed,
    SubscriberInput,
    TellWhenFixed,
)
from statusboard.app.subscribers.queries import SUBSCRIBERS
from statusboard.domain.access import loop, person
from statusboard.domain.changes import Changes
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.claims import Settled
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.incidents import read_incident
from statusboard.storage.passing import AFTER_THE_END, AT_MOST
from statusboard.storage.tables import DELIVERY, METADATA, SUPPRESSION
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

CALLER = "caller@customer.example"
WHO = person("Sample desk")
DISPATCHER = loop("dispatcher")
RESOLVED, OPEN = IncidentStatus.RESOLVED, IncidentStatus.INVESTIGATING


class Desk:
    """A desk with a mail channel and one open incident."""

    def __init__(self, database: Database) -> None:
        self.clock = ManualClock()
        self.door = Doorway(database, self.clock)
        self.incident_id: int | None = None
        with database.writing(self.clock.now(), COLLECTOR) as unit:
            add_channel(unit, name="mail", kind="email", config={})
        self.say(OPEN)

    def say(self, status: IncidentStatus, **more: Any) -> int:
        with self.door.database.writing(self.clock.now(), COLLECTOR) as unit:
            wording = Wording(title="Checkout fails", status=status, **more)
            new = NewUpdate(wording, Impact.MAJOR, {})
            self.incident_id, _ = append_update(unit, self.incident_id, new)
            return announce(unit, self.incident_id, 0)

    @property
    def public_id(self) -> str:
        assert self.incident_id is not None
        with self.door.database.reading(self.clock.now()) as unit:
            incident = read_incident(unit, self.incident_id)
        assert incident is not None
        return incident.public_id

    def call(self, **given: str) -> None:
        wanted = TellWhenFixed(**({"incident": self.public_id, "channel": "mail"} | given))  # type: ignore[arg-type]
        self.door.do(tell_when_fixed, wanted, WHO)

    def turn(self, *settled: Settled) -> list[int]:
        given = Turn(1, "me", 9, settled)
        return [claim.id for claim in self.door.do(take_turn, given, DISPATCHER).result]

    def known(self) -> list[str]:
        return [row.subscriber.address for row in self.door.ask(SUBSCRIBERS, "", person("Ada"))]

    def everything(self) -> str:
        """All rows of all tables, as text."""
        with self.door.database.reading(self.clock.now()) as unit:
            return "".join(
                repr(unit.connection.execute(select(table)).all())
                for table in METADATA.tables.values()
            )


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_the_end_is_told_and_the_address_is_nowhere_afterwards(desk: Desk) -> None:
    desk.call(address=CALLER)
    assert desk.say(OPEN) == 0
    desk.clock.forward(60)
    assert desk.say(RESOLVED) == 1
    desk.clock.forward(61)
    (row,) = desk.turn()
    assert CALLER in desk.everything()
    desk.turn(Settled(row, DeliveryState.SENT, receipt=f"250 ok {CALLER}"))
    assert CALLER not in desk.everything()
    with desk.door.database.reading(desk.clock.now()) as unit:
        assert unit.connection.execute(select(DELIVERY.c.state)).scalars().all() == ["sent"]
        assert unit.connection.execute(select(SUPPRESSION)).all() == []


def test_a_message_that_may_have_arrived_is_tried_once_more_first(desk: Desk) -> None:
    desk.call(address=CALLER)
    desk.say(RESOLVED)
    desk.clock.forward(61)
    (row,) = desk.turn()
    again = desk.clock.now() + timedelta(seconds=60)
    desk.turn(Settled(row, DeliveryState.MAY_HAVE_ARRIVED, reason="broke off", due_at=again))
    assert desk.known() == [CALLER]
    desk.clock.forward(61)
    assert desk.turn() == [row]
    desk.turn(Settled(row, DeliveryState.MAY_HAVE_ARRIVED, reason="broke off again"))
    assert CALLER not in desk.everything()


def test_an_end_that_was_long_past_when_it_was_told_is_still_told(desk: Desk) -> None:
    desk.call(address=CALLER)
    long_ago = desk.clock.now()
    desk.clock.forward(AFTER_THE_END + timedelta(days=1))
    assert desk.say(RESOLVED, ended_at=long_ago) == 1
    assert desk.door.ask(TO_FORGET, None) == 0
    desk.clock.forward(61)
    (row,) = desk.turn()
    desk.turn(Settled(row, DeliveryState.SENT))
    assert CALLER not in desk.everything()


def test_a_postmortem_is_told_to_nobody_who_waited_for_the_end_alone(desk: Desk) -> None:
    desk.call(address=CALLER)
    assert desk.say(RESOLVED) == 1
    assert desk.say(IncidentStatus.POSTMORTEM) == 0


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.RETRYING])
def test_who_cannot_be_told_is_not_kept_for_ever(desk: Desk, state: DeliveryState) -> None:
    desk.call(address=CALLER)
    desk.say(RESOLVED)
    with desk.door.database.writing(desk.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(update(DELIVERY).values(state=state.value, due_us=2**60))
    waits = state is DeliveryState.RETRYING
    assert desk.door.ask(TO_FORGET, None) == (0 if waits else 1)
    desk.clock.forward(AFTER_THE_END + timedelta(seconds=1))
    assert desk.door.do(forget_passed, ForgetPassed(), loop("subscribers")).result == 1
    assert CALLER not in desk.everything()


def test_an_end_that_nobody_says_is_waited_for_no_longer_than_that(desk: Desk) -> None:
    desk.clock.forward(AT_MOST)
    desk.call(address=CALLER)
    desk.clock.forward(AT_MOST - timedelta(seconds=1))
    assert desk.door.ask(TO_FORGET, None) == 0
    desk.clock.forward(2)
    desk.door.do(forget_passed, ForgetPassed(), loop("subscribers"))
    assert CALLER not in desk.everything()


def test_an_incident_that_is_reopened_is_waited_for_again(desk: Desk) -> None:
    desk.call(address=CALLER)
    desk.say(RESOLVED)
    desk.say(OPEN)
    assert desk.door.ask(TO_FORGET, None) == 0
    assert desk.say(RESOLVED) == 1


def test_who_is_told_more_stays_and_waits_no_more(desk: Desk) -> None:
    desk.door.do(add_subscriber, SubscriberInput("mail", CALLER, vouched="asked"), WHO)
    desk.call(address=CALLER)
    (row,) = desk.door.ask(SUBSCRIBERS, "", person("Ada"))
    assert row.wishes == "everything · the end of “Checkout fails”"
    desk.say(RESOLVED)
    desk.clock.forward(AFTER_THE_END + timedelta(seconds=1))
    desk.door.do(forget_passed, ForgetPassed(), loop("subscribers"))
    (row,) = desk.door.ask(SUBSCRIBERS, "", person("Ada"))
    assert row.wishes == "everything"


def test_who_had_left_stays_off_when_the_end_was_told(desk: Desk) -> None:
    desk.door.do(add_subscriber, SubscriberInput("mail", CALLER, vouched="asked"), WHO)
    desk.door.do(remove_subscriber, Address("mail", CALLER), WHO)
    desk.call(address=CALLER)
    desk.say(RESOLVED)
    desk.clock.forward(61)
    (row,) = desk.turn()
    desk.turn(Settled(row, DeliveryState.SENT))
    assert CALLER not in desk.everything()
    with pytest.raises(RuleBroken, match="wanted no more"):
        desk.door.do(add_subscriber, SubscriberInput("mail", CALLER), WHO)


@pytest.mark.parametrize("incident", ["", "nothing"])
def test_a_caller_waits_for_an_incident_that_is_open(desk: Desk, incident: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.call(address=CALLER, incident=incident)
    assert refused.value.field == "until_fixed"


@pytest.mark.anyio
async def test_the_office_looks_now_and_then(desk: Desk) -> None:
    desk.call(address=CALLER)
    heard: list[Changes] = []
    told, stop = asyncio.Event(), asyncio.Event()

    def hear(changes: Changes) -> None:
        heard.append(changes)
        told.set()

    with ThreadPoolExecutor(1) as executor:
        forgetter = Forgetter(desk.door, executor, hear)
        await forgetter.look()
        assert heard == []
        desk.clock.forward(AT_MOST + timedelta(seconds=1))
        task = asyncio.create_task(forgetter.run(stop))
        async with asyncio.timeout(60):
            await told.wait()
        stop.set()
        await task
    assert desk.known() == []
