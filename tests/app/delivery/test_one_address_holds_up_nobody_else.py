"""A server that hangs up at one address: whoever else is to be told waits one short rest."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from statusboard.domain.delivery import DeliveryState
from statusboard.storage.tables import DELIVERY
from statusboard.storage.troubles import PAUSE, read_troubles
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.mail_server import OK

__all__ = ["desk"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]
SHORT_S = PAUSE.first_s
LONG_S = PAUSE.most_s
HOUR_S = 3600


def takes_offence(address: str) -> str:
    return "421 4.3.2 closing" if "offended" in address else OK


def took(desk: Desk) -> list[str]:
    return [address for address, _ in desk.server.took]


def tries(desk: Desk) -> int:
    with desk.database.reading(desk.clock.now()) as unit:
        return read_troubles(unit)[desk.channel_id].tries


async def test_the_first_in_line_holds_up_the_others_for_one_short_rest(desk: Desk) -> None:
    desk.server.says_to = takes_offence
    readers = [f"reader{number}@customer.example" for number in range(12)]
    for address in ("offended@customer.example", *readers):
        desk.add(address)
    desk.say("Checkout fails")
    await desk.dispatch()
    await desk.dispatch_for(SHORT_S)
    assert set(took(desk)) == set(readers)


@pytest.mark.parametrize("offended", [1, 3])
async def test_new_mail_waits_one_short_rest_behind_who_was_offended_for_an_hour(
    desk: Desk, offended: int
) -> None:
    """Though the new update is for those too, and theirs stand before it."""
    desk.server.says_to = takes_offence
    for number in range(offended):
        desk.add(f"offended{number}@customer.example")
    desk.say("Checkout fails")
    await desk.dispatch_for(HOUR_S)
    desk.add("reader@customer.example")
    desk.incident_id = None
    desk.say("Search fails")
    await desk.dispatch_for(PAUSE.wait_s(offended))
    assert took(desk) == ["reader@customer.example"]


async def test_the_pause_that_is_asked_for_at_one_address_is_not_everybody_s(desk: Desk) -> None:
    asks = "421 4.7.0 closing, try again in 60 minutes"
    desk.server.says_to = lambda address: asks if "offended" in address else OK
    desk.add("offended@customer.example")
    desk.say("Checkout fails")
    await desk.dispatch()
    desk.add("reader@customer.example")
    desk.say("Checkout still fails")
    await desk.dispatch_for(SHORT_S)
    assert took(desk) == ["reader@customer.example"]


async def test_an_offended_address_is_tried_more_and_more_rarely(desk: Desk) -> None:
    asked: list[float] = []

    def hears(address: str) -> str:
        asked.append((desk.clock.now() - begun).total_seconds())
        return takes_offence(address)

    desk.server.says_to = hears
    desk.add("offended@customer.example")
    begun = desk.clock.now()
    desk.say("Checkout fails")
    await desk.dispatch()
    await desk.dispatch_for(HOUR_S)
    pauses = [later - earlier for earlier, later in pairwise(asked)]
    assert pauses[:5] == [5, 5, 10, 20, 40]
    assert set(pauses[7:]) == {LONG_S}


async def test_a_server_that_is_down_is_left_alone_the_longer_the_more_have_tried(
    desk: Desk,
) -> None:
    desk.server.says_to = takes_offence
    for number in range(4):
        desk.add(f"offended{number}@customer.example")
    desk.say("Checkout fails")
    await desk.dispatch()
    found = [tries(desk)]
    for _ in range(3):
        await desk.dispatch_for(PAUSE.wait_s(found[-1]))
        found.append(tries(desk))
    assert found == [1, 2, 3, 4]
    await desk.dispatch_for(HOUR_S)
    assert tries(desk) == 4  # all have tried: it is known no better than before


async def test_who_was_refused_with_the_channel_says_why(desk: Desk) -> None:
    desk.server.says_to = takes_offence
    desk.add("offended@customer.example")
    desk.add("reader@customer.example")
    desk.say("Checkout fails")
    await desk.dispatch()
    with desk.database.reading(desk.clock.now()) as unit:
        columns = select(DELIVERY.c.state, DELIVERY.c.attempts, DELIVERY.c.reason)
        (first, _) = unit.connection.execute(columns.order_by(DELIVERY.c.id))
    assert tuple(first) == (
        DeliveryState.RETRYING,
        0,
        "the mail server takes no messages: 421 4.3.2 closing",
    )
