"""Which windows of the past are asked for, and what is taken from their answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.newrelic.history import (
    DAY_S,
    DAYS_KEPT,
    HOUR_S,
    HOURS_KEPT,
    MOST_BUCKETS,
    Bucket,
    Window,
    buckets_of,
    duration_of_checks,
    in_seconds,
    text_of,
    windows,
)

NOW = 1_790_000_000


@given(st.integers(0, 800 * DAY_S))
def test_each_bucket_is_asked_for_once_and_none_that_is_not_over(ago_s: int) -> None:
    since = NOW - ago_s
    found = windows(since, NOW)
    asked = [
        (one.width_s, at) for one in found for at in range(one.begin_s, one.end_s, one.width_s)
    ]
    assert len(asked) == len(set(asked))
    for one in found:
        assert one.begin_s % one.width_s == one.end_s % one.width_s == 0
        assert 0 < (one.end_s - one.begin_s) // one.width_s <= MOST_BUCKETS
        assert one.end_s < NOW


def test_the_whole_past_takes_eight_windows_the_newest_first() -> None:
    found = windows(0, NOW)
    assert [one.width_s for one in found] == [HOUR_S] * 6 + [DAY_S] * 2
    assert found[0].end_s == NOW - NOW % HOUR_S
    hours, days = found[5], found[7]
    assert NOW - hours.begin_s <= (HOURS_KEPT + 1) * HOUR_S
    assert (DAYS_KEPT - 1) * DAY_S <= NOW - days.begin_s <= (DAYS_KEPT + 1) * DAY_S


def test_what_came_since_goes_on_with_the_bucket_that_was_not_over() -> None:
    before = windows(0, NOW)
    later = windows(NOW - 120, NOW + 6 * HOUR_S)
    assert later[0].begin_s == before[0].end_s
    assert later[0].end_s == before[0].end_s + 6 * HOUR_S


def test_what_is_missing_is_left_out_and_is_no_zero() -> None:
    window = Window(0, 3 * HOUR_S, HOUR_S)
    rows = [
        {"beginTimeSeconds": 0, "endTimeSeconds": 3600, "mean_ms": 240.5},
        {"beginTimeSeconds": 3600, "endTimeSeconds": 7200, "mean_ms": None},
        {"beginTimeSeconds": 7200.0, "endTimeSeconds": 10800, "mean_ms": 0},
        {"beginTimeSeconds": 10800, "endTimeSeconds": 14400, "mean_ms": 1},
        {"beginTimeSeconds": None, "mean_ms": 1},
        None,
    ]
    assert buckets_of(rows, window) == (Bucket(HOUR_S, 0, 240.5), Bucket(HOUR_S, 7200, 0.0))
    assert buckets_of([{"beginTimeSeconds": 0, "a": 1, "b": 2}], window) == ()


def test_a_window_is_said_in_milliseconds_and_its_buckets_in_seconds() -> None:
    text = text_of(duration_of_checks("G'1").query, Window(0, 7200, 3600))
    assert text.endswith("SINCE 0 UNTIL 7200000 TIMESERIES 3600 seconds")
    assert r"entityGuid = 'G\'1'" in text


@pytest.mark.parametrize(("unit", "seconds"), [("ms", 0.5), ("s", 500.0), ("%", None)])
def test_only_times_become_seconds(unit: str, seconds: float | None) -> None:
    assert in_seconds(500.0, unit) == seconds
