"""Half-open intervals: union, intersection and difference, against sets of whole instants."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.instants import (
    Interval,
    duration_us,
    from_us,
    require_utc,
    subtract,
    to_us,
    total_us,
    union,
)

small = st.integers(0, 30)
intervals = st.builds(lambda a, b: Interval(min(a, b), max(a, b)), small, small)
many = st.lists(intervals, max_size=6)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CENTURY_US = 100 * 366 * 86_400_000_000
instants = st.integers(-CENTURY_US, 2 * CENTURY_US).map(
    lambda us: EPOCH + timedelta(microseconds=us)
)


def points(given_intervals: list[Interval] | tuple[Interval, ...]) -> set[int]:
    """Every whole instant in at least one of them."""
    return {us for i in given_intervals for us in range(i.start_us, i.stop_us)}


def is_canonical(found: tuple[Interval, ...]) -> bool:
    """Whether they are in order, disjoint, not touching and not empty."""
    return all(i.length_us > 0 for i in found) and all(
        a.stop_us < b.start_us for a, b in pairwise(found)
    )


@given(many)
def test_a_union_holds_the_same_instants_once(left: list[Interval]) -> None:
    found = union(left)

    assert points(found) == points(left)
    assert is_canonical(found)
    assert total_us(left) == len(points(left))


@given(many, many)
def test_a_difference_holds_what_only_the_first_holds(
    left: list[Interval], right: list[Interval]
) -> None:
    rest = subtract(left, right)

    assert points(rest) == points(left) - points(right)
    assert is_canonical(rest)


@given(many, many, many)
def test_the_algebra_keeps_its_laws(
    a: list[Interval], b: list[Interval], c: list[Interval]
) -> None:
    assert union([*a, *b]) == union([*b, *a]) == union([*union(a), *union(b)])
    assert subtract(subtract(a, b), c) == subtract(a, [*b, *c])
    assert subtract(a, a) == ()


@given(intervals, intervals)
def test_a_clip_is_what_both_hold(interval: Interval, bounds: Interval) -> None:
    part = interval.clip(bounds)

    assert points([part] if part else []) == points([interval]) & points([bounds])


def test_an_interval_cannot_stop_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot stop before it starts"):
        Interval(2, 1)


@given(instants)
def test_an_instant_survives_the_way_to_microseconds_and_back(instant: datetime) -> None:
    assert from_us(to_us(instant)) == instant


@given(instants, st.integers(-840, 840))
def test_the_zone_an_instant_is_written_in_changes_nothing(instant: datetime, off: int) -> None:
    elsewhere = instant.astimezone(timezone(timedelta(minutes=off)))

    assert to_us(elsewhere) == to_us(instant)
    assert require_utc(elsewhere).tzinfo is UTC


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        to_us(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


@given(st.integers(-(10**15), 10**15))
def test_a_duration_is_exact(us: int) -> None:
    assert duration_us(timedelta(microseconds=us)) == us


@given(instants, instants)
def test_an_interval_says_its_instants(a: datetime, b: datetime) -> None:
    start, stop = sorted((a, b))

    interval = Interval.between(start, stop)

    assert (interval.start, interval.stop) == (start, stop)
    assert timedelta(microseconds=interval.length_us) == stop - start
