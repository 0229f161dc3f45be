"""A run without a major outage is noticed within a week of a round number, or of a record."""

from statusboard.domain.instants import DAY_US, HOUR_US
from statusboard.domain.milestones import next_milestone


def test_a_round_number_is_noticed_a_week_ahead_and_on_its_day() -> None:
    assert next_milestone(0, 92 * DAY_US) is None
    for now_us in (93 * DAY_US, 100 * DAY_US, 101 * DAY_US - HOUR_US):
        found = next_milestone(0, now_us)
        assert found is not None
        assert (found.days, found.at_us, found.is_record) == (100, 100 * DAY_US, False)
    assert next_milestone(0, 101 * DAY_US) is None


def test_further_years_are_round_too() -> None:
    found = next_milestone(0, (3 * 365 - 2) * DAY_US)

    assert found is not None
    assert found.days == 3 * 365


def test_a_run_that_becomes_the_longest_is_noticed() -> None:
    found = next_milestone(0, 70 * DAY_US, longest_us=72 * DAY_US + HOUR_US)

    assert found is not None
    assert (found.days, found.is_record) == (73, True)
    assert next_milestone(0, 2 * DAY_US, longest_us=3 * DAY_US) is None
