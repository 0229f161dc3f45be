"""What is read once of all services at once says the same as one service read by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.statements.queries import STATEMENT, StatementAsk
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.statement import ClaimRow, StatementView
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

pytestmark = ON_SQLITE
UP, MAJOR, PARTIAL = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.PARTIAL_OUTAGE,
)
FELL = NOON - timedelta(days=47, hours=1)
BEGAN = NOON - timedelta(days=400)
HISTORY = ((BEGAN, UP), (FELL, MAJOR), (FELL + timedelta(hours=1), UP))
SLOW = ((BEGAN, UP), (FELL + timedelta(minutes=7), PARTIAL), (FELL + timedelta(days=1), UP))


def _said(rows: tuple[ClaimRow, ...]) -> list[ClaimRow]:
    """All but the figures behind it, which are sums."""
    return [replace(row, figures=()) for row in rows]


def test_services_that_are_alike_say_what_one_of_them_says(desk: Newsroom) -> None:
    one: StatementView = desk.ask(STATEMENT, StatementAsk())
    for number in range(2, 6):
        desk.measures(desk.service(f"Service {number}"), *HISTORY)
    many: StatementView = desk.ask(STATEMENT, StatementAsk())
    assert one.offered
    assert _said(many.offered) == _said(one.offered)
    assert _said(many.refused) == _said(one.refused)
    assert (many.text, many.strip, many.milestone) == (one.text, one.strip, one.milestone)


@pytest.mark.parametrize("key", ["12mo", "90d", "this-quarter", "2026-09", "since", "730d"])
def test_figures_are_those_that_the_database_adds_up(desk: Newsroom, key: str) -> None:
    other = desk.service("Search")
    desk.measures(other, *SLOW)
    desk.service("Never watched")
    desk.clock.forward(3_600)  # for which nobody watched: what lasts was seen until then
    with desk.database.reading(desk.clock.now()) as unit:
        at_once = ClaimReader.of(unit).facts(key)
        by_itself = ClaimReader.of(unit).bare_facts(key)
    assert at_once is not None
    assert by_itself is not None
    figures = [one.figure for one in at_once.services]
    assert figures == [one.figure for one in by_itself.services]
    assert sum(one.down_us for one in figures) >= sum(loss.down_us for loss in at_once.losses)
