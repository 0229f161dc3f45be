"""Figures, groups, what is usual and limits: arithmetic alone."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.status import ComponentStatus as S
from statusboard.newrelic.limits import (
    Compare,
    Groups,
    Limits,
    figure_text,
    judge,
    together,
)
from statusboard.newrelic.rows import Ambiguous, Figure, figures_of, number
from statusboard.newrelic.usual import LEAST_VALUES, Usual, usual_of, windows_before

ABOVE = Limits(Compare.ABOVE, 2.0, 10.0)
BELOW = Limits(Compare.BELOW, 10.0, 2.0)


@pytest.mark.parametrize(
    ("limits", "value", "level"),
    [
        (ABOVE, 0.0, S.OPERATIONAL),
        (ABOVE, 2.0, S.OPERATIONAL),
        (ABOVE, 2.1, S.DEGRADED_PERFORMANCE),
        (ABOVE, 10.0, S.DEGRADED_PERFORMANCE),
        (ABOVE, 10.1, S.MAJOR_OUTAGE),
        (BELOW, 10.0, S.OPERATIONAL),
        (BELOW, 9.9, S.DEGRADED_PERFORMANCE),
        (BELOW, 0.0, S.MAJOR_OUTAGE),
        (Limits(Compare.ABOVE), 1e9, S.OPERATIONAL),
        (Limits(Compare.ABOVE, down=0.0), 0.1, S.MAJOR_OUTAGE),
    ],
)
def test_a_limit_is_passed_and_not_reached(limits: Limits, value: float, level: S) -> None:
    assert judge(value, limits, unit="%", over="5 min").level is level


def test_a_figure_just_past_its_limit_never_looks_like_it() -> None:
    said = judge(2.0001, ABOVE, unit="%", over="5 min").words
    assert said == "2.0001 % over 5 min, above 2 %."


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_a_greater_figure_is_never_better_above_nor_worse_below(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for limits, better in ((ABOVE, low), (BELOW, high)):
        worse = high if better is low else low
        levels = [judge(v, limits, unit="", over="").level.severity for v in (better, worse)]
        assert levels[0] <= levels[1]


USUAL = Usual(middle=100.0, spread=10.0, count=80)


@pytest.mark.parametrize(
    ("side", "value", "level"),
    [
        ("", 140.0, S.OPERATIONAL),
        ("", 151.0, S.DEGRADED_PERFORMANCE),
        ("", 49.0, S.DEGRADED_PERFORMANCE),
        ("above", 49.0, S.OPERATIONAL),
        ("below", 151.0, S.OPERATIONAL),
        ("below", 0.0, S.MAJOR_OUTAGE),
    ],
)
def test_what_strays_far_from_the_usual_is_told_on_its_side(
    side: str, value: float, level: S
) -> None:
    limits = Limits(Compare.USUAL, 5.0, 9.0, side)
    assert judge(value, limits, unit="ms", over="5 min", usual=USUAL).level is level


def test_the_usual_is_told_beside_what_strays() -> None:
    limits = Limits(Compare.USUAL, 5.0)
    assert judge(160.0, limits, unit="ms", over="5 min", usual=USUAL).words == (
        "160 ms over 5 min, 6.0 times its usual spread above; usual at this time of day is 100 ms."
    )


def test_an_outage_last_week_makes_neither_the_usual_nor_its_spread() -> None:
    chance = random.Random(7)
    week = [100 + chance.gauss(0, 5) for _ in range(70)]
    calm, troubled = usual_of(week), usual_of([*week, *([5000.0] * 10)])
    assert calm is not None
    assert troubled is not None
    assert abs(troubled.middle - calm.middle) < 2
    assert 3 < troubled.spread < 8


def test_too_few_values_make_no_usual_and_one_that_never_moves_has_some_spread() -> None:
    assert usual_of([1.0] * (LEAST_VALUES - 1)) is None
    flat = usual_of([100.0] * 20)
    assert flat is not None
    assert flat.deviation(101.0) < 1 < 5 < flat.deviation(200.0)
    nothing = usual_of([0.0] * 20)
    assert nothing is not None
    assert (nothing.deviation(0.0), nothing.deviation(1.0)) == (0.0, math.inf)


@given(st.integers(1_700_000_000, 1_900_000_000), st.integers(1, 1440))
def test_comparable_windows_are_as_long_and_around_the_same_time_of_day(
    begin_s: int, minutes: int
) -> None:
    length_s = minutes * 60
    windows = windows_before(begin_s, length_s)
    assert len(windows) == 7
    for day, (begin, end, width) in enumerate(windows, 1):
        assert width == length_s
        assert (end - begin) % width == 0
        assert (end - begin) // width <= 366
        assert (begin_s - day * 86_400 - begin) % width == 0
        assert end <= begin_s + length_s


ROWS = [
    ([{"count": 0}], (Figure(0.0),)),
    ([{"average.duration": None}], (Figure(None),)),
    ([], ()),
    ([{"x": {"95": 1.5}}], (Figure(1.5),)),
    ([{"x": {"score": 0.9, "count": 5, "s": 1}}], (Figure(0.9),)),
    ([{"facet": "404", "http.statusCode": "404", "count": 7}], (Figure(7.0, "404"),)),
    ([{"facet": ["a", "b"], "count": 7}], (Figure(7.0, "a, b"),)),
    ([{"x": True}], (Figure(None, instead="True"),)),
    ([{"x": "12"}], (Figure(None, instead="12"),)),
    ([{"x": 10**400}], (Figure(None, instead="1" + "0" * 59),)),
    ([{"x": {"95": None}}], (Figure(None),)),
    ([None, {"count": 1}], (Figure(1.0),)),
    ([{"statusboard.events": 0, "x": 0}], (Figure(None),)),
    ([{"statusboard.events": 3, "x": 0}], (Figure(0.0),)),
]


@pytest.mark.parametrize(("rows", "figures"), ROWS, ids=lambda one: str(one)[:40])
def test_what_is_missing_is_not_zero(rows: list[object], figures: tuple[Figure, ...]) -> None:
    assert figures_of(rows) == figures


def test_several_values_cannot_be_judged_and_no_rows_are_no_answer() -> None:
    assert figures_of([{"a": 1, "b": 2}]) == Ambiguous(("a", "b"))
    assert figures_of(None) is None
    assert number(float("nan")) is None
    assert number(10**400) is None


def test_groups_come_to_one_figure() -> None:
    groups = (Figure(1.0, "a"), Figure(5.0, "b"), Figure(None, "c"))
    assert together(groups, Groups.WORST, Compare.ABOVE) == Figure(5.0, "b")
    assert together(groups, Groups.WORST, Compare.BELOW) == Figure(1.0, "a")
    assert together(groups, Groups.SUM, Compare.ABOVE) == Figure(6.0)
    assert together(groups, Groups.AVERAGE, Compare.ABOVE) == Figure(3.0)
    assert together((Figure(None), Figure(None)), Groups.SUM, Compare.ABOVE) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(4.2, "4.2 %"), (0.0, "0 %"), (0.00012, "0.00012 %"), (1234.5, "1,234 %"), (33.333, "33.3 %")],
)
def test_a_figure_is_told_with_as_many_places_as_say_something(value: float, text: str) -> None:
    assert figure_text(value, "%") == text
