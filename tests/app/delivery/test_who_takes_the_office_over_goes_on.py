"""An office that takes the role over from another one, at the same database, holds nothing back.

Both read the same ledger, so what was sent is known. What was being sent may have arrived: it is
sent once more under the same key.
"""

import os
import socket
from datetime import timedelta

import pytest

from statusboard.app.delivery.commands import CLAIM_LASTS, Turn, take_turn
from statusboard.app.delivery.dispatcher import ACTOR
from statusboard.app.delivery.queries import OUTLOOK
from statusboard.app.doorway import Doorway
from statusboard.app.processes.role_lease import this_process
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.observation import GONE_AFTER
from statusboard.storage import leases
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.history import COLLECTOR

__all__ = ["desk"]
pytestmark = pytest.mark.anyio
HERE, THERE = "here.example:1:1", "there.example:1:1"


def takes_the_role(desk: Desk, holder: str) -> bool:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        lease = leases.take(unit, role="office", holder=holder, ttl=GONE_AFTER)
        return lease is not None


async def test_it_sends_what_the_other_had_not_sent_and_nothing_twice(desk: Desk) -> None:
    door = Doorway(desk.database, desk.clock)
    assert takes_the_role(desk, HERE)
    desk.add("told@customer.example")
    desk.say("Checkout fails")
    await desk.dispatch()
    desk.incident_id = None
    for name in ("begun", "waits"):
        desk.add(f"{name}@customer.example")
    desk.say("Search fails")
    (begun, *_) = door.do(take_turn, Turn(desk.channel_id, "here", 3), ACTOR).result
    assert not takes_the_role(desk, THERE)
    desk.clock.forward(GONE_AFTER + timedelta(seconds=1))
    assert takes_the_role(desk, THERE)
    assert door.ask(OUTLOOK, None).held == ""
    desk.clock.forward(CLAIM_LASTS)
    await desk.dispatch()
    assert desk.states() == [DeliveryState.SENT] * 4
    keys = [message["Message-ID"] for _, message in desk.server.took]
    assert len(keys) == len(set(keys)) == 4
    assert any(begun.key in key for key in keys)


@pytest.mark.parametrize(
    ("claimer", "waits"),
    [
        (f"{socket.gethostname()}:{os.getpid()}:1", False),  # this number had another process once
        (this_process(), True),
        (HERE, True),
    ],
    ids=["dead", "alive", "elsewhere"],
)
async def test_what_a_dead_dispatcher_of_this_computer_had_is_sent_at_once(
    desk: Desk, claimer: str, *, waits: bool
) -> None:
    door = Doorway(desk.database, desk.clock)
    for number in range(3):
        desk.add(f"reader{number}@customer.example")
    desk.say("Checkout fails")
    assert len(door.do(take_turn, Turn(desk.channel_id, claimer, 3), ACTOR).result) == 3
    await desk.dispatch()
    assert (desk.states() == [DeliveryState.SENT] * 3) is not waits
    assert bool(desk.server.took) is not waits
