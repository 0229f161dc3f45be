"""When a job is due by its crontab, on the clock of its zone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.instants import from_us, to_us
from statusboard.probes.received.cron import due_after, schedule_problem

BERLIN = "Europe/Berlin"


def due(schedule: str, after: str, zone: str = BERLIN) -> str:
    at_us = to_us(datetime.fromisoformat(after).replace(tzinfo=UTC))
    return f"{from_us(due_after(schedule, zone, at_us)):%Y-%m-%d %H:%M}"


def test_what_falls_into_the_hour_that_is_skipped_is_due_when_it_would_have_begun() -> None:
    assert due("30 2 * * *", "2026-03-28 12:00") == "2026-03-29 01:00"  # 03:00 there
    assert due("30 2 * * *", "2026-03-29 01:00") == "2026-03-30 00:30"


def test_a_time_of_the_hour_that_comes_twice_is_due_once() -> None:
    assert due("30 2 * * *", "2026-10-24 12:00") == "2026-10-25 00:30"
    assert due("30 2 * * *", "2026-10-25 00:30") == "2026-10-26 01:30"


def test_what_comes_each_quarter_comes_in_both() -> None:
    times = ["2026-10-25 00:40"]
    while len(times) < 6:
        times.append(due("*/15 * * * *", times[-1]))
    assert times[1:] == [
        "2026-10-25 00:45",
        "2026-10-25 01:00",
        "2026-10-25 01:15",
        "2026-10-25 01:30",
        "2026-10-25 01:45",
    ]


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 - the zone follows
    st.sampled_from(["30 2 * * *", "*/5 * * * *", "0 0 1 * *", "59 23 29 2 *", "0 9 * * MON#1"]),
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)
def test_the_next_time_lies_ahead(after: datetime, schedule: str, zone: str) -> None:
    at_us = to_us(after.replace(tzinfo=UTC))
    assert due_after(schedule, zone, at_us) > at_us


@pytest.mark.parametrize(
    "bad", ["", "@daily", "* * * * * *", "61 * * * *", "0 0 31 2 *", "a b c d e"]
)
def test_what_is_no_schedule_is_refused_in_words(bad: str) -> None:
    problem = schedule_problem(bad)
    assert problem is not None
    assert "such as 30 2 * * *" in problem
