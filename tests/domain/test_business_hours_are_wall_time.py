"""Business hours: the hours of the wall clock, also where clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.business_hours import BusinessHours
from statusboard.domain.instants import HOUR_US, MINUTE_US, Interval, from_us, to_us

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = BusinessHours(frozenset(range(5)), 9 * 60, 17 * 60)
AROUND_A_CHANGE = [datetime(2026, 3, 27, tzinfo=BERLIN), datetime(2026, 10, 23, tzinfo=BERLIN)]


def _between(start: datetime, days: int) -> Interval:
    return Interval.between(start, start + timedelta(days=days))


def test_a_week_of_the_office_has_forty_hours():
    parts = OFFICE.within(_between(datetime(2026, 11, 2, tzinfo=BERLIN), 7), BERLIN)

    assert [part.length_us for part in parts] == [8 * HOUR_US] * 5


def test_a_day_on_which_clocks_change_has_23_or_25_hours():
    always = BusinessHours(frozenset({6}), 0, 24 * 60)

    lengths = [
        part.length_us // HOUR_US
        for start in AROUND_A_CHANGE
        for part in always.within(_between(start, 5), BERLIN)
    ]
    assert lengths == [23, 25]


@settings(max_examples=20)
@given(
    st.sampled_from(AROUND_A_CHANGE),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 95),
    st.integers(1, 96),
)
def test_each_quarter_of_an_hour_is_business_where_the_wall_clock_says_so(start, days, a, length):
    hours = BusinessHours(frozenset(days), a * 15, min(a + length, 96) * 15)
    bounds = _between(start, 4)
    parts = hours.within(bounds, BERLIN)

    for us in range(bounds.start_us, bounds.stop_us, 15 * MINUTE_US):
        wall = from_us(us).astimezone(BERLIN)
        minutes = wall.hour * 60 + wall.minute
        is_open = wall.weekday() in days and hours.opens <= minutes < hours.closes
        is_within = any(part.start_us <= us < part.stop_us for part in parts)
        # Hours that begin or end within the hour that a change repeats or leaves out are read
        # by the first of the two; there the two need not agree.
        if to_us(wall.replace(fold=1 - wall.fold)) == us:
            assert is_within == is_open


def test_hours_that_begin_or_end_in_the_hour_left_out_do_so_where_clocks_jump():
    day = _between(datetime(2026, 3, 29, tzinfo=BERLIN), 1)
    jump = to_us(datetime(2026, 3, 29, 1, tzinfo=UTC))

    (early,) = BusinessHours(frozenset({6}), 0, 2 * 60 + 30).within(day, BERLIN)
    (late,) = BusinessHours(frozenset({6}), 2 * 60 + 30, 6 * 60).within(day, BERLIN)
    assert (early.stop_us, late.start_us) == (jump, jump)
    assert BusinessHours(frozenset({6}), 2 * 60, 3 * 60).within(day, BERLIN) == ()


@pytest.mark.parametrize(("days", "opens", "closes"), [((), 0, 60), ((1,), 60, 60), ((7,), 0, 60)])
def test_hours_that_are_none_are_refused_with_a_sentence(days, opens, closes):
    with pytest.raises(ValueError, match="Business hours"):
        BusinessHours(frozenset(days), opens, closes)
