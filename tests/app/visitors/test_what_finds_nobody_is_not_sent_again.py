"""An address at which nobody is does not stay asked, and no stranger has it asked for ever."""

import hashlib
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from statusboard.app.delivery.bounce_reading import ACTOR
from statusboard.app.delivery.channel_commands import record_bounces
from statusboard.app.delivery.inputs import BouncesRecorded, RecordBounces
from statusboard.app.visitors.asking import A_WEEK_IN_VAIN
from statusboard.app.visitors.commands import confirm
from statusboard.channels.base import Bounce
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import to_us
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.visiting import Link
from statusboard.domain.visit_limits import ASKING
from statusboard.storage.tables import CONFIRMATION
from tests.fixtures.mail_server import OK
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
DAY_S, WEEK_S = 86_400.0, 7 * 86_400.0
REASON = "it came back: 550 5.1.1 no such user"


def came_back(
    at: Visited, key: str, *, address: str = READER, quarantines: bool = True, final: bool = True
) -> BouncesRecorded:
    bounce = Bounce(key, address, is_final=final, quarantines=quarantines, reason=REASON)
    given = RecordBounces("mail", (bounce,))
    return at.doorway.do(record_bounces, given, ACTOR).result


def key_of(mail: EmailMessage) -> str:
    return str(mail["Message-ID"]).strip("<>").partition("@")[0]


def states(at: Visited) -> list[tuple[str, str]]:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        asked = select(CONFIRMATION.c.state, CONFIRMATION.c.reason).order_by(CONFIRMATION.c.id)
        return [(row.state, row.reason) for row in unit.connection.execute(asked)]


async def sent_after(at: Visited, seconds: float, network: str = "192.0.2.1") -> int:
    """How many messages go out once a stranger asks for the address, so much later."""
    at.desk.clock.forward(seconds)
    at.comes(network=network)
    await at.desk.dispatch()
    count = len(at.desk.server.took)
    at.desk.server.took.clear()
    return count


async def test_what_came_back_is_written_down_once(visited: Visited) -> None:
    visited.comes()
    key = key_of(await visited.mail())
    assert came_back(visited, key, final=False) == BouncesRecorded(0, 0, 1)
    assert states(visited) == [(DeliveryState.SENT.value, states(visited)[0][1])]
    assert came_back(visited, key) == BouncesRecorded(1, 0, 0)
    assert states(visited) == [(DeliveryState.FAILED.value, REASON)]
    assert came_back(visited, key) == BouncesRecorded(0, 0, 1)


async def test_an_address_where_nobody_is_is_asked_twice_a_week_by_whomever(
    visited: Visited,
) -> None:
    for _ in range(A_WEEK_IN_VAIN):
        visited.comes()
        assert came_back(visited, key_of(await visited.mail())).failed == 1
    tries = [await sent_after(visited, DAY_S, f"198.51.100.{day}") for day in range(6)]
    assert tries == [0] * 6
    assert await sent_after(visited, DAY_S + 1) == 1


async def test_so_is_one_that_the_server_refuses_at_once(visited: Visited) -> None:
    visited.desk.server.says_to = lambda _address: "550 5.1.1 no such user"
    for _ in range(A_WEEK_IN_VAIN):
        assert await sent_after(visited, 1) == 0
    assert [state for state, _ in states(visited)] == [DeliveryState.FAILED.value] * A_WEEK_IN_VAIN
    visited.desk.server.says_to = lambda _address: OK
    assert await sent_after(visited, DAY_S) == 0
    assert await sent_after(visited, WEEK_S) == 1


async def test_what_was_refused_for_another_reason_is_asked_as_any_other(
    visited: Visited,
) -> None:
    for _ in range(ASKING.a_day_to_an_address):
        visited.comes()
        came_back(visited, key_of(await visited.mail()), quarantines=False)
    assert {state for state, _ in states(visited)} == {DeliveryState.FAILED.value}
    assert await sent_after(visited, DAY_S + 1) == 1


async def test_nobody_can_have_an_address_taken_for_gone(visited: Visited) -> None:
    visited.comes()
    mail = await visited.mail()
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        row = unit.connection.execute(select(CONFIRMATION)).one()
    named = "\0".join((f"confirmation {row.id}", str(row.channel_id), READER))
    forged = hashlib.sha256(named.encode()).hexdigest()[:40]
    for key in ("", "f" * 40, forged):
        assert came_back(visited, key) == BouncesRecorded(0, 0, 1)
    assert came_back(visited, key_of(mail), address="other@customer.example").failed == 0
    assert row.asked_us == to_us(visited.desk.clock.now())
    assert states(visited)[0][0] == DeliveryState.SENT.value


async def test_whoever_is_told_there_stays_so(visited: Visited) -> None:
    await visited.confirmed()
    visited.comes()
    assert came_back(visited, key_of(await visited.mail())) == BouncesRecorded(1, 0, 0)
    known = visited.known()
    assert known is not None
    assert known.state is SubscriberState.ACTIVE


async def test_a_link_that_reached_somebody_all_the_same_works(visited: Visited) -> None:
    # One of several behind a mailbox is gone, and the others have the mail.
    for _ in range(A_WEEK_IN_VAIN):
        visited.comes()
        mail = await visited.mail()
        came_back(visited, key_of(mail))
    assert visited.do(confirm, Link(token_in(mail))).standing.is_active
    # And then somebody is there.
    assert await sent_after(visited, 1) == 1


async def test_the_answer_says_nothing_of_it(visited: Visited) -> None:
    for _ in range(A_WEEK_IN_VAIN):
        visited.comes()
        came_back(visited, key_of(await visited.mail()))
    assert visited.comes() is None  # type: ignore[func-returns-value]
    assert [state for state, _ in states(visited)][-1] == DeliveryState.SUPERSEDED.value
    assert READER not in repr(states(visited)[-1])
