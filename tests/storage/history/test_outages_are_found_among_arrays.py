"""The arrays say what the objects of the domain say, to the microsecond."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.instants import DAY_US, Interval, day_bounds_us, total_us, union
from statusboard.domain.span import Outage, Span, outages
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.outage_arrays import (
    joined,
    longest_spans,
    spans_in,
    trouble_in,
    work_in,
)
from statusboard.storage.history.outage_runs import down_in, last_major, runs_without_major
from statusboard.storage.history.span_arrays import LASTS_US, SpanArrays
from statusboard.storage.numbers import STATUS_NUMBER
from tests.fixtures.history import NOON_US, S, histories

MAJOR = ComponentStatus.MAJOR_OUTAGE
WORK = ComponentStatus.UNDER_MAINTENANCE
few = settings(max_examples=25, deadline=None)


def arrays_of(spans: list[Span]) -> SpanArrays:
    import numpy as np

    rows = [
        (s.component_id, s.start_us, LASTS_US if s.stop_us is None else s.stop_us, s.status)
        for s in spans
    ]
    columns = zip(*((a, b, c, STATUS_NUMBER[d]) for a, b, c, d in rows), strict=True)
    found = [np.array(column, np.int64) for column in columns] or [np.empty(0, np.int64)] * 4
    return SpanArrays(*found)


def outages_of(spans: list[Span]) -> list[Outage]:
    own: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        if span.status.is_trouble:
            own[span.component_id].append(span)
    return [one for number in sorted(own) for one in outages(own[number])]


def hours_of(bounds: Interval) -> tuple[Interval, ...]:
    """Every second hour of a stretch, as business hours cut it into parts."""
    hour = 3_600 * S
    starts = range(bounds.start_us + hour, bounds.stop_us, 2 * hour)
    return tuple(Interval(start, start + hour) for start in starts)


@few
@given(left=histories(1), right=histories(2), at=st.integers(-4 * DAY_US, 5 * DAY_US))
def test_outages_are_joined_counted_and_measured_alike(
    left: list[Span], right: list[Span], at: int
) -> None:
    spans = [*right, *left]
    bounds = Interval(NOON_US + at, NOON_US + at + DAY_US)
    trouble = trouble_in(arrays_of(spans), bounds, [1, 2, 3])
    touching = [
        s
        for s in spans
        if s.status.is_trouble
        and s.start_us < bounds.stop_us
        and (s.stop_us is None or s.stop_us > bounds.start_us)
    ]
    expected = outages_of(touching)
    found = joined(trouble)
    rest, chained = found.interrupted_by(trouble.where(trouble.start < 0))
    now_us = bounds.stop_us
    assert (len(rest), chained) == (len(expected), [])
    for parts in ((bounds,), hours_of(bounds), ()):
        lost = [
            sum(one.length_us(part.stop_us, since_us=part.start_us) for part in parts)
            for one in expected
        ]
        there = [us for us in lost if us]
        assert found.within(parts, now_us) == (len(there), max(there, default=0))
        objects = replace(joined(trouble.where(trouble.start < 0)), interrupted=tuple(expected))
        assert objects.within(parts, now_us) == (len(there), max(there, default=0))
    ended = [one for one in expected if one.stop_us is None or one.stop_us > now_us - 3_600 * S]
    assert len(found.ending_after(now_us - 3_600 * S)) == len(ended)
    assert found.first_start([2], now_us, slack_us=0) == min(
        (
            one.start_us
            for one in expected
            if one.component_id == 2
            and one.start_us <= now_us
            and (one.stop_us is None or now_us <= one.stop_us)
        ),
        default=None,
    )
    assert spans_in(arrays_of(spans), bounds, [1]) == [
        s
        for s in left
        if s.start_us < bounds.stop_us and (s.stop_us is None or s.stop_us > bounds.start_us)
    ]


def test_outages_that_planned_work_lies_between_are_told_apart() -> None:
    spans = [
        *(Span(1, 0, 10, MAJOR), Span(1, 10, 20, WORK), Span(1, 20, 30, MAJOR)),
        *(Span(2, 40, 50, MAJOR), Span(2, 60, 70, MAJOR), Span(2, 70, 80, WORK)),
    ]
    arrays, bounds = arrays_of(spans), Interval(0, 100)

    rest, chained = joined(trouble_in(arrays, bounds, [1, 2])).interrupted_by(
        work_in(arrays, bounds, [1, 2])
    )

    assert chained == [Outage(1, 0, 10, MAJOR), Outage(1, 20, 30, MAJOR)]
    assert (rest.spans.component.tolist(), rest.spans.start.tolist()) == ([2, 2], [40, 60])


@few
@given(left=histories(1), right=histories(2), watched=st.integers(-DAY_US, 9 * DAY_US))
def test_what_any_of_them_lost_is_laid_over_each_other_alike(
    left: list[Span], right: list[Span], watched: int
) -> None:
    now_us = NOON_US + watched
    spans = [*left, *right]
    arrays = arrays_of(spans)
    trouble = trouble_in(arrays, Interval(0, LASTS_US), [1, 2])
    edges = day_bounds_us(date(2026, 10, 27), 4, ZoneInfo("Europe/Berlin"))
    bounds = Interval(edges[0] + 5 * S, edges[-1] - 7 * S)
    down = [s.until(now_us) for s in spans if s.status.counts_as_down]
    days = (Interval(a, b) for a, b in pairwise(edges))
    expected = [
        total_us(part for one in down if (part := one.clip(bounds)) and (part := part.clip(day)))
        for day in days
    ]
    assert down_in(trouble.until(now_us), bounds, edges) == expected

    majors = union(s.until(now_us) for s in spans if s.status is MAJOR)
    first_us, runs = NOON_US - 5 * DAY_US, []
    for before, after in pairwise((Interval(0, 0), *majors)):
        begins = max(before.stop_us, first_us)
        if after.start_us > begins:
            runs.append(Interval(begins, after.start_us))
    runs.sort(key=lambda one: -one.length_us)
    assert runs_without_major(trouble.until(now_us), first_us, 5) == runs[:5]

    ends = [o for o in outages_of(spans) if o.status is MAJOR and o.stop_us is not None]
    newest = last_major(trouble)
    assert (newest is None) == (not ends)
    if newest is not None:
        assert newest.stop_us == max(one.stop_us or 0 for one in ends)
        assert newest.start_us in {o.start_us for o in ends if o.stop_us == newest.stop_us}


@few
@given(history=histories(1), most=st.integers(1, 4))
def test_the_longest_are_chosen_and_told_by_their_start(history: list[Span], most: int) -> None:
    bounds = Interval(NOON_US - DAY_US, NOON_US + DAY_US)
    arrays = arrays_of(history).until(bounds.stop_us)
    sorts = trouble_in(arrays, bounds, [1]), work_in(arrays, bounds, [1])
    eventful = [s for s in history if s.status.is_trouble]
    eventful += [s for s in history if s.status is WORK]
    parts = [(s, s.until(bounds.stop_us).clip(bounds)) for s in eventful]
    seen = sorted(((s, p) for s, p in parts if p), key=lambda one: -one[1].length_us)[:most]
    seen.sort(key=lambda one: one[1].start_us)
    found = [(s.start_us, s.status) for s in longest_spans(bounds, most, *sorts)]
    assert found == [(s.start_us, s.status) for s, _ in seen]


def test_of_equally_long_ones_the_earlier_are_told() -> None:
    at = (1, 4, 7, 20)
    spans = [Span(1, NOON_US + n * S, NOON_US + (n + 2) * S, MAJOR) for n in at]
    spans[2] = Span(1, spans[2].start_us, spans[2].start_us + 9 * S, MAJOR)
    bounds = Interval(NOON_US, NOON_US + DAY_US)
    assert longest_spans(bounds, 2, arrays_of(spans)) == [spans[0], spans[2]]
