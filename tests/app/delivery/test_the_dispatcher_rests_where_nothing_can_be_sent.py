"""The dispatcher neither spins on what it cannot send, nor ends the office with its own defects."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.doorway import Doorway
from statusboard.app.services.stowing import CHANNELS
from statusboard.catalog.declaration import Config
from statusboard.catalog.references import reference
from statusboard.channels.base import Outcome, Outgoing, Sender, Sent
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel, read_channels, remove_channel, update_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.restored import Restored, write_restored
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, erase_subscribers
from statusboard.storage.tables import CHANNEL
from statusboard.storage.troubles import read_troubles
from statusboard.storage.unit import Unit
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR
from tests.fixtures.speaking import person

pytestmark = pytest.mark.anyio
CONFIG = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": "a@northwind.example"}
Opens = Callable[[Config], AbstractAsyncContextManager[Sender]]
DOWN, UP = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.OPERATIONAL


class Taker:
    """Takes whatever it is given."""

    def __init__(self) -> None:
        self.took: list[str] = []

    async def send(self, outgoing: Outgoing) -> Outcome:
        self.took.append(outgoing.address)
        return Sent("taken")


@pytest.fixture
def door(database: Database) -> Doorway:
    """One channel with one reader, who is to be told of one incident."""
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config=CONFIG)
        service = add_component(unit, name="Checkout API").id
        add_subscriber(
            unit,
            NewSubscriber(
                channel.id, "a@b.example", "a@b.example", Wishes(), SubscriberState.ACTIVE
            ),
        )
        new = NewUpdate(Wording(title="Checkout fails"), Impact.MAJOR, {service: (UP, DOWN)})
        incident_id, _ = append_update(unit, None, new)
        assert announce(unit, incident_id, 0) == 1
    return Doorway(database, clock)


def write(door: Doorway, change: Callable[[Unit], object]) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        change(unit)


@asynccontextmanager
async def at_work(
    door: Doorway, opened: Opens | None = None
) -> AsyncIterator[tuple[Dispatcher, asyncio.Task[None]]]:
    """A dispatcher in its loop, with a channel that opens so."""
    kinds = dict(channel_kinds())
    if opened is not None:
        kinds["email"] = replace(kinds["email"], open=opened)
    with ThreadPoolExecutor(1) as executor:
        dispatcher = Dispatcher(door, executor, lambda _: None, kinds=kinds)
        stop = asyncio.Event()
        task = asyncio.create_task(dispatcher.run(stop))
        try:
            yield dispatcher, task
        finally:
            stop.set()
            await task


def counted(door: Doorway, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every question that is asked from now on."""
    asked: list[object] = []
    ask = Doorway.ask

    def count(self: Doorway, query: Any, given: Any) -> Any:
        asked.append(query)
        return ask(self, query, given)

    monkeypatch.setattr(Doorway, "ask", count)
    return asked


def another_kind(unit: Unit) -> None:
    add_channel(unit, name="idle", kind="email", config=CONFIG)
    (mail, _) = read_channels(unit)
    unit.connection.execute(update(CHANNEL).where(CHANNEL.c.id == mail.id).values(kind="pigeon"))


def without_password(unit: Unit) -> None:
    config = CONFIG | {"user": "desk", "password": "${secret:channel.mail.password.4kq7m2xz}"}
    update_channel(unit, read_channels(unit)[0].id, config=config)


@pytest.mark.parametrize(
    "change",
    [
        lambda unit: remove_channel(unit, read_channels(unit)[0].id),
        lambda unit: erase_subscribers(unit, [1]),
        lambda unit: write_restored(unit, Restored(unit.now_us, "a copy", unit.now_us)),
        another_kind,
        without_password,
    ],
    ids=["channel removed", "reader erased", "held", "unknown kind", "password missing"],
)
async def test_what_cannot_be_sent_is_not_looked_at_again_and_again(
    door: Doorway,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Unit], object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    write(door, change)
    asked = counted(door, monkeypatch)
    async with at_work(door) as (_, task):
        await asyncio.sleep(0.5)
        assert not task.done()
        looks = len(asked)
    assert 1 <= looks <= 4
    caplog.clear()


