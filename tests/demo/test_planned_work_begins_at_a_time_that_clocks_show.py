"""The demo begins on every day of the year: its work is planned for a time that there is."""

from datetime import UTC, datetime

import pytest

from statusboard.demo.planned_work import night_after


@pytest.mark.parametrize(
    ("earliest", "night"),
    [
        ("2027-03-27T20:00", "2027-03-28T03:00"),  # clocks go from two to three
        ("2027-03-28T00:59", "2027-03-28T03:00"),
        ("2027-03-28T01:01", "2027-03-29T02:00"),
        ("2027-10-30T20:00", "2027-10-31T02:00"),
        ("2026-12-31T22:59", "2027-01-01T02:00"),
        ("2028-02-29T12:00", "2028-03-01T02:00"),
    ],
)
def test_the_next_night_has_a_time_that_clocks_show(earliest: str, night: str) -> None:
    found = night_after(datetime.fromisoformat(earliest).replace(tzinfo=UTC))

    assert found == datetime.fromisoformat(night)
