"""A promise about business hours is judged over these, wherever it is said whether it was kept."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.health.uptime_terms import HOURS
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.app.statements.queries import CLAIM, OneClaim
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.period import Calendar, CalendarUnit
from statusboard.storage.database import Database
from statusboard.storage.tables import COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, Newsroom

pytestmark = ON_SQLITE
FIRST = datetime(2026, 9, 1, tzinfo=UTC)
FELL = datetime(2026, 9, 2, 10, tzinfo=UTC)  # a Wednesday
NIGHT = FELL.replace(hour=22)


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """99.9 % promised in business hours: 15 minutes of 720 h, and more than that of 220 h."""
    return Newsroom(database)


def _promises(desk: Newsroom, fell: datetime, minutes: int, hours: str = "business") -> None:
    number = desk.service()
    desk.setting(HOURS, "Mon-Fri 08:00-18:00")
    back = fell + timedelta(minutes=minutes)
    desk.measures(number, (FIRST, GOOD), (fell, MAJOR), (back, GOOD))
    with desk.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(
            COMPONENT.update().values(
                promised_ppm=999_000, promised_hours=hours, promised_window="month"
            )
        )
    desk.watched()


@pytest.mark.parametrize(
    ("fell", "minutes", "hours", "is_kept"),
    [
        (FELL, 15, "business", False),
        (FELL, 15, "all", True),
        (NIGHT, 60, "business", True),
        (NIGHT, 60, "all", False),
    ],
)
def test_what_a_claim_a_report_and_the_screen_say(
    desk: Newsroom, fell: datetime, minutes: int, hours: str, is_kept: bool
) -> None:
    _promises(desk, fell, minutes, hours)
    kept = 1 if is_kept else 0

    claim = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.PROMISES, "2026-09")))
    assert claim.is_carried is is_kept
    for in_business_hours in (False, True):
        report = desk.ask(REPORT, ReportAsk("2026-09", business_hours=in_business_hours))
        assert (report.rows[0].kept, report.totals.promises_kept) == (is_kept, kept)
        assert (report.totals.budget_over_us == 0) is is_kept
        (note,) = [one for one in report.method.notes if "promised" in one]
        within = ", in business hours" if hours == "business" else ""
        assert note == (
            f"Every promise: promised for the month{within}, and held against "
            "1 – 30 September 2026."
        )
        asked = UptimeAsk(
            Calendar(CalendarUnit.MONTH, 2026, 9), in_business_hours=in_business_hours
        )
        figures = desk.ask(UPTIME, asked).figures
        assert (figures.promises, figures.promises_kept) == (1, kept)
        assert (figures.budget_over_us == 0) is is_kept