async def test_a_lane_under_way_is_not_looked_at_again_and_again(
    door: Doorway, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = asyncio.Event(), asyncio.Event()

    class Slow(Taker):
        async def send(self, outgoing: Outgoing) -> Outcome:
            begun.set()
            await goes_on.wait()
            return await super().send(outgoing)

    sender = Slow()

    @asynccontextmanager
    async def opened(_config: Config) -> AsyncIterator[Sender]:
        yield sender

    asked = counted(door, monkeypatch)
    async with at_work(door, opened):
        await begun.wait()
        await asyncio.sleep(0.5)
        looks = len(asked)
        goes_on.set()
    assert sender.took == ["a@b.example"]
    assert 1 <= looks <= 4


async def test_nothing_is_due_for_a_reader_who_was_erased(door: Doorway) -> None:
    write(door, lambda unit: erase_subscribers(unit, [1]))
    with door.database.reading(door.clock.now()) as unit:
        assert next_due(unit) == {}


@pytest.mark.parametrize("where", ["opening", "sending", "closing"])
async def test_a_defect_of_a_channel_ends_neither_the_dispatcher_nor_the_others(
    door: Doorway, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    sender = Taker()

    @asynccontextmanager
    async def opened(config: Config) -> AsyncIterator[Sender]:
        if config["host"] == CONFIG["host"] and where == "opening":
            raise ZeroDivisionError
        yield sender
        if where == "closing":
            raise ZeroDivisionError

    async with at_work(door, opened) as (_, task):
        await asyncio.sleep(0.3)
        assert not task.done()
    assert "channel defect" in caplog.text or where == "sending"
    caplog.clear()


async def test_a_question_that_fails_ends_nothing(
    door: Doorway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(Doorway, "ask", fail)
    async with at_work(door) as (_, task):
        await asyncio.sleep(0.2)
        assert not task.done()
    assert "outbox defect" in caplog.text
    caplog.clear()


async def test_a_channel_that_changes_while_it_sends_goes_on_as_it_is_now(door: Doorway) -> None:
    first, then, last = asyncio.Event(), asyncio.Event(), asyncio.Event()
    used: list[object] = []

    class Slow(Taker):
        def __init__(self, port: object) -> None:
            super().__init__()
            self.port = port

        async def send(self, outgoing: Outgoing) -> Outcome:
            used.append(self.port)
            first.set()
            await then.wait()
            if len(used) == 31:
                last.set()
            return await super().send(outgoing)

    @asynccontextmanager
    async def opened(config: Config) -> AsyncIterator[Sender]:
        yield Slow(config["port"])

    write(door, lambda unit: more_readers(unit, 30))
    with_one = CONFIG | {"connections": 1}
    write(door, lambda unit: update_channel(unit, 1, config=with_one))
    async with at_work(door, opened) as (dispatcher, _):
        await first.wait()
        write(door, lambda unit: update_channel(unit, 1, config=with_one | {"port": 2}))
        dispatcher.wake()
        await asyncio.sleep(0.2)
        then.set()
        async with asyncio.timeout(20):
            await last.wait()
    # How soon it is noticed is the machine's matter; what was sent before went the old way.
    assert used == sorted(used)
    assert (used[0], used[-1]) == (1, 2)


async def test_a_dispatcher_that_is_told_to_stop_gives_back_what_it_has_not_begun(
    door: Doorway,
) -> None:
    first, then = asyncio.Event(), asyncio.Event()
    sender = Taker()

    @asynccontextmanager
    async def opened(_config: Config) -> AsyncIterator[Sender]:
        yield sender

    take = sender.send

    async def slow(outgoing: Outgoing) -> Outcome:
        first.set()
        await then.wait()
        return await take(outgoing)

    sender.send = slow  # type: ignore[method-assign]
    write(door, lambda unit: more_readers(unit, 30))
    write(door, lambda unit: update_channel(unit, 1, config=CONFIG | {"connections": 1}))
    with ThreadPoolExecutor(1) as executor:
        kinds = dict(channel_kinds())
        kinds["email"] = replace(kinds["email"], open=opened)
        stop = asyncio.Event()
        task = asyncio.create_task(
            Dispatcher(door, executor, lambda _: None, kinds=kinds).run(stop)
        )
        await first.wait()
        stop.set()
        then.set()
        await task
    states = [one.state for one in door.ask(LEDGER, None, person())]
    assert len(sender.took) == states.count(DeliveryState.SENT) == 1
    assert states.count(DeliveryState.QUEUED) == 30


def more_readers(unit: Unit, count: int) -> None:
    """So many more, who are told of the next update."""
    for number in range(count):
        reader = f"reader{number}@b.example"
        new = NewSubscriber(1, reader, reader, Wishes(), SubscriberState.ACTIVE)
        add_subscriber(unit, new)
    new_update = NewUpdate(Wording(title="Checkout fails", body="Still."), Impact.MAJOR, {})
    incident_id, _ = append_update(unit, 1, new_update)
    announce(unit, incident_id, 0)


@pytest.mark.parametrize("beside", [False, True])
async def test_who_works_beside_another_office_calls_no_channel_down_for_want_of_a_secret(
    door: Doorway, beside: bool
) -> None:
    def configure(unit: Unit) -> None:
        password = reference(f"{CHANNELS}mail.password")
        update_channel(
            unit, read_channels(unit)[0].id, config={**CONFIG, "user": "a", "password": password}
        )

    write(door, configure)
    with ThreadPoolExecutor(1) as executor:
        dispatcher = Dispatcher(door, executor, lambda _: None, beside=beside)
        async with asyncio.TaskGroup() as group:
            await dispatcher._step(group)
    with door.database.reading(door.clock.now()) as unit:
        assert bool(read_troubles(unit)) is not beside
