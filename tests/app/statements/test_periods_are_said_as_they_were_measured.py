"""A claim names the time that was measured: no day that is to come, no month that is another."""

import pytest

from statusboard.app.health.uptime_terms import CONTRACT_DAY
from statusboard.app.statements.queries import CLAIM, JUDGED, ClaimAsk, OneClaim
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.views.statement import ClaimRow
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import Newsroom

pytestmark = ON_SQLITE


def _claimed(desk: Newsroom, period: str) -> ClaimRow:
    row: ClaimRow = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.AVAILABILITY, period)))
    return row


@pytest.mark.parametrize("period", ["2026-10-20..2026-12-31", "2026-10", "2026-Q4", "2026", "2027"])
def test_nothing_is_said_of_a_time_that_is_not_over(desk: Newsroom, period: str) -> None:
    row = _claimed(desk, period)
    assert not row.is_carried
    assert row.detail.endswith("or it is not over.")


def test_a_day_that_lasts_carries_a_claim_until_it_is_over(desk: Newsroom) -> None:
    row: ClaimRow = desk.ask(JUDGED, ClaimAsk("99.9 % since October 2025"))
    assert row.is_carried
    assert row.text.headline == "99.9 % available from 1 October 2025 to 25 October 2026"
    assert row.until is not None
    assert f"{row.until:%d %H:%M}" == "26 00:00"
    assert row.detail.endswith("may be said until 26 October, when that period ends")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-09", "from 15 September 2026 to 14 October 2026"),
        ("last-month", "from 15 September 2026 to 14 October 2026"),
        ("2026-Q3", "from 15 July 2026 to 14 October 2026"),
        ("this-month", "this contract month"),
    ],
)
def test_months_of_a_contract_are_said_by_their_days(
    desk: Newsroom, period: str, said: str
) -> None:
    desk.setting(CONTRACT_DAY, 15)
    assert _claimed(desk, period).text.headline.endswith(said)


def test_last_month_is_watched_as_the_month_that_was_said(desk: Newsroom) -> None:
    assert _claimed(desk, "last-month").asked.period == "2026-09"
    desk.setting(CONTRACT_DAY, 15)
    assert _claimed(desk, "last-month").asked.period == "2026-09-15..2026-10-14"
    assert _claimed(desk, "this-month").asked.period == "this-month"
