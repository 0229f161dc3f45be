"""Local days: 23, 24 and 25 hours, days that start at one o'clock, and a day that never was."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.instants import (
    HOUR_US,
    day_bounds_us,
    from_us,
    last_days_us,
    local_midnight,
    to_us,
)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",  # jumped at midnight until 2018
    "America/Havana",  # falls back onto midnight
    "Asia/Beirut",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour of summer
    "Pacific/Apia",  # had no 30 December 2011
    "Pacific/Kiritimati",
)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Europe/Berlin", date(2026, 7, 1), 24),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
        ("America/Sao_Paulo", date(2018, 2, 17), 25),
        ("America/Sao_Paulo", date(2026, 11, 1), 24),
        ("America/Havana", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("UTC", date(2026, 3, 29), 24),
    ],
)
def test_a_day_is_as_long_as_its_clocks_say(zone: str, day: date, hours: float) -> None:
    start, stop = day_bounds_us(day, 1, ZoneInfo(zone))

    assert stop - start == hours * HOUR_US


def test_a_day_whose_midnight_does_not_exist_starts_at_the_jump() -> None:
    start = local_midnight(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"))

    assert start == datetime(2018, 11, 4, 3, tzinfo=UTC)
    before = (start - timedelta(microseconds=1)).astimezone(ZoneInfo("America/Sao_Paulo"))
    assert before.date() == date(2018, 11, 3)


def test_a_midnight_that_comes_twice_counts_the_first_time() -> None:
    havana = ZoneInfo("America/Havana")

    assert local_midnight(date(2026, 11, 1), havana) == datetime(2026, 11, 1, 4, tzinfo=UTC)


@given(
    st.sampled_from(ZONES),
    st.dates(date(1975, 1, 1), date(2037, 1, 1)),
    st.integers(1, 400),
)
def test_days_follow_each_other_without_gap_and_hold_their_own_dates(
    name: str, last: date, count: int
) -> None:
    zone = ZoneInfo(name)

    bounds = day_bounds_us(last, count, zone)

    assert len(bounds) == count + 1
    for number, (start, stop) in enumerate(pairwise(bounds)):
        assert start <= stop
        day = last - timedelta(days=count - 1 - number)
        if start < stop:
            assert from_us(start).astimezone(zone).date() == day
            assert from_us(stop - 1).astimezone(zone).date() == day
            assert from_us(start - 1).astimezone(zone).date() < day


@given(
    st.sampled_from(ZONES),
    st.integers(150_000_000, 2_100_000_000).map(lambda seconds: from_us(seconds * 1_000_000)),
    st.integers(1, 100),
)
def test_the_last_days_end_now_and_none_of_them_is_empty(
    name: str, now: datetime, count: int
) -> None:
    zone = ZoneInfo(name)

    bounds = last_days_us(to_us(now), count, zone)

    assert len(bounds) == count + 1
    assert from_us(bounds[-2]).astimezone(zone).date() == now.astimezone(zone).date()
    assert bounds[-1] == max(to_us(now), bounds[-2] + 1)
    assert bounds[-2] <= to_us(now)


def test_at_midnight_today_has_just_begun() -> None:
    midnight = datetime(2026, 11, 28, tzinfo=UTC)

    bounds = last_days_us(to_us(midnight), 2, UTC)

    assert [stop - start for start, stop in pairwise(bounds)] == [24 * HOUR_US, 1]
