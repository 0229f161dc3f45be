"""Links: used once, ended in time, for one purpose and one reader, and found nowhere."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from statusboard.app.doorway import Doorway, Verb
from statusboard.app.page.page_commands import add_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.subscribers.commands import change_subscriber, erase_subscriber
from statusboard.app.subscribers.inputs import Address, ChangeSubscriber, SubscriberInput
from statusboard.app.visitors import links
from statusboard.app.visitors.commands import change, confirm, leave
from statusboard.app.visitors.queries import STANDING
from statusboard.domain.access import person, visitor
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.visiting import ChangeWishes, Link, Wanted
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import SUBSCRIBER
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import READER, SERVER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
DAY_S = 86_400.0
WHO = person("Sample desk")


def refused(call: Callable[[], object]) -> str:
    """As what it was refused."""
    with pytest.raises(RuleBroken) as refusal:
        call()
    return refusal.value.field


def every_way_in(at: Visited, token: str) -> set[str]:
    """How everything that takes a link refuses this one."""
    ways: list[Callable[[], object]] = [
        lambda: at.ask(STANDING, Link(token)),
        lambda: at.do(confirm, Link(token)),
        lambda: at.do(leave, Link(token)),
        lambda: at.do(change, ChangeWishes(token, Wanted())),
    ]
    return {refused(way) for way in ways}


async def test_scanners_that_only_look_change_nothing(visited: Visited) -> None:
    visited.comes()
    token = token_in(await visited.mail())
    before = visited.everything()
    for _ in range(5):
        assert not visited.ask(STANDING, Link(token)).is_active
    assert visited.everything() == before
    settled = visited.do(confirm, Link(token))
    before = visited.everything()
    for _ in range(5):
        assert visited.ask(STANDING, Link(settled.manage)).is_active
    assert visited.everything() == before


async def test_a_link_to_confirm_is_used_up_at_once(visited: Visited) -> None:
    visited.comes()
    token = token_in(await visited.mail())
    visited.do(confirm, Link(token))
    known = visited.known()
    assert refused(lambda: visited.do(confirm, Link(token))) == links.USED
    assert refused(lambda: visited.ask(STANDING, Link(token))) == links.USED
    assert visited.known() == known


async def test_a_link_to_confirm_ends_after_a_day_and_says_so(visited: Visited) -> None:
    visited.comes()
    token = token_in(await visited.mail())
    visited.desk.clock.forward(DAY_S - 1)
    until = visited.ask(STANDING, Link(token)).until
    visited.desk.clock.forward(1)
    assert until == visited.desk.clock.now()
    assert refused(lambda: visited.do(confirm, Link(token))) == links.ENDED
    with pytest.raises(RuleBroken, match="Ask again on the page"):
        visited.ask(STANDING, Link(token))
    assert visited.known() is None


async def test_a_token_for_one_purpose_opens_nothing_else(visited: Visited) -> None:
    visited.comes()
    to_confirm = token_in(await visited.mail())
    assert refused(lambda: visited.do(leave, Link(to_confirm))) == links.UNKNOWN
    wanted = ChangeWishes(to_confirm, Wanted())
    assert refused(lambda: visited.do(change, wanted)) == links.UNKNOWN
    manage = visited.do(confirm, Link(to_confirm)).manage
    assert refused(lambda: visited.do(confirm, Link(manage))) == links.UNKNOWN


async def test_one_readers_link_touches_no_other_reader(visited: Visited) -> None:
    mine = await visited.confirmed("mine@customer.example")
    other = await visited.confirmed("other@customer.example")
    assert mine.manage != other.manage
    assert visited.ask(STANDING, Link(mine.manage)).address == "m…@customer.example"
    theirs = visited.known("other@customer.example")
    visited.do(change, ChangeWishes(mine.manage, Wanted(language="de")))
    visited.do(leave, Link(mine.manage))
    assert visited.known("other@customer.example") == theirs


async def test_a_link_of_one_page_opens_nothing_on_another(visited: Visited) -> None:
    theirs_at = "https://partners.northwind.example"
    given = PageInput("partners", {"server.public_url": theirs_at})
    visited.doorway.do(add_page, given, WHO)
    mine = await visited.confirmed()
    visited.comes(page="partners")
    to_confirm = token_in(await visited.mail(), server=theirs_at)
    assert every_way_in(visited, to_confirm) == {links.UNKNOWN}
    theirs = visited.do(confirm, Link(to_confirm, "partners"))
    assert every_way_in(visited, theirs.manage) == {links.UNKNOWN}
    assert refused(lambda: visited.ask(STANDING, Link(mine.manage, "partners"))) == links.UNKNOWN
    visited.do(leave, Link(theirs.manage, "partners"))
    known = visited.known()
    assert known is not None
    assert known.state is SubscriberState.ACTIVE


async def test_the_link_of_whoever_was_erased_opens_nothing_also_for_the_next_one(
    visited: Visited,
) -> None:
    first = await visited.confirmed()
    known = visited.known()
    visited.doorway.do(erase_subscriber, Address("mail", READER), WHO)
    assert every_way_in(visited, first.manage) == {links.UNKNOWN}
    visited.desk.clock.forward(1)
    await visited.confirmed("next@customer.example")
    following = visited.known("next@customer.example")
    assert known is not None
    assert following is not None
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        # In a database that was brought back, numbers are given out again.
        mine = update(SUBSCRIBER).where(SUBSCRIBER.c.id == following.id)
        unit.connection.execute(mine.values(id=known.id))
    assert every_way_in(visited, first.manage) == {links.UNKNOWN}


async def test_a_link_that_was_sent_to_a_wrong_address_ends_when_it_is_corrected(
    visited: Visited,
) -> None:
    wrong = await visited.confirmed("wrong@customer.example")
    known = visited.known("wrong@customer.example")
    assert known is not None
    right = SubscriberInput("mail", "right@customer.example", vouched="asked on the phone")
    visited.doorway.do(change_subscriber, ChangeSubscriber(known.id, right), WHO)
    assert every_way_in(visited, wrong.manage) == {links.UNKNOWN}


async def test_a_wish_that_its_owner_confirms_after_leaving_is_ended(visited: Visited) -> None:
    settled = await visited.confirmed()
    visited.comes()
    token = token_in(await visited.mail())
    visited.do(leave, Link(settled.manage))
    assert refused(lambda: visited.do(confirm, Link(token))) == links.USED
    known = visited.known()
    assert known is not None
    assert known.state is SubscriberState.LEFT


async def test_no_table_holds_a_token_and_nothing_tells_one(
    visited: Visited, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visited.comes()
    mail = await visited.mail()
    to_confirm = token_in(mail)
    settled = visited.do(confirm, Link(to_confirm))
    visited.desk.server.says_to_data = lambda _address: (
        f"550 5.6.0 refused: {SERVER}/leave/{settled.manage} is on a list"
    )
    visited.desk.say("Checkout fails")
    await visited.desk.dispatch()
    assert refused(lambda: visited.do(confirm, Link(to_confirm))) == links.USED
    # Beside our own, the mail server of the test writes down whatever it hears.
    logged = [one.getMessage() for one in caplog.records if one.name.startswith("statusboard")]
    told = (visited.everything(), *logged, repr(settled), repr(Link(to_confirm)))
    for token in (to_confirm, settled.manage):
        assert not [text for text in told if token in text]
    assert "5.6.0 refused" in visited.everything()


@ON_SQLITE
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    token=st.one_of(st.text(max_size=40), st.from_regex(r"[A-Za-z0-9_-]{32}", fullmatch=True)),
)
def test_whatever_is_guessed_opens_nothing(database: Database, token: str) -> None:
    door = Doorway(database, ManualClock())
    calls: list[tuple[Verb[Any, Any], object]] = [
        (confirm, Link(token)),
        (leave, Link(token)),
        (change, ChangeWishes(token, Wanted())),
    ]
    for verb, wanted in calls:
        assert refused(lambda: door.do(verb, wanted, visitor())) == links.UNKNOWN  # noqa: B023
    assert refused(lambda: door.ask(STANDING, Link(token))) == links.UNKNOWN
