"""A report asks the functions that every screen asks: its figures are theirs, of any period."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.rule_comparison import RULES_OF, RulesAsk
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.reports.files import report_file
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.app.settings import PAGE_ZONE
from statusboard.domain.instants import Interval, to_us
from statusboard.domain.percent import percent_number
from statusboard.domain.period import Days, period_text
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.domain.status import IncidentStatus
from statusboard.domain.uptime_rules import RULES
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.storage.brought import BroughtHistory, keep_history
from statusboard.storage.groups import add_group
from statusboard.storage.tables import COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import (
    COLLECTOR,
    DEGRADED,
    GOOD,
    MAJOR,
    NOON,
    PARTIAL,
    Newsroom,
    wording,
)

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
def test_the_day_until_which_another_program_measured_is_one_of_the_page_s_clocks(
    room: Newsroom, checkout: int
) -> None:
    room.setting(PAGE_ZONE, "Europe/Berlin")
    until = FIRST + 10 * DAY - 90 * MINUTE  # half past midnight on the 11th, in Berlin
    with room.database.writing(NOON, COLLECTOR) as unit:
        keep_history(unit, BroughtHistory(checkout, "gatus", to_us(FIRST), to_us(until), 1))

    said = " ".join(remark.text for remark in asked(room).method.remarks)
    assert "11 October" in said
    figures = room.ask(UPTIME, UptimeAsk(Range.MONTH)).figures
    assert "Before 2026-10-11 it was partly measured by another program." in figures.rule


@ON_SQLITE
def test_the_services_of_a_group_read_as_on_screen_by_every_rule(room: Newsroom) -> None:
    """Down to the text of the PDF: a partial outage and a slow morning, which rules tell apart."""
    ids = [room.service(name) for name in ("Checkout API", "Storefront", "Search")]
    for n, number in enumerate(ids):
        slow, partial = FIRST + (2 + n) * DAY, FIRST + (9 + n) * DAY
        room.measures(
            number,
            *((FIRST, GOOD), (slow, DEGRADED), (slow + (50 + n) * MINUTE, GOOD)),
            *((partial, PARTIAL), (partial + (30 + n) * MINUTE, GOOD)),
        )
    with room.database.writing(NOON, COLLECTOR) as unit:
        group = add_group(unit, "Shop").id
        shop = COMPONENT.update().where(COMPONENT.c.id.in_(ids[:2]))
        unit.connection.execute(shop.values(group_id=group))
    room.watched()
    bounds = Interval(to_us(FIRST), to_us(NOON))
    side_by_side = [room.ask(RULES_OF, RulesAsk(number, bounds)) for number in ids[:2]]
    reports = {}
    for rule in RULES:
        one = asked(room, services=("Shop/Checkout API", "Shop/Storefront"), rule=rule)
        on_screen = [next(row for row in view.rows if row.name == rule) for view in side_by_side]
        assert [row.uptime for row in one.rows] == [row.uptime for row in on_screen]
        assert [row.group for row in one.rows] == ["Shop", "Shop"]
        assert one.totals.figure == one.rows[0].figure + one.rows[1].figure
        assert one.totals.outages == 2
        says_why = any("whatever else the rule counts" in said for said in one.method.notes)
        assert says_why is (rule == "strict")
        reports[rule] = one
    assert len({one.totals.uptime for one in reports.values()}) == len(RULES)

    strict = reports["strict"]  # drawn once: that is no matter of the rule
    pages = PdfReader(io.BytesIO(report_file(strict, ReportForm.PDF))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for said in (*(row.uptime for row in strict.rows), strict.totals.uptime, strict.method.rule):
        assert " ".join(said.split()) in text
    assert "Search" not in text


@ON_SQLITE
def test_business_hours_read_as_on_screen(room: Newsroom, checkout: int) -> None:
    room.setting("uptime.business_hours", "Mon-Fri 00:00-12:00")
    days = Days(FIRST.date(), NOON.date())
    view = room.ask(UPTIME, UptimeAsk(days, in_business_hours=True))
    one = asked(room, period_text(days), business_hours=True)
    (here,), (there,), cards = one.rows, view.rows, view.figures
    assert here.component_id == there.component_id == checkout
    assert (here.uptime, here.coverage) == (there.uptime, there.coverage)
    said = (one.totals.uptime, one.totals.outages, one.totals.figure.down_us)
    assert said == (cards.uptime, cards.outages, cards.down_us)


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
