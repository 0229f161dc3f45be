from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.domain.bars import bars
from statusboard.domain.instants import (
    DAY_US,
    HOUR_US,
    Interval,
    day_bounds_us,
    from_us,
)
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.uptime import UptimeFigure, measure
from statusboard.domain.weights import scaled
from statusboard.storage.database import Database
from statusboard.storage.history import span_arrays, span_figures, spans
from statusboard.storage.numbers import STATUS_NUMBER
from statusboard.storage.unit import Unit
from tests.fixtures.history import (
    COLLECTOR,
    NOON_US,
    S,
    add_service,
    are_in_order,
    days_between,
    histories,
)

OPERATIONAL = ComponentStatus.OPERATIONAL
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN
on_one_database = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class UndoneError(Exception):
    """Rolls an example back."""


@contextmanager
def undone(database: Database) -> Iterator[Unit]:
    """A unit in which each example finds two services and no history."""
    try:
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            for name in ("One", "Two"):
                add_service(unit, name, checks=0)
            yield unit
            raise UndoneError
    except UndoneError:
        pass


def two_ids(unit: Unit) -> tuple[int, int]:
    from statusboard.storage.components import read_components

    one, two = (component.id for component in read_components(unit))
    return one, two


def of(component_id: int, history: list[Span]) -> list[Span]:
    return [Span(component_id, s.start_us, s.stop_us, s.status) for s in history]


@on_one_database
@given(
    left=histories(),
    right=histories(),
    edges=st.lists(st.integers(-3 * DAY_US, 5 * DAY_US), min_size=2, max_size=9, unique=True),
    watched=st.integers(-DAY_US, 6 * DAY_US),
)
def test_the_arrays_say_exactly_what_the_domain_says(
    database: Database, left: list[Span], right: list[Span], edges: list[int], watched: int
) -> None:
    edges_us = [NOON_US + edge for edge in sorted(edges)]
    now_us = NOON_US + watched
    bounds = Interval(edges_us[0], edges_us[-1])
    stretches = days_between(edges_us)
    with undone(database) as unit:
        one, two = two_ids(unit)
        by_id = {one: of(one, left), two: of(two, right)}
        for history in by_id.values():
            spans.add_spans(unit, history)
        arrays = span_arrays.read_arrays(unit, bounds, now_us=now_us)
        lengths = span_arrays.lengths(arrays, [two, one], edges_us)
        strips = lengths.strips()
        whole = lengths.figures()
        last = lengths.figures(first=len(stretches) - 1)
        summed = span_figures.figures(unit, bounds, now_us=now_us, component_ids=[one, two])
        for component_id, history in by_id.items():
            expected = bars(history, stretches, now_us=now_us)
            assert strips[component_id] == tuple(bar.status for bar in expected)
            assert last[component_id] == expected[-1].figure
            assert whole[component_id] == measure(history, bounds, now_us=now_us)
            assert summed[component_id] == whole[component_id]
        assert lengths.together({one: 1, two: 1}) == whole[one] + whole[two]
        assert lengths.together({one: 1}) == whole[one]
        assert lengths.together({one: 3, two: 1}) == scaled(whole[one], 3) + whole[two]
        worst_of_both = tuple(map(worst, zip(strips[one], strips[two], strict=True)))
        assert lengths.worst_of([[0, 1], [0]]) == (worst_of_both, strips[two])


def test_days_of_23_and_25_hours_are_bars_of_23_and_25_hours(database: Database) -> None:
    zone = ZoneInfo("Europe/Berlin")
    for last_day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        edges_us = day_bounds_us(last_day, 2, zone)
        with undone(database) as unit:
            one, _ = two_ids(unit)
            spans.add_spans(unit, [Span(one, edges_us[0], None, OPERATIONAL)])
            bounds = Interval(edges_us[0], edges_us[-1])
            arrays = span_arrays.read_arrays(unit, bounds, now_us=edges_us[-1] + 1)
            figure = span_arrays.lengths(arrays, [one], edges_us).figures(first=1)[one]
        assert figure.observed_us == figure.interval_us == hours * HOUR_US


def test_no_services_have_no_bars(database: Database) -> None:
    with database.reading(from_us(NOON_US)) as unit:
        edges_us = [NOON_US, NOON_US + S, NOON_US + 2 * S]
        arrays = span_arrays.read_arrays(unit, Interval(edges_us[0], edges_us[-1]), now_us=0)
        lengths = span_arrays.lengths(arrays, [], edges_us)
    assert lengths.strips() == {}
    assert lengths.worst_of([[]]) == ((UNKNOWN, UNKNOWN),)
    assert lengths.together({}) == UptimeFigure(0, 0, 0, 0, 0)


