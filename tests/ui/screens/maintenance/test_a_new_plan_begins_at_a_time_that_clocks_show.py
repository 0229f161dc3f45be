"""A new plan is for a Sunday night; in Europe and America that is when the clocks are changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fixtures.views_maintenance import view
from ui.screens.maintenance.defaults import new_plan

CHANGED = datetime(2027, 3, 28, 1, tzinfo=UTC)  # in Berlin: from two to three


@pytest.mark.parametrize(
    ("days_before", "zone", "begins"),
    [
        (4, "Europe/Berlin", "2027-03-28 03:00"),
        (4, "America/New_York", "2027-03-28 02:00"),
        (18, "America/New_York", "2027-03-14 03:00"),
        (18, "Europe/Berlin", "2027-03-14 02:00"),
    ],
)
def test_a_night_that_has_no_two_o_clock_begins_at_three(
    days_before: int, zone: str, begins: str
) -> None:
    shown = replace(view(), as_of=CHANGED - timedelta(days=days_before), zone=zone)

    assert f"{new_plan(shown).starts_at:%Y-%m-%d %H:%M}" == begins
