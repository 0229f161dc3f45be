"""Nobody can have another one's address flooded, nor a mail server's good name used up."""

import pytest
from sqlalchemy import func, select

from statusboard.app.visitors.commands import ask
from statusboard.domain.views.visiting import AskToBeTold
from statusboard.domain.visit_limits import ASKING
from statusboard.domain.visits import Seen
from statusboard.storage.tables import CONFIRMATION
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.visiting import READER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
HOUR_S = 3_600.0


def rows(at: Visited) -> int:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        return int(unit.connection.scalar(select(func.count()).select_from(CONFIRMATION)) or 0)


async def sent(at: Visited) -> list[str]:
    """To whom messages go out now."""
    await at.desk.dispatch()
    took = [address for address, _ in at.desk.server.took]
    at.desk.server.took.clear()
    return took


async def test_an_address_gets_three_messages_a_day_wherever_one_asks_from(
    visited: Visited,
) -> None:
    for number in range(40):
        spelled = READER if number % 2 else READER.upper()
        visited.comes(spelled, network=f"203.0.113.{number}")
    assert [one.casefold() for one in await sent(visited)] == [READER] * ASKING.a_day_to_an_address
    visited.desk.clock.forward(24 * HOUR_S)
    visited.comes(network="198.51.100.1")
    assert len(await sent(visited)) == 1


async def test_what_was_asked_too_often_keeps_no_address(visited: Visited) -> None:
    for number in range(ASKING.a_day_to_an_address + 1):
        visited.comes(network=f"203.0.113.{number}")
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        kept = unit.connection.execute(
            select(CONFIRMATION.c.address, CONFIRMATION.c.content).order_by(CONFIRMATION.c.id)
        ).all()
    assert [address for address, _ in kept] == [*[READER] * ASKING.a_day_to_an_address, ""]
    assert kept[-1].content == ""


@ON_SQLITE
async def test_what_is_over_the_limits_leaves_a_count_and_no_row_of_its_own(
    visited: Visited,
) -> None:
    for number in range(ASKING.an_hour_from_a_network):
        visited.comes(f"reader{number}@customer.example")
    before = visited.everything()
    for number in range(30):
        visited.comes(f"other{number}@customer.example")
    counted = f", ('{visited.desk.clock.now().date()}', '{Seen.OVER_NETWORK}', 30)"
    assert visited.everything().replace(counted, "") == before


@pytest.mark.parametrize(
    "networks",
    [
        ["203.0.113.7"],
        [f"2001:db8::{number:x}" for number in range(20)],
        ["203.0.113.7", "::ffff:203.0.113.7"],
        [""],
    ],
    ids=["IPv4", "one home's IPv6", "IPv4 in IPv6", "from nobody knows where"],
)
async def test_a_network_asks_five_times_an_hour(visited: Visited, networks: list[str]) -> None:
    for number in range(20):
        network = networks[number % len(networks)]
        visited.comes(f"reader{number}@customer.example", network=network)
    assert len(await sent(visited)) == rows(visited) == ASKING.an_hour_from_a_network
    visited.comes("neighbour@customer.example", network="198.51.100.1")
    assert len(await sent(visited)) == 1
    visited.desk.clock.forward(HOUR_S)
    visited.comes("later@customer.example", network=networks[0])
    assert len(await sent(visited)) == 1


@ON_SQLITE
async def test_a_page_is_asked_two_hundred_times_an_hour_and_no_table_grows_beyond(
    visited: Visited,
) -> None:
    for number in range(ASKING.an_hour_of_the_page + 30):
        visited.comes(f"reader{number}@customer.example", network=f"2001:db8:{number:x}::1")
    assert rows(visited) == ASKING.an_hour_of_the_page
    assert len(await sent(visited)) == ASKING.an_hour_of_the_page
    visited.desk.clock.forward(HOUR_S)
    visited.comes("later@customer.example", network="2001:db8:ffff::1")
    assert len(await sent(visited)) == 1


async def test_the_team_chooses_the_limits(visited: Visited) -> None:
    visited.setting("server.asks_per_address", 1)
    visited.setting("server.asks_per_network", 7)
    visited.setting("server.asks_in_all", 9)
    for _ in range(2):
        visited.comes()
    for number in range(10):
        visited.comes(f"reader{number}@customer.example", network="203.0.113.7")
    assert len(await sent(visited)) == 1 + 7
    assert rows(visited) == 9


@ON_SQLITE
@pytest.mark.parametrize("value", [0, -1, "many", 2.5, True, 10**9])
async def test_a_limit_that_cannot_be_used_is_the_usual_one(
    visited: Visited, value: object
) -> None:
    visited.setting("server.asks_per_network", value)
    for number in range(20):
        visited.comes(f"reader{number}@customer.example", network="203.0.113.7")
    assert rows(visited) == ASKING.an_hour_from_a_network


async def test_the_answer_is_the_same_over_every_limit(visited: Visited) -> None:
    answers = {
        visited.do(ask, AskToBeTold("mail", f"reader{number}@customer.example"))
        for number in range(ASKING.an_hour_from_a_network + 3)
    }
    assert answers == {None}
