"""A report asks the functions that every screen asks: its figures are theirs, of any period."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.domain.percent import percent_number
from statusboard.domain.report import UptimeReport
from statusboard.domain.status import IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.tables import COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, PARTIAL, Newsroom, wording

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# The tests' noon lies in October 2026.
FIRST = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def checkout(room: Newsroom) -> int:
    """A service that was well from the 1st on, but for 41 minutes on the 20th; 99.95 promised."""
    number = room.service()
    down = FIRST + 19 * DAY
    room.measures(number, (FIRST, GOOD), (down, MAJOR), (down + 41 * MINUTE, GOOD))
    with room.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(
            COMPONENT.update().values(promised_ppm=999_500, promised_window="month")
        )
    room.watched()
    return number


def asked(room: Newsroom, period: str = "2026-10", **more: object) -> UptimeReport:
    found: UptimeReport = room.ask(REPORT, ReportAsk(period, **more))  # type: ignore[arg-type]
    return found


def test_its_figures_are_those_of_every_other_face(room: Newsroom, checkout: int) -> None:
    one = asked(room)
    (row,) = one.rows
    (other,) = room.ask(UPTIME_REPORT, UptimeReportAsk(FIRST, NOON))["services"]
    assert percent_number(row.figure.said) == other["uptime_percent"]
    assert row.figure.down_us / 1e6 == other["down_seconds"] == 41 * 60
    assert (row.component_id, row.promised, row.kept, row.outages) == (checkout, "99.95", False, 1)
    assert (one.start, one.stop, one.ends_early, len(row.days)) == (FIRST, NOON, True, 25)
    assert [day for day, status in enumerate(row.days, 1) if status is MAJOR] == [20]
    assert (one.totals.promises, one.totals.promises_kept) == (1, 0)


@ON_SQLITE
def test_an_outage_that_reaches_into_the_period_counts_there_alone(
    room: Newsroom, checkout: int
) -> None:
    one = asked(room, "2026-10-01..2026-10-20")
    assert one.outages[0].down_us == 41 * 60 * 1_000_000
    half = asked(room, "2026-10-21..2026-10-22")
    assert (half.outages, half.rows[0].uptime) == ((), "100")
    assert room.ask(REPORT, ReportAsk("12mo")).bar_days == 7
    assert checkout


@ON_SQLITE
def test_it_says_what_customers_were_told_in_words_that_stand(
    room: Newsroom, checkout: int, tmp_path
) -> None:
    room.publishes_to(tmp_path / "page")
    saved = room.publish(wording({checkout: PARTIAL}, body="Payments **fail** for some."))
    assert saved is not None
    room.clock.forward(1.0)
    (incident,) = asked(room, "30d").incidents
    assert incident.services == ("Checkout API",)
    assert [(one.status, one.body) for one in incident.updates] == [
        (IncidentStatus.INVESTIGATING, "Payments fail for some.")
    ]


@ON_SQLITE
def test_some_services_are_asked_for_by_name(room: Newsroom, checkout: int) -> None:
    room.service("Storefront")
    one = asked(room, services=("checkout api",))
    assert ([row.name for row in one.rows], one.is_whole) == (["Checkout API"], False)
    with pytest.raises(RuleBroken, match="There is no service “Nothing”"):
        asked(room, services=("Nothing",))
    assert checkout


@ON_SQLITE
@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"period": "yesterday"}, "period", "“yesterday” is no period"),
        ({"period": "2030"}, "period", "has not begun yet"),
        ({"business_hours": True}, "business_hours", "No business hours are set"),
        ({"rule": "kind"}, "rule", "There is no rule “kind”"),
    ],
)
@pytest.mark.usefixtures("checkout")
def test_what_cannot_be_reported_is_refused_in_words(
    room: Newsroom, given: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        asked(room, **given)  # type: ignore[arg-type]
    assert refused.value.field == field


@ON_SQLITE
def test_business_hours_and_their_cost_are_said_with_what_they_stand_on(
    room: Newsroom, checkout: int
) -> None:
    room.setting("uptime.business_hours", "Mon-Fri 08:00-18:00")
    room.setting("uptime.hour_costs", 6000)
    # The 20th was a Tuesday, and it failed at night.
    night = asked(room, business_hours=True)
    assert (night.outages, night.rows[0].uptime) == ((), "100")
    assert night.method.hours == "Mon-Fri 08:00-18:00"
    whole = asked(room)
    assert whole.method.notes[0] == "Cost of the time down: 4,100 EUR."
    assert "Nothing of it was measured" in whole.method.notes[1]
    assert checkout


@ON_SQLITE
def test_without_a_service_there_is_nothing_to_report_of(room: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="There are no services yet"):
        asked(room)
