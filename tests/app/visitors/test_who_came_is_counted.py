"""Who comes by themselves is counted where it happens: how often, by day, and nobody is named."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from statusboard.app.settings import PAGE_ZONE
from statusboard.app.subscribers.arrivals import ARRIVALS
from statusboard.app.subscribers.forgetting import Forgetter
from statusboard.app.visitors.commands import change, confirm, leave, stop
from statusboard.app.visitors.inputs import StopTexts
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.arrivals import Arrivals, refusals
from statusboard.domain.views.visiting import ChangeWishes, Link, Wanted
from statusboard.domain.visit_limits import ASKING
from statusboard.domain.visits import Seen
from statusboard.storage.tables import CONFIRMATION, METADATA, VISIT_COUNT
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
HOUR_S = 3_600.0


def arrivals(at: Visited) -> Arrivals:
    found: Arrivals = at.ask(ARRIVALS)
    return found


async def test_whoever_asks_confirms_changes_and_leaves_counts_once_each(visited: Visited) -> None:
    settled = await visited.confirmed()
    visited.do(change, ChangeWishes(settled.manage, Wanted()))
    visited.do(leave, Link(settled.manage))
    visited.do(leave, Link(settled.manage))  # which changes nothing
    assert arrivals(visited).today == {
        **dict.fromkeys((Seen.ASKED, Seen.CONFIRMED, Seen.CHANGED, Seen.LEFT), 1)
    }


async def test_whoever_says_stop_has_left_once(visited: Visited) -> None:
    await visited.confirmed()
    for _ in range(2):
        visited.do(stop, StopTexts("mail", READER))
    assert arrivals(visited).today[Seen.LEFT] == 1


async def test_what_is_over_a_limit_is_counted_by_which(visited: Visited) -> None:
    for number in range(ASKING.a_day_to_an_address + 1):
        visited.comes(network=f"203.0.113.{number}")
    for number in range(ASKING.an_hour_from_a_network + 2):
        visited.comes(f"reader{number}@customer.example", network="198.51.100.1")
    seen = arrivals(visited).today
    assert seen[Seen.ASKED] == ASKING.a_day_to_an_address + ASKING.an_hour_from_a_network
    assert list(refusals(seen).items()) == [(Seen.OVER_NETWORK, 2), (Seen.OVER_ADDRESS, 1)]


async def test_a_day_begins_in_the_zone_of_the_page(visited: Visited) -> None:
    visited.setting(PAGE_ZONE, "Pacific/Auckland")
    visited.comes()
    auckland = arrivals(visited)
    visited.setting(PAGE_ZONE, "Pacific/Pago_Pago")
    assert auckland.today == {Seen.ASKED: 1}
    assert arrivals(visited).today == {}
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        assert unit.connection.scalar(select(VISIT_COUNT.c.day)) == "2026-03-02"


async def test_a_week_is_seven_days_with_today(visited: Visited) -> None:
    visited.comes()
    visited.desk.clock.forward(6 * 24 * HOUR_S)
    assert (arrivals(visited).today, arrivals(visited).week) == ({}, {Seen.ASKED: 1})
    visited.desk.clock.forward(24 * HOUR_S)
    assert arrivals(visited).week == {}


async def test_nothing_but_day_sort_and_number_is_kept(visited: Visited) -> None:
    visited.comes(network="203.0.113.7")
    assert [column.name for column in VISIT_COUNT.columns] == ["day", "seen", "count"]
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        kept = unit.connection.execute(select(METADATA.tables["visit_count"])).all()
    assert READER not in repr(kept)
    assert "203.0.113" not in visited.everything()


# ── who waits ───────────────────────────────────────────────────────────────────────────────────


async def test_whoever_has_not_confirmed_is_waited_for_from_when_they_asked(
    visited: Visited,
) -> None:
    asked_at = visited.desk.clock.now()
    visited.comes()
    assert arrivals(visited).waiting.unsent == 1
    assert arrivals(visited).waiting.unsent_since == asked_at
    await visited.mail()
    visited.desk.clock.forward(HOUR_S)
    visited.comes(READER.upper())
    waiting = arrivals(visited).waiting
    assert (waiting.asked, waiting.asked_since, waiting.unsent) == (1, asked_at, 0)


async def test_a_message_that_was_given_up_is_told_apart(visited: Visited) -> None:
    visited.comes()
    with visited.desk.database.engine.begin() as connection:
        connection.execute(update(CONFIRMATION).values(state=DeliveryState.FAILED.value))
    waiting = arrivals(visited).waiting
    assert (waiting.asked, waiting.unsent, waiting.failed) == (0, 0, 1)


async def test_whoever_asked_twice_and_used_one_link_is_waited_for_no_more(
    visited: Visited,
) -> None:
    visited.comes()
    first = await visited.mail()
    visited.desk.clock.forward(60.0)
    visited.comes()
    await visited.desk.dispatch()
    visited.do(confirm, Link(token_in(first)))
    assert arrivals(visited).waiting.asked == 0
    await ended(visited)
    assert Seen.EXPIRED not in arrivals(visited).week


async def test_an_address_that_never_confirmed_is_counted_once_and_forgotten(
    visited: Visited,
) -> None:
    visited.comes()
    visited.desk.clock.forward(2 * HOUR_S)
    visited.comes()
    visited.comes("other@customer.example")
    visited.desk.clock.forward(23 * HOUR_S)
    await forgotten(visited)  # the first link has ended, and the second can still be used
    assert Seen.EXPIRED not in arrivals(visited).week
    await ended(visited)
    found = arrivals(visited)
    assert found.week[Seen.EXPIRED] == 2
    assert found.waiting.asked == found.waiting.unsent == 0
    assert READER not in visited.everything()


async def ended(at: Visited) -> None:
    """A day later all links have ended."""
    at.desk.clock.forward(timedelta(days=1).total_seconds())
    await forgotten(at)


async def forgotten(at: Visited) -> None:
    await Forgetter(at.doorway, at.desk.executor, lambda _: None).look()
