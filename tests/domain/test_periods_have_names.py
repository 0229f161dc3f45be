"""Periods: read from text, bound by a zone, now and the day contracts begin on, and compared."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.instants import DAY_US, HOUR_US
from statusboard.domain.period import (
    Calendar,
    CalendarUnit,
    Days,
    Relative,
    Rolling,
    before,
    bounds_of,
    period_text,
    read_period,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
MONTH, QUARTER, YEAR = CalendarUnit.MONTH, CalendarUnit.QUARTER, CalendarUnit.YEAR
NUMBERS = {MONTH: 12, QUARTER: 4, YEAR: 1}
days = st.dates(date(1999, 1, 1), date(2100, 1, 1))
calendars = st.sampled_from(CalendarUnit).flatmap(
    lambda unit: st.builds(
        Calendar, st.just(unit), st.integers(1999, 2100), st.integers(1, NUMBERS[unit])
    )
)
periods = st.one_of(
    st.builds(Rolling, st.integers(1, 3_660)),
    calendars,
    st.builds(Relative, st.sampled_from(CalendarUnit), st.integers(0, 1)),
    st.builds(lambda a, b: Days(min(a, b), max(a, b)), days, days).filter(
        lambda chosen: (chosen.last - chosen.first).days < 3_660
    ),
)


@given(periods)
def test_a_period_is_read_back_from_its_text(period):
    assert read_period(period_text(period)) == period


@pytest.mark.parametrize(
    ("text", "first", "after", "contract_day"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 12, 1), 1),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1), 1),
        ("2024", date(2024, 1, 1), date(2025, 1, 1), 1),
        ("2026-11", date(2026, 11, 15), date(2026, 12, 15), 15),
        ("this-month", date(2026, 11, 15), date(2026, 12, 15), 15),
        ("last-month", date(2026, 11, 1), date(2026, 12, 1), 1),
        ("last-quarter", date(2026, 7, 1), date(2026, 10, 1), 1),
        ("this-year", date(2026, 1, 1), date(2027, 1, 1), 1),
        ("2026-11-03..2026-11-17", date(2026, 11, 3), date(2026, 11, 18), 1),
        ("2026-11-03", date(2026, 11, 3), date(2026, 11, 4), 1),
    ],
)
def test_a_period_of_the_calendar_begins_and_ends_at_local_midnights(
    text, first, after, contract_day
):
    bounds = bounds_of(read_period(text), NOW, BERLIN, contract_day=contract_day)

    local = [edge.astimezone(BERLIN).replace(tzinfo=None) for edge in (bounds.start, bounds.stop)]
    assert local == [datetime(day.year, day.month, day.day) for day in (first, after)]  # noqa: DTZ001


def test_a_month_in_which_clocks_change_is_an_hour_longer_or_shorter():
    lengths = {
        month: bounds_of(read_period(month), NOW, BERLIN).length_us
        for month in ("2026-03", "2026-10")
    }

    assert lengths == {"2026-03": 31 * DAY_US - HOUR_US, "2026-10": 31 * DAY_US + HOUR_US}


def test_rolling_days_end_now():
    assert bounds_of(read_period("90d"), NOW, BERLIN).stop == NOW
    assert bounds_of(read_period("90d"), NOW, BERLIN).length_us == 90 * DAY_US


@given(st.one_of(calendars, st.builds(Relative, st.sampled_from(CalendarUnit))), st.integers(1, 28))
def test_the_period_before_ends_where_this_one_begins(period, contract_day):
    earlier = before(period, NOW, BERLIN, contract_day=contract_day)

    this, then = (
        bounds_of(one, NOW, BERLIN, contract_day=contract_day) for one in (period, earlier)
    )
    assert then.stop_us == this.start_us


@pytest.mark.parametrize(
    "text",
    ["", "0d", "99999d", "2026-13", "2026-Q5", "last-week", "2026-11-17..2026-11-03", "1..2..3"],
)
def test_what_names_no_period_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="is no period: for example 90d"):
        read_period(text)