def test_a_year_of_a_partial_outage_is_weighed_to_the_last_microsecond(database: Database) -> None:
    year_us = 365 * DAY_US
    edges_us = [NOON_US - year_us, NOON_US - DAY_US, NOON_US]
    with undone(database) as unit:
        one, _ = two_ids(unit)
        history = [Span(one, edges_us[0] + 1, None, ComponentStatus.PARTIAL_OUTAGE)]
        spans.add_spans(unit, history)
        bounds = Interval(edges_us[0], edges_us[-1])
        arrays = span_arrays.read_arrays(unit, bounds, now_us=NOON_US - 1)
        figure = span_arrays.lengths(arrays, [one], edges_us).figures()[one]
    assert figure.weighted_down == 300 * (year_us - 2)


@pytest.mark.parametrize(
    "years_us",
    [
        (NOON_US - 9 * S, NOON_US - 8 * S, NOON_US - 7 * S),  # as many digits each
        (-5 * S, 10**15 - 1, NOON_US),  # before 1970, and before 2001
        (10**15 - 1, NOON_US, 10**16 + 7),  # to after 2286
        (NOON_US,),
    ],
)
def test_instants_of_any_year_are_read_as_they_are(
    database: Database, years_us: tuple[int, ...]
) -> None:
    with undone(database) as unit:
        one, two = two_ids(unit)
        history = [
            *(Span(one, a, b, MAJOR) for a, b in pairwise(years_us)),
            Span(one, years_us[-1], None, OPERATIONAL),
            Span(two, years_us[0] + 1, NOON_US + 1, ComponentStatus.DEGRADED_PERFORMANCE),
        ]
        spans.add_spans(unit, history)
        read = span_arrays.read_arrays(unit, Interval(NOON_US - 10 * S, NOON_US), now_us=10**17)
        columns = read.component, read.start, read.stop, read.status
        found = sorted(zip(*(column.tolist() for column in columns), strict=True))
    assert found == [
        (s.component_id, s.start_us, s.stop_us or 10**17, STATUS_NUMBER[s.status])
        for s in history
        if s.stop_us is None or s.stop_us > NOON_US - 10 * S
    ]


@on_one_database
@given(
    history=histories(),
    at=st.integers(-6 * DAY_US, 6 * DAY_US),
    lengths=st.lists(st.integers(0, DAY_US), max_size=5),
    statuses=st.lists(st.sampled_from(ComponentStatus), min_size=6, max_size=6),
)
def test_rewriting_keeps_spans_in_order_and_changes_nothing_earlier(
    database: Database,
    history: list[Span],
    at: int,
    lengths: list[int],
    statuses: list[ComponentStatus],
) -> None:
    at_us = NOON_US + at
    steps = [(at_us, statuses[0])]
    for length, status in zip(lengths, statuses[1:], strict=False):
        steps.append((steps[-1][0] + length, status))
    with undone(database) as unit:
        one, two = two_ids(unit)
        spans.add_spans(unit, of(one, history))
        spans.add_spans(unit, of(two, history))
        spans.rewrite_from(unit, one, at_us, steps)
        after = spans.read_spans(unit, component_ids=[one])
        untouched = spans.read_spans(unit, component_ids=[two])
        spans.rewrite_from(unit, one, at_us, steps)
        assert spans.read_spans(unit, component_ids=[one]) == after
    assert are_in_order(after)
    assert list(untouched) == of(two, history)
    early = Interval(at_us - 20 * DAY_US, at_us)
    assert measure(after, early, now_us=at_us) == measure(history, early, now_us=at_us)
    late = Interval(at_us, at_us + 20 * DAY_US)
    stops = [step[0] for step in steps[1:]] + [None]
    told = [
        Span(one, step[0], stop, step[1])
        for step, stop in zip(steps, stops, strict=True)
        if stop is None or stop > step[0]
    ]
    assert measure(after, late, now_us=late.stop_us) == measure(told, late, now_us=late.stop_us)


@pytest.mark.parametrize("status", [OPERATIONAL, MAJOR])
def test_the_same_status_again_goes_on_in_one_span(
    database: Database, status: ComponentStatus
) -> None:
    with undone(database) as unit:
        one, _ = two_ids(unit)
        spans.add_spans(unit, [Span(one, NOON_US, NOON_US + S, status)])
        spans.rewrite_from(unit, one, NOON_US + S, [(NOON_US + S, status)])
        assert spans.read_spans(unit) == (Span(one, NOON_US, None, status),)


def test_a_status_that_lasted_no_time_leaves_no_span(database: Database) -> None:
    with undone(database) as unit:
        one, _ = two_ids(unit)
        spans.rewrite_from(unit, one, NOON_US, [(NOON_US, MAJOR), (NOON_US, OPERATIONAL)])
        spans.rewrite_from(unit, one, NOON_US + S, [(NOON_US + S, UNKNOWN)])
        assert spans.read_spans(unit) == (Span(one, NOON_US, NOON_US + S, OPERATIONAL),)
