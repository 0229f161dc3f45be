"""A visitor's webhook leads to the internet: when it is asked for, at every sending, and between.

Names are looked up in a table of the test, which says something else the next time if it likes.
"""

import socket
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from statusboard.app.delivery.tokens import Purpose, Tokens
from statusboard.app.subscribers.commands import add_subscriber, change_subscriber
from statusboard.app.subscribers.inputs import ChangeSubscriber, SubscriberInput
from statusboard.app.visitors import looking_up
from statusboard.app.visitors.commands import ask, confirm
from statusboard.app.visitors.looking_up import AT_ONCE
from statusboard.domain.access import person
from statusboard.domain.views.visiting import AskToBeTold, Link
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.subscribers import find_subscriber
from statusboard.storage.tables import CONFIRMATION
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.inward_addresses import spellings
from tests.fixtures.visiting import Visited, desk, visited
from tests.fixtures.web import Site, always, answer, serving

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
INTERNET, INSIDE = "93.184.215.14", "127.0.0.1"
NAME = "hooks.customer.test"
WHO = person("Sample desk")


@pytest.fixture
def receivers(visited: Visited) -> Visited:
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="hooks", kind="webhook", config={"secret": SECRET})
    return visited


@pytest.fixture
async def inside() -> AsyncIterator[Site]:
    """A server of our own network, which nobody may have written to."""
    async with serving(always(answer())) as site:
        yield site


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What each name leads to; one with nothing leads nowhere."""
    table: dict[str, list[str]] = {}
    known = socket.getaddrinfo

    def look_up(host: object, port: object, *rest: object, **more: object) -> object:
        if host not in table:
            return known(host, port, *rest, **more)  # type: ignore[arg-type]
        if not table[str(host)]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in table[str(host)]
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table


def asks(at: Visited, address: str) -> str:
    """The field that a refusal names; empty where it is taken."""
    try:
        at.do(ask, AskToBeTold("hooks", address))
    except RuleBroken as broken:
        return broken.field
    return ""


def waiting(at: Visited) -> list[str]:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        return [*unit.connection.scalars(select(CONFIRMATION.c.address))]


def token_of_the_first(at: Visited) -> str:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        row = unit.connection.execute(select(CONFIRMATION.c.id, CONFIRMATION.c.salt)).one()
        return Tokens.read(unit).make(Purpose.CONFIRM, row.id, row.salt)


def changed_to(at: Visited, number: int, address: str) -> bool:
    """Whether staff may have a subscriber written to there."""
    try:
        given = ChangeSubscriber(number, SubscriberInput("hooks", address, vouched="by hand"))
        at.doorway.do(change_subscriber, given, WHO)
    except RuleBroken as broken:
        return broken.field != "address"
    return True


async def test_no_spelling_of_our_own_network_is_asked_to_confirm(
    receivers: Visited, inside: Site
) -> None:
    addresses = spellings(inside.port)
    assert len(addresses) >= 3 * 120
    assert [each for each in addresses if asks(receivers, each) != "address"] == []
    await receivers.desk.dispatch()
    assert waiting(receivers) == []
    assert inside.connections == 0


async def test_every_address_of_a_name_is_looked_at(
    receivers: Visited, names: dict[str, list[str]]
) -> None:
    url = f"https://{NAME}/x"
    for found, refusal in (
        ([INSIDE], "address"),
        ([INTERNET, INSIDE], "address"),
        (["10.0.0.1"], "address"),
        (["169.254.169.254"], "address"),
        ([INTERNET], ""),
        # The same, or visitors would learn which names our own network has.
        ([], "address"),
    ):
        names[NAME] = found
        assert asks(receivers, url) == refusal, found


async def test_a_name_that_leads_inside_later_is_not_written_to(
    receivers: Visited, inside: Site, names: dict[str, list[str]]
) -> None:
    names[NAME] = [INTERNET]
    url = f"https://{NAME}:{inside.port}/x"
    assert asks(receivers, url) == ""
    names[NAME] = [INSIDE]
    await receivers.desk.dispatch()
    assert waiting(receivers) != []
    assert inside.connections == 0


async def test_whoever_is_told_already_is_not_written_to_where_the_name_leads_inside_now(
    receivers: Visited, inside: Site, names: dict[str, list[str]]
) -> None:
    names[NAME] = [INTERNET]
    assert asks(receivers, f"https://{NAME}:{inside.port}/x") == ""
    receivers.do(confirm, Link(token_of_the_first(receivers)))
    names[NAME] = [INSIDE]
    assert receivers.desk.say("Checkout fails") == 1
    await receivers.desk.dispatch()
    assert inside.connections == 0


async def test_an_address_that_staff_changed_is_judged_when_it_is_written_to(
    receivers: Visited, inside: Site
) -> None:
    given = SubscriberInput("hooks", f"https://{NAME}/x", vouched="by hand")
    receivers.doorway.do(add_subscriber, given, WHO)
    with receivers.desk.database.reading(receivers.desk.clock.now()) as unit:
        known = find_subscriber(unit, 2, f"https://{NAME}/x")
    assert known is not None
    taken = 0
    # All of them are tried where an address is judged; here, that it is judged at this moment.
    for address in spellings(inside.port)[::37]:
        if changed_to(receivers, known.id, address):
            taken += 1
            assert receivers.desk.say("Checkout fails") == 1
            await receivers.desk.dispatch()
    assert taken > 0
    assert inside.connections == 0


async def test_a_name_that_takes_its_servers_long_holds_nobody_up(
    receivers: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer, begun = threading.Event(), threading.Semaphore(0)

    def slow(*_given: object, **_more: object) -> object:
        begun.release()
        may_answer.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    monkeypatch.setattr(looking_up, "LOOK_UP_S", 0.01)
    try:
        for number in range(AT_ONCE + 20):
            assert asks(receivers, f"https://slow{number}.customer.test/x") == ""
        assert sum(begun.acquire(blocking=False) for _ in range(AT_ONCE + 20)) == AT_ONCE
    finally:
        may_answer.set()
