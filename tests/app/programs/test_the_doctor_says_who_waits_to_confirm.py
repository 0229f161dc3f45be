"""The doctor on visitors: who came, who waits too long for a message or with one, refusals."""

import pytest
from sqlalchemy import update

from statusboard.app.programs.finding import Verdict
from statusboard.app.programs.visitor_findings import visitor_findings
from statusboard.app.settings import PUBLIC_URL
from statusboard.app.subscribers.arrivals import count_seen
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.visits import REFUSALS, Seen
from statusboard.storage.tables import CONFIRMATION
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
MINUTE_S, HOUR_S = 60.0, 3_600.0


def said(at: Visited) -> dict[str, list[tuple[Verdict, str]]]:
    found: dict[str, list[tuple[Verdict, str]]] = {}
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        for one in visitor_findings(unit):
            found.setdefault(one.subject, []).append((one.verdict, one.words))
    return found


def see(at: Visited, seen: dict[Seen, int]) -> None:
    with at.desk.database.writing(at.desk.clock.now(), COLLECTOR) as unit:
        count_seen(unit, seen)


async def test_where_nobody_can_come_nothing_is_said(visited: Visited) -> None:
    visited.setting(PUBLIC_URL, "")
    assert said(visited) == {}


async def test_a_week_is_told_in_counts(visited: Visited) -> None:
    assert said(visited) == {"visitors": [(Verdict.FINE, "in the last 7 days: nobody came")]}
    see(visited, {Seen.PAGES: 1_204, Seen.API: 1, Seen.EXPIRED: 2})
    visited.comes()
    ((verdict, words),) = said(visited)["visitors"]
    assert verdict is Verdict.FINE
    assert words == (
        "in the last 7 days: 1,204 pages given, 1 answer of the API, 1 asked, 2 never confirmed"
    )


async def test_a_message_that_does_not_go_out_becomes_a_problem(visited: Visited) -> None:
    visited.comes()
    ((verdict, words),) = said(visited)["unconfirmed"]
    assert verdict is Verdict.FINE
    visited.desk.clock.forward(2 * HOUR_S)
    ((verdict, words),) = said(visited)["unconfirmed"]
    assert verdict is Verdict.PROBLEM
    assert "1 asked to be told" in words
    assert "has not gone out; the first asked 2 hours ago" in words


async def test_people_who_do_not_confirm_for_hours_are_a_note(visited: Visited) -> None:
    visited.comes()
    visited.comes("other@customer.example")
    await visited.desk.dispatch()
    visited.desk.clock.forward(2 * HOUR_S)
    assert [verdict for verdict, _ in said(visited)["unconfirmed"]] == [Verdict.FINE]
    visited.desk.clock.forward(3 * HOUR_S)
    ((verdict, words),) = said(visited)["unconfirmed"]
    assert verdict is Verdict.NOTE
    assert words.startswith("2 got the message and have not confirmed; the first asked 5 hours ago")
    visited.desk.clock.forward(20 * HOUR_S)  # the links have ended
    assert "unconfirmed" not in said(visited)


async def test_an_address_that_took_no_message_is_a_note(visited: Visited) -> None:
    visited.comes()
    with visited.desk.database.engine.begin() as connection:
        connection.execute(update(CONFIRMATION).values(state=DeliveryState.FAILED.value))
    ((verdict, words),) = said(visited)["unconfirmed"]
    assert verdict is Verdict.NOTE
    assert "1 could not be sent the message" in words


async def test_what_was_refused_is_told_with_its_reason(visited: Visited) -> None:
    see(visited, {Seen.TRAPPED: 1, Seen.OVER_NETWORK: 3})
    assert said(visited)["refused"] == [
        (
            Verdict.FINE,
            "in the last 7 days: 3 asked too often from one network, 1 filled in by a program",
        )
    ]
    see(visited, {Seen.OVER_PAGE: 7})
    ((verdict, words),) = said(visited)["refused"]
    assert verdict is Verdict.NOTE
    assert words.startswith("in the last 7 days: 7 over the limit of the page, ")
    see(visited, dict.fromkeys(REFUSALS, 1))
    assert said(visited)["refused"][0][1].count(",") == len(REFUSALS) - 1
