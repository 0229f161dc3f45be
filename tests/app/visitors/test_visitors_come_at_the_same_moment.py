"""Several at once, on several connections: no limit is passed, and no link is used twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.visitors import links
from statusboard.app.visitors.commands import ask, confirm
from statusboard.domain.access import visitor
from statusboard.domain.views.visiting import AskToBeTold, Link
from statusboard.domain.visit_limits import ASKING
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
VISITORS = 6


def at_once(at: Visited, work: Callable[[Doorway, int], str]) -> list[str]:
    """What so many say who begin in the same moment, each on a connection of its own."""
    gate = Barrier(VISITORS)
    url = at.desk.database.engine.url.render_as_string(hide_password=False)

    def one(number: int) -> str:
        database = Database.open(at.desk.database.name if "sqlite" in url else url)
        try:
            gate.wait()
            return work(Doorway(database, at.desk.clock), number)
        finally:
            database.close()

    with ThreadPoolExecutor(VISITORS) as threads:
        return list(threads.map(one, range(VISITORS)))


async def test_the_limit_of_an_address_holds(visited: Visited) -> None:
    visited.comes("first@customer.example")
    await visited.mail()

    def asks(door: Doorway, number: int) -> str:
        door.do(ask, AskToBeTold("mail", READER, network=f"192.0.2.{number}"), visitor())
        return "asked"

    assert at_once(visited, asks) == ["asked"] * VISITORS
    await visited.desk.dispatch()
    took = [address for address, _ in visited.desk.server.took]
    assert took == [READER] * ASKING.a_day_to_an_address


async def test_a_link_is_used_once(visited: Visited) -> None:
    visited.comes()
    token = token_in(await visited.mail())

    def confirms(door: Doorway, _number: int) -> str:
        try:
            door.do(confirm, Link(token), visitor())
        except RuleBroken as refused:
            return refused.field
        return "confirmed"

    assert sorted(at_once(visited, confirms)) == ["confirmed", *[links.USED] * (VISITORS - 1)]


async def test_two_wishes_for_one_address_are_one_subscriber(visited: Visited) -> None:
    tokens = []
    for _ in range(2):
        visited.comes()
        tokens.append(token_in(await visited.mail()))

    def confirms(door: Doorway, number: int) -> str:
        try:
            door.do(confirm, Link(tokens[number % 2]), visitor())
        except RuleBroken as refused:
            return refused.field
        return "confirmed"

    answers = sorted(at_once(visited, confirms))
    assert answers == [*["confirmed"] * 2, *[links.USED] * (VISITORS - 2)]
