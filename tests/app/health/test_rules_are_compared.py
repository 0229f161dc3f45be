"""One service by every rule: the numbers behind each, and a sentence why they differ."""

import pytest

from statusboard.app.health.rule_comparison import RULES_OF, RulesAsk
from statusboard.domain.instants import MINUTE_US, Interval
from statusboard.domain.views.rules import RulesView
from statusboard.storage.checks import read_checks, remove_check
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, SLOW
from tests.fixtures.overriding import Overriding
from tests.fixtures.planned import at, plan_of

PAY = 1


@pytest.fixture
def desk(database: Database) -> Overriding:
    made = Overriding(database)
    made.service("Payments")
    made.plan(plan_of([PAY], starts_at=at(12, 40), tells=False))
    made.answers(at(12, 10))
    made.answers(at(12, 20), {PAY: DOWN})
    made.answers(at(12, 30), {PAY: SLOW})
    made.answers(at(12, 50))
    made.answers(at(13), {PAY: BLIND})
    return made


def compared(desk: Overriding) -> RulesView:
    bounds = Interval.between(at(12, 1), at(13))
    view: RulesView = desk.ask(RULES_OF, RulesAsk(PAY, bounds))
    return view


@ON_SQLITE
def test_each_says_what_it_counts_and_why(desk: Overriding) -> None:
    view = compared(desk)
    told = {row.name: (row.uptime, row.why) for row in view.rows}
    assert told == {
        "weighted": (
            "74.358",
            "Down in full for 10 minutes, in part for no time, which counts 30 %.",
        ),
        "strict": (
            "48.717",
            "Degraded for 10 minutes and partly out for no time count in full.",
        ),
        "half": ("74.358", "The same: it was never partly out."),
        "statuspage": (
            "83.050",
            "Counted as up: 11 minutes of maintenance, and 9 minutes that nobody observed.",
        ),
        "checks": (
            "80.000",
            "10 of 50 answers failed. Each is one moment: it counts the same whether the next came "
            "a second or an hour later.",
        ),
        "new_relic": (
            "67.796",
            "9 that could not be asked count as failed besides the 10 that did.",
        ),
    }
    assert view.numbers.degraded_us == 10 * MINUTE_US


@ON_SQLITE
def test_what_is_to_come_is_in_no_figure(desk: Overriding) -> None:
    whole = Interval.between(at(12, 1), at(18))
    assert desk.ask(RULES_OF, RulesAsk(PAY, whole)).rows == compared(desk).rows


@ON_SQLITE
def test_a_check_that_was_removed_counts_for_the_time_it_ran(desk: Overriding) -> None:
    before = compared(desk).rows
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        (check,) = read_checks(unit)
        remove_check(unit, check.id)

    assert compared(desk).rows == before
