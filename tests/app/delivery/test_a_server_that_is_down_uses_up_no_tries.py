"""A channel that takes nothing rests by itself: its rows stay as they are, and people see why."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.doorway import Doorway
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding
from statusboard.storage.channels import read_channels, update_channel
from statusboard.storage.tables import CHANNEL, DELIVERY
from statusboard.storage.troubles import PAUSE, read_troubles
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.history import COLLECTOR
from tests.fixtures.mail_server import OK

__all__ = ["desk"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]
QUEUED, SENT = DeliveryState.QUEUED.value, DeliveryState.SENT.value
RETRYING = DeliveryState.RETRYING.value


def put_server(desk: Desk, port: int) -> None:
    """The mail server is at that port by now, and nobody has told the channel so."""
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        (channel,) = read_channels(unit)
        config = json.dumps({**channel.config, "port": port})
        unit.connection.execute(update(CHANNEL).values(config=config))


def health(desk: Desk) -> ChannelHealth:
    (found,) = Doorway(desk.database, desk.clock).ask(CHANNEL_HEALTH, None)
    return found


def attempts(desk: Desk) -> list[int]:
    with desk.database.reading(desk.clock.now()) as unit:
        return list(unit.connection.execute(select(DELIVERY.c.attempts)).scalars())


async def test_rows_wait_untouched_until_the_server_is_back(desk: Desk) -> None:
    for number in range(12):
        desk.add(f"reader{number}@customer.example")
    put_server(desk, 1)
    desk.say("Checkout fails")
    since = desk.clock.now()
    await desk.dispatch()
    assert (desk.states(), attempts(desk)) == ([RETRYING] + [QUEUED] * 11, [0] * 12)
    found = health(desk)
    assert (found.standing, found.since) == (ChannelStanding.FAILING, since)
    assert "the server does not answer" in found.reason
    await desk.dispatch()  # it rests
    with desk.database.reading(desk.clock.now()) as unit:
        assert read_troubles(unit)[desk.channel_id].tries == 1
    desk.clock.forward(5)
    await desk.dispatch()
    with desk.database.reading(desk.clock.now()) as unit:
        again = read_troubles(unit)[desk.channel_id]
    assert (again.tries, again.since) == (2, since)
    assert again.until == desk.clock.now() + timedelta(seconds=10)
    put_server(desk, desk.server.port)
    desk.clock.forward(10)
    await desk.dispatch()
    assert desk.states() == [SENT] * 12
    assert health(desk).standing is ChannelStanding.WORKING


async def test_one_address_the_server_takes_offence_at_holds_up_nobody_else(desk: Desk) -> None:
    for number in range(12):
        desk.add(f"reader{number}@customer.example")
    desk.server.says_to = lambda address: "421 4.3.2 closing" if "reader0@" in address else OK
    desk.say("Checkout fails")
    for _ in range(6):
        await desk.dispatch()
        desk.clock.forward(60)
    assert sorted(desk.states()) == sorted([SENT] * 11 + [RETRYING])
    assert sorted(attempts(desk)) == [0] + [1] * 11


async def test_another_configuration_is_tried_at_once(desk: Desk) -> None:
    desk.add("reader@customer.example")
    put_server(desk, 1)
    desk.say("Checkout fails")
    await desk.dispatch()
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        (channel,) = read_channels(unit)
        update_channel(unit, channel.id, config={**channel.config, "port": desk.server.port})
    await desk.dispatch()
    assert desk.states() == [SENT]


async def test_who_showed_that_the_server_is_down_is_told_soon_after_it_is_back(
    desk: Desk,
) -> None:
    for number in range(3):
        desk.add(f"reader{number}@customer.example")
    put_server(desk, 1)
    desk.say("Checkout fails")
    await desk.dispatch()
    await desk.dispatch_for(2 * 3600)
    put_server(desk, desk.server.port)
    await desk.dispatch_for(PAUSE.most_s)
    assert desk.states() == [SENT] * 3


async def test_after_a_day_nobody_needs_what_was_never_taken(desk: Desk) -> None:
    desk.add("reader@customer.example")
    put_server(desk, 1)
    desk.say("Checkout fails")
    await desk.dispatch()
    desk.clock.forward(timedelta(hours=24, seconds=1))
    await desk.dispatch()
    assert desk.states() == [DeliveryState.FAILED.value]
    with desk.database.reading(desk.clock.now()) as unit:
        reason = unit.connection.scalar(select(DELIVERY.c.reason))
    assert str(reason).startswith("given up after a day: the server does not answer: ")


async def test_a_day_of_retries(desk: Desk) -> None:
    """The server asks each time to come back: each pause is the longer, for a day."""
    desk.add("reader@customer.example")
    tries: list[float] = []
    begun = desk.clock.now()

    def asks_to_come_back(_address: str) -> str:
        tries.append((desk.clock.now() - begun).total_seconds() / 60)
        return "451 4.7.1 greylisted"

    desk.server.says_to = asks_to_come_back
    desk.say("Checkout fails")
    await desk.dispatch_until_nothing_waits()
    assert tries == [0, 1, 6, 21, 81, 261, 621, 981, 1341]
    assert desk.states() == [DeliveryState.FAILED.value]
    assert attempts(desk) == [len(tries)]


async def test_an_update_that_repeats_the_one_before_is_told_to_nobody(desk: Desk) -> None:
    desk.add("reader@customer.example")
    assert desk.say("Checkout fails") == 1
    await desk.dispatch()
    assert desk.say("Checkout fails", moves=False) == 0
    assert desk.say("Checkout fails", IncidentStatus.IDENTIFIED, moves=False) == 1
    await desk.dispatch()
    assert len(desk.server.took) == 2
