"""A schedule makes each period's report once it has ended, in the zone of the page."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from statusboard.domain.period import period_text
from statusboard.domain.report_schedule import Every, last_run, next_due

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "now", "period", "following"),
    [
        (Every.MONTH, "2026-12-01T05:00", "2026-11", "2027-01-01T05:00"),
        (Every.MONTH, "2026-12-01T04:59", "2026-10", "2026-12-01T05:00"),
        (Every.MONTH, "2027-01-31T12:00", "2026-12", "2027-02-01T05:00"),
        (Every.QUARTER, "2026-12-09T12:00", "2026-Q3", "2027-01-01T05:00"),
        (Every.YEAR, "2026-12-09T12:00", "2025", "2027-01-01T05:00"),
        (Every.WEEK, "2026-12-09T12:00", "2026-11-30..2026-12-06", "2026-12-14T05:00"),
        # Summer: six o'clock in Berlin is four in UTC.
        (Every.MONTH, "2026-07-15T12:00", "2026-06", "2026-08-01T04:00"),
    ],
)
def test_the_newest_period_that_ended_is_made(
    every: Every, now: str, period: str, following: str
) -> None:
    run = last_run(every, at(now), BERLIN)
    assert period_text(run.period) == period
    assert run.due <= at(now) < next_due(every, at(now), BERLIN) == at(following)


def test_a_contract_month_ends_on_its_own_day() -> None:
    now = at("2026-12-16T12:00")
    assert period_text(last_run(Every.MONTH, now, BERLIN, contract_day=15).period) == "2026-11"
    assert next_due(Every.MONTH, now, BERLIN, contract_day=15) == at("2027-01-15T05:00")
