"""Error budgets and burn rates against a walk minute by minute; alarms as the SRE workbook says."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.error_budget import (
    BURN_RULES,
    ErrorBudget,
    burn_rate,
    burns,
    error_budget,
    fastest_alarm,
)
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, Interval
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import NOTHING, UptimeFigure, measure
from statusboard.domain.weights import scaled, weighted_sum

THREE_NINES = 999_000
MONTH_US = 30 * DAY_US
STATES = tuple(ComponentStatus)
WEIGHT = {ComponentStatus.PARTIAL_OUTAGE: 300, ComponentStatus.MAJOR_OUTAGE: 1000}
UNCOUNTED = (ComponentStatus.UNKNOWN, ComponentStatus.UNDER_MAINTENANCE)


def down(minutes: int, of_us: int) -> UptimeFigure:
    """A lookback with so many minutes of a major outage in it."""
    return UptimeFigure(of_us, of_us, 0, minutes * MINUTE_US, minutes * MINUTE_US * 1000)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from(STATES), min_size=60, max_size=60), min_size=1, max_size=4),
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
    st.integers(900_000, 999_999),
    st.integers(0, 600),
)
def test_a_budget_is_what_a_walk_through_its_minutes_says(
    services: list[list[ComponentStatus]], weights: list[int], ppm: int, ahead: int
) -> None:
    hour = Interval(0, HOUR_US)
    edges = list(pairwise(range(0, HOUR_US + 1, MINUTE_US)))
    figures, weigh = {}, {}
    counted = lost = 0  # minutes, and minutes × permille, of all services by weight
    for number, states in enumerate(services):
        told = [Span(number, a, b, state) for (a, b), state in zip(edges, states, strict=True)]
        figures[number] = measure(told, hour, now_us=HOUR_US)
        weigh[number] = weights[number]
        for state in states:
            counted += weights[number] * (state not in UNCOUNTED)
            lost += weights[number] * WEIGHT.get(state, 0)
    weight = sum(weigh.values())
    exact = Fraction((counted + ahead * weight) * MINUTE_US * (1_000_000 - ppm), 1_000_000 * weight)

    budget = error_budget(
        weighted_sum(figures, weigh), ppm, ahead_us=ahead * MINUTE_US, weight=weight
    )

    assert exact - 1 < budget.allowed_us <= exact
    used = Fraction(lost * MINUTE_US, 1000 * weight)
    assert used <= budget.used_us < used + 1
    if counted and (rate := burn_rate(weighted_sum(figures, weigh), ppm)) is not None:
        assert rate == Fraction(lost, 1000 * counted) / Fraction(1_000_000 - ppm, 1_000_000)


def test_what_is_left_is_a_share_that_is_never_overstated() -> None:
    assert ErrorBudget(1_000, 1).left_permille == 999
    assert ErrorBudget(1_000_000, 1).left_permille == 999, "cut, not rounded up to all of it"
    assert ErrorBudget(1_000, 1_000).left_permille == 0
    assert (ErrorBudget(1_000, 1_500).left_us, ErrorBudget(1_000, 1_500).left_permille) == (-500, 0)
    assert ErrorBudget(0, 0).left_permille == 1000, "where all is promised, nothing was lost"
    assert ErrorBudget(0, 1).left_permille == 0


def test_the_rules_are_those_of_the_workbook_over_thirty_days() -> None:
    limits = [rule.threshold(MONTH_US, rule.long_us) for rule in BURN_RULES]

    assert limits == [Fraction(144, 10), 6, 1]
    assert [rule.long_us // rule.short_us for rule in BURN_RULES] == [12, 12, 12]
    assert [rule.threshold(7 * DAY_US, rule.long_us) for rule in BURN_RULES][-1] == 1, "never less"


@pytest.mark.parametrize(
    ("hour", "five", "alarms"),
    [
        (1, 1, True),  # 1 of 60 minutes is 16.7 times what 99.9 % allows
        (1, 0, False),  # it is over: nobody has to be woken
        (0, 0, False),
    ],
)
def test_both_lookbacks_have_to_burn(hour: int, five: int, *, alarms: bool) -> None:
    lookbacks = {rule.long_us: down(0, rule.long_us) for rule in BURN_RULES}
    lookbacks |= {rule.short_us: down(0, rule.short_us) for rule in BURN_RULES}
    lookbacks |= {HOUR_US: down(hour, HOUR_US), 5 * MINUTE_US: down(five, 5 * MINUTE_US)}

    found = fastest_alarm(burns(lookbacks, THREE_NINES, MONTH_US))

    assert (found is not None and found.rule.long_us == HOUR_US) == alarms
    if found is not None:
        assert found.long == Fraction(1000, 60)


def test_several_services_alarm_as_one_of_them_on_average() -> None:
    us = {us for rule in BURN_RULES for us in (rule.long_us, rule.short_us)}
    one = {lookback: down(1, lookback) for lookback in us}
    seven = {lookback: scaled(figure, 7) for lookback, figure in one.items()}

    assert burns(seven, THREE_NINES, MONTH_US, weight=7) == burns(one, THREE_NINES, MONTH_US)


def test_what_was_not_observed_burns_nothing_and_is_no_alarm() -> None:
    little = UptimeFigure(HOUR_US, HOUR_US // 3, 0, MINUTE_US, MINUTE_US * 1000)
    assert burn_rate(little, THREE_NINES) is None
    assert burn_rate(NOTHING, THREE_NINES) is None
    assert burn_rate(down(1, HOUR_US), 1_000_000) is None, "there is no budget to burn"
    outside = dict.fromkeys(
        [us for rule in BURN_RULES for us in (rule.long_us, rule.short_us)], NOTHING
    )
    assert fastest_alarm(burns(outside, THREE_NINES, MONTH_US)) is None
