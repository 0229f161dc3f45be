"""Whether an address is told, nobody learns by asking: one answer, and one way to it, for all."""

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from statusboard.app.subscribers.commands import (
    add_subscriber,
    erase_subscriber,
    remove_subscriber,
)
from statusboard.app.subscribers.inputs import Address, SubscriberInput
from statusboard.app.visitors.asking import A_WEEK_IN_VAIN
from statusboard.app.visitors.commands import ask
from statusboard.domain.access import person, visitor
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.visiting import AskToBeTold, Wanted
from statusboard.domain.visit_limits import ASKING
from statusboard.errors import RuleBroken
from statusboard.storage.bounces import asking_came_back
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.subscribers import set_state
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import READER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
WHO = person("Sample desk")


def nobody(_desk: Visited) -> None:
    """Nothing is known of the address."""


def active(at: Visited) -> None:
    given = SubscriberInput("mail", READER, vouched="asked on the phone")
    at.doorway.do(add_subscriber, given, WHO)


def unconfirmed(at: Visited) -> None:
    at.doorway.do(add_subscriber, SubscriberInput("mail", READER), WHO)


def quarantined(at: Visited) -> None:
    active(at)
    known = at.known()
    assert known is not None
    with at.desk.database.writing(at.desk.clock.now(), COLLECTOR) as unit:
        set_state(unit, known.id, SubscriberState.QUARANTINED, reason="no such user")


def left(at: Visited) -> None:
    active(at)
    at.doorway.do(remove_subscriber, Address("mail", READER), WHO)


def erased(at: Visited) -> None:
    active(at)
    at.doorway.do(erase_subscriber, Address("mail", READER), WHO)


def over_its_limit(at: Visited) -> None:
    for number in range(ASKING.a_day_to_an_address):
        at.comes(network=f"192.0.2.{number}")


def asked_before(at: Visited) -> None:
    at.comes(network="192.0.2.1")


def gone(at: Visited) -> None:
    for number in range(A_WEEK_IN_VAIN):
        at.comes(network=f"192.0.2.{number}")
    with at.desk.database.writing(at.desk.clock.now(), COLLECTOR) as unit:
        for number in range(A_WEEK_IN_VAIN):
            asking_came_back(unit, number + 2, "no such user", is_gone=True)


def waits_for_an_end(at: Visited) -> None:
    at.desk.say("Checkout fails")
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        (incident,) = read_unresolved(unit)
    given = SubscriberInput("mail", READER, until_fixed=incident.public_id, vouched="asked")
    at.doorway.do(add_subscriber, given, WHO)


EVERYBODY = (
    nobody,
    active,
    unconfirmed,
    quarantined,
    left,
    erased,
    asked_before,
    over_its_limit,
    gone,
    waits_for_an_end,
)


@contextmanager
def said_to(at: Visited) -> Iterator[list[str]]:
    """What takes time meanwhile: statements, each with how many rows, transactions, and HMACs."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *rest: Any) -> None:
        parameters, _context, is_many = rest
        said.append(f"{len(parameters) if is_many else 1} {statement}")

    def begin(_connection: object) -> None:
        said.append("begin")

    def commit(_connection: object) -> None:
        said.append("commit")

    def digested(key: bytes, *given: Any, **named: Any) -> hmac.HMAC:
        said.append("hmac")
        return new(key, *given, **named)

    def digested_at_once(key: bytes, message: bytes, digest: str) -> bytes:
        said.append("hmac")
        return at_once(key, message, digest)

    engine, new, at_once = at.desk.database.engine, hmac.new, hmac.digest
    heard = {"before_cursor_execute": hear, "begin": begin, "commit": commit}
    for name, listener in heard.items():
        event.listen(engine, name, listener)
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(hmac, "new", digested)
            patched.setattr(hmac, "digest", digested_at_once)
            yield said
    finally:
        for name, listener in heard.items():
            event.remove(engine, name, listener)


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.__name__)
async def test_one_answer_by_the_same_statements(
    visited: Visited, who: Callable[[Visited], None]
) -> None:
    visited.comes("first@customer.example")  # the secret is made with the very first one
    who(visited)
    given = AskToBeTold("mail", READER, network="198.51.100.1")
    with said_to(visited) as mine:
        done = visited.doorway.do(ask, given, visitor())
    stranger = AskToBeTold("mail", "stranger@customer.example", network="198.51.100.2")
    with said_to(visited) as theirs:
        other = visited.doorway.do(ask, stranger, visitor())
    assert (done.result, done.changes) == (other.result, other.changes) == (None, other.changes)
    # Also what takes time is the same; by the clock it is measured in `tests/bench` (visitor).
    assert mine == theirs
    assert len(mine) > 5
    assert {"begin", "commit", "hmac"} <= set(mine)


@pytest.mark.parametrize("who", [active, quarantined, left], ids=lambda who: who.__name__)
async def test_asking_changes_nothing_of_whoever_is_known(
    visited: Visited, who: Callable[[Visited], None]
) -> None:
    who(visited)
    before = visited.known()
    visited.comes()
    assert visited.known() == before


async def test_whoever_is_told_already_hears_so_and_nobody_else_does(visited: Visited) -> None:
    visited.comes()
    assert "already" not in (await visited.mail()).as_string()
    active(visited)
    visited.comes()
    mail = await visited.mail()
    body = mail.get_body(("plain",))
    assert body is not None
    assert "This address is told of Northwind Status already" in body.get_content()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (AskToBeTold("mail", "nobody"), "address"),
        (AskToBeTold("mail", "a@b.example\nBcc: c@d.example"), "address"),
        (AskToBeTold("mail", f"{'a' * 300}@b.example"), "address"),
        (AskToBeTold("pigeon", READER), "channel"),
        (AskToBeTold("mail", READER, Wanted(services=("nothing",))), "services"),
        (AskToBeTold("mail", READER, Wanted(groups=("nothing",))), "groups"),
        (AskToBeTold("mail", READER, incident="nothing"), "incident"),
    ],
)
async def test_what_can_be_seen_without_knowing_anybody_is_said_at_once(
    visited: Visited, given: AskToBeTold, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        visited.do(ask, given)
    assert refused.value.field == field


async def test_what_no_address_can_be_is_refused_before_anybody_reads_it(visited: Visited) -> None:
    with pytest.raises(RuleBroken, match="longer than any address"):
        visited.comes("a" * 1_000_000)


async def test_the_audit_trail_names_no_address_and_no_network(visited: Visited) -> None:
    visited.comes(network="203.0.113.77")
    kept = visited.everything()
    assert kept.count(READER) == 2  # as it is written to, and as it is compared, until it confirms
    assert "203.0.113.77" not in kept
    assert READER not in repr(AskToBeTold("mail", READER))
