"""Uptime over spans: the fraction, its coverage, its weights, and figures that add up."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.bars import bars
from statusboard.domain.instants import HOUR_US, Interval, day_bounds_us
from statusboard.domain.percent import percent_text
from statusboard.domain.span import Span, outages
from statusboard.domain.status import ComponentStatus as S
from statusboard.domain.status import worst
from statusboard.domain.uptime import (
    DEFAULT_RULE,
    NOTHING,
    UptimeFigure,
    UptimeRule,
    budget_us,
    measure,
    meets,
)
from tests.fixtures.history import are_in_order, days_between

STRICT = UptimeRule("strict", dict.fromkeys(S, 1000), "Everything counts as down.")


@st.composite
def lines(draw: st.DrawFn, longest: int = 60) -> list[Span]:
    """Spans of one component: in order, never overlapping, with gaps, the last perhaps open."""
    cuts = sorted(draw(st.sets(st.integers(0, longest), min_size=2, max_size=12)))
    spans = [
        Span(1, a, b, draw(st.sampled_from(S)))
        for a, b in pairwise(cuts)
        if draw(st.integers(0, 4))
    ]
    if spans and draw(st.booleans()):
        spans[-1] = Span(1, spans[-1].start_us, None, spans[-1].status)
    return spans


bounds_of = st.builds(
    lambda a, b: Interval(min(a, b), max(a, b)), st.integers(0, 60), st.integers(0, 60)
)
nows = st.integers(0, 80)


def each_us(spans: list[Span], bounds: Interval, now_us: int) -> list[S]:
    """The status of every observed microsecond, one by one: the slow and obvious way."""
    seen = []
    for us in range(bounds.start_us, bounds.stop_us):
        for span in spans:
            stop = now_us if span.stop_us is None else span.stop_us
            if span.start_us <= us < stop and span.status is not S.UNKNOWN:
                seen.append(span.status)
    return seen


@given(lines(), bounds_of, nows)
def test_a_figure_is_what_counting_every_microsecond_gives(
    spans: list[Span], bounds: Interval, now_us: int
) -> None:
    seen = each_us(spans, bounds, now_us)
    counted = [status for status in seen if status is not S.UNDER_MAINTENANCE]
    down = sum(
        {S.PARTIAL_OUTAGE: Fraction(3, 10), S.MAJOR_OUTAGE: Fraction(1)}.get(s, Fraction(0))
        for s in counted
    )

    figure = measure(spans, bounds, now_us=now_us)

    assert figure.observed_us == len(seen)
    assert figure.maintenance_us == seen.count(S.UNDER_MAINTENANCE)
    assert figure.down_us == sum(status.counts_as_down for status in seen)
    assert figure.uptime == (1 - down / len(counted) if counted else None)
    length = bounds.length_us
    assert figure.coverage == (Fraction(len(seen), length) if length else None)


@given(lines(), bounds_of, nows)
def test_figures_stay_between_none_and_all(
    spans: list[Span], bounds: Interval, now_us: int
) -> None:
    figure = measure(spans, bounds, now_us=now_us)

    strict = measure(spans, bounds, now_us=now_us, rule=STRICT)
    for share in (figure.uptime, figure.coverage, strict.uptime):
        assert share is None or 0 <= share <= 1
    assert figure.uptime is None or figure.uptime >= (strict.uptime or 0)


@given(lines(), st.lists(st.integers(0, 60), min_size=2, max_size=6).map(sorted), nows)
def test_the_figures_of_parts_add_up_to_the_whole(
    spans: list[Span], cuts: list[int], now_us: int
) -> None:
    parts = [measure(spans, part, now_us=now_us) for part in days_between(cuts)]

    assert sum(parts, NOTHING) == measure(spans, Interval(cuts[0], cuts[-1]), now_us=now_us)


@given(lines(), bounds_of, nows)
def test_time_nobody_saw_is_neither_up_nor_down(
    spans: list[Span], bounds: Interval, now_us: int
) -> None:
    seen = [span for span in spans if span.status is not S.UNKNOWN]

    assert measure(spans, bounds, now_us=now_us) == measure(seen, bounds, now_us=now_us)


def test_nothing_observed_gives_no_figure_instead_of_a_good_one() -> None:
    figure = measure([], Interval(0, 100), now_us=100)

    assert figure.uptime is None
    assert figure.coverage == 0
    assert meets(figure, 1) is None
    assert percent_text(figure.uptime) == "–"


def test_maintenance_is_left_out_of_the_fraction_and_kept_in_the_coverage() -> None:
    spans = [
        Span(1, 0, 50, S.UNDER_MAINTENANCE),
        Span(1, 50, 75, S.OPERATIONAL),
        Span(1, 75, 100, S.MAJOR_OUTAGE),
    ]

    figure = measure(spans, Interval(0, 100), now_us=100)

    assert figure.uptime == Fraction(1, 2)
    assert figure.coverage == 1


def test_degraded_counts_as_up_and_a_partial_outage_for_three_tenths() -> None:
    spans = [Span(1, 0, 1, S.DEGRADED_PERFORMANCE), Span(1, 1, 2, S.PARTIAL_OUTAGE)]

    assert measure(spans, Interval(0, 2), now_us=2).uptime == 1 - Fraction(3, 20)
    assert "30 %" in DEFAULT_RULE.sentence


@given(lines(), bounds_of, st.integers(1, 1_000_000))
def test_a_promise_is_kept_exactly_when_budget_is_left(
    spans: list[Span], bounds: Interval, promised: int
) -> None:
    figure = measure(spans, bounds, now_us=60)
    allowed, left = budget_us(figure, promised)

    kept = meets(figure, promised)

    assert allowed >= 0
    if kept is False:
        assert left <= 0
    if left >= 0 and kept is not None:
        assert kept
    if kept is None:
        assert (allowed, left) == (0, 0)


def test_what_is_left_of_a_budget_is_never_overstated() -> None:
    figure = UptimeFigure(10_000, 10_000, 0, 3, 3 * 300)

    assert budget_us(figure, 999_950) == (0, -1)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_an_hour_down_weighs_by_the_true_length_of_its_day(day: date, hours: int) -> None:
    (bounds,) = days_between(day_bounds_us(day, 1, ZoneInfo("Europe/Berlin")))
    spans = [
        Span(1, bounds.start_us - HOUR_US, bounds.start_us + HOUR_US, S.MAJOR_OUTAGE),
        Span(1, bounds.start_us + HOUR_US, None, S.OPERATIONAL),
    ]

    figure = measure(spans, bounds, now_us=bounds.stop_us + HOUR_US)

    assert figure.uptime == 1 - Fraction(1, hours)


@given(lines(), st.integers(60, 80))
def test_outages_are_the_down_time_and_nothing_else(spans: list[Span], now_us: int) -> None:
    found = outages(reversed(spans))

    figure = measure(spans, Interval(0, 80), now_us=now_us)
    assert sum(min(outage.length_us(now_us), 80) for outage in found) == figure.down_us
    assert all(a.stop_us is not None and a.stop_us < b.start_us for a, b in pairwise(found))
    assert {o.status for o in found} <= {S.PARTIAL_OUTAGE, S.MAJOR_OUTAGE}


def test_neighbouring_down_spans_are_one_outage_as_bad_as_the_worst() -> None:
    spans = [
        Span(1, 0, 5, S.PARTIAL_OUTAGE),
        Span(1, 5, 9, S.MAJOR_OUTAGE),
        Span(1, 9, None, S.PARTIAL_OUTAGE),
    ]

    (outage,) = outages(spans)

    assert (outage.start_us, outage.stop_us, outage.status) == (0, None, S.MAJOR_OUTAGE)
    assert outage.length_us(20) == 20


def test_an_outage_that_time_nobody_saw_interrupts_is_two() -> None:
    spans = [Span(1, 0, 5, S.MAJOR_OUTAGE), Span(1, 6, 9, S.MAJOR_OUTAGE)]

    assert len(outages(spans)) == 2


@pytest.mark.parametrize(
    ("between", "pause_us", "count"),
    [
        ([], 1, 1),
        ([], 0, 2),
        ([Span(1, 5, 6, S.OPERATIONAL)], 1, 2),
        ([Span(1, 5, 6, S.DEGRADED_PERFORMANCE)], 1, 2),
    ],
)
def test_a_short_pause_ends_no_outage_and_good_news_does(
    between: list[Span], pause_us: int, count: int
) -> None:
    spans = [Span(1, 0, 5, S.MAJOR_OUTAGE), *between, Span(1, 6, 9, S.PARTIAL_OUTAGE)]

    found = outages(spans, pause_us=pause_us)

    assert len(found) == count
    if count == 1:
        assert (found[0].length_us(20), found[0].status) == (9, S.MAJOR_OUTAGE)


@given(lines())
def test_lines_of_spans_are_in_order(spans: list[Span]) -> None:
    assert are_in_order(spans)
    if len(spans) > 1:
        assert not are_in_order(spans[::-1])


def test_an_open_span_that_another_follows_is_out_of_order() -> None:
    assert not are_in_order([Span(1, 0, None, S.OPERATIONAL), Span(1, 5, 6, S.OPERATIONAL)])


@given(lines(), st.lists(st.integers(0, 60), min_size=2, max_size=6).map(sorted), nows)
def test_a_bar_shows_the_worst_that_was_seen_in_it(
    spans: list[Span], cuts: list[int], now_us: int
) -> None:
    for bar in bars(spans, days_between(cuts), now_us=now_us):
        assert bar.status is worst(each_us(spans, bar.bounds, now_us))
        assert bar.figure == measure(spans, bar.bounds, now_us=now_us)


def test_an_open_span_in_the_future_of_now_is_empty() -> None:
    span = Span(1, 50, None, S.MAJOR_OUTAGE)

    assert span.until(40).length_us == 0
    assert outages([span])[0].length_us(40) == 0
