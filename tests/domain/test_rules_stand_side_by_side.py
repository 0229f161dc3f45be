"""Each rule by its name counts what its sentence says, from the same numbers."""

from fractions import Fraction

import pytest

from statusboard.domain.instants import Interval
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.uptime import DEFAULT_RULE, measure
from statusboard.domain.uptime_rules import (
    RULES,
    AnswerCount,
    as_new_relic,
    as_statuspage,
    by_checks,
)

# 100 µs: 50 up, 10 degraded, 10 partly out, 5 out, 5 under maintenance, 20 not observed.
SPANS = [
    Span(1, 0, 50, C.OPERATIONAL),
    Span(1, 50, 60, C.DEGRADED_PERFORMANCE),
    Span(1, 60, 70, C.PARTIAL_OUTAGE),
    Span(1, 70, 75, C.MAJOR_OUTAGE),
    Span(1, 75, 80, C.UNDER_MAINTENANCE),
]
WHOLE = Interval(0, 100)


@pytest.mark.parametrize(
    ("name", "down"), [("weighted", Fraction(8)), ("strict", Fraction(25)), ("half", Fraction(10))]
)
def test_rules_of_time_weigh_what_was_observed(name: str, down: Fraction) -> None:
    assert measure(SPANS, WHOLE, now_us=100, rule=RULES[name]).uptime == 1 - down / 75


def test_statuspage_divides_by_the_calendar() -> None:
    figure = measure(SPANS, WHOLE, now_us=100)
    assert as_statuspage(figure, 100) == 1 - Fraction(8, 100)
    assert as_statuspage(figure, 0) is None


def test_answers_are_counted_and_not_weighed() -> None:
    count = AnswerCount(up=90, degraded=5, down=5, unknown=100)
    assert by_checks(count) == Fraction(95, 100)
    assert as_new_relic(count) == Fraction(95, 200)
    assert (by_checks(AnswerCount(unknown=3)), as_new_relic(AnswerCount())) == (None, None)


def test_the_default_is_the_first_of_them() -> None:
    assert next(iter(RULES.values())) is DEFAULT_RULE
    assert all(rule.name == name for name, rule in RULES.items())
