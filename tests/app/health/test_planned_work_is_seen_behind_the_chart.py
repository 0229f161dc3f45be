"""Behind the chart of uptime stands planned work too, which the figures leave out."""

from datetime import timedelta
from pathlib import Path

from statusboard.app.health.board import BOARD
from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.maintenance.inputs import EndWork
from statusboard.app.maintenance.window_commands import end
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import HappeningKind
from statusboard.domain.views.uptime import Range
from statusboard.storage.database import Database
from tests.fixtures.history import DOWN, UP
from tests.fixtures.planned import UNDER, Planning, at, plan_of


def test_work_and_trouble_stand_side_by_side(database: Database, tmp_path: Path) -> None:
    desk = Planning(database, tmp_path / "page")
    payments = desk.service("Payments")
    desk.plan(plan_of([payments], lasts=timedelta(minutes=20)))
    desk.minutes(at(13, 30), {payments: DOWN})

    view = desk.ask(UPTIME, UptimeAsk(Range.DAY))

    work = [band for band in view.bands if band.status is UNDER]
    assert [(band.start_s, band.stop_s, band.service) for band in work] == [
        (at(13).timestamp(), at(13, 20).timestamp(), "Payments")
    ]
    after = [band for band in view.bands if band.start_s >= at(13, 20).timestamp()]
    assert [band.status for band in after] == [ComponentStatus.MAJOR_OUTAGE]
    assert "Maintenance and unobserved time are left out." in view.figures.rule


def _broken_around(desk: Planning, payments: int, meanwhile: Answer) -> None:
    """Broken from 12:50 to 13:30, with work from 13:00 to 13:20 over it."""
    desk.plan(plan_of([payments], lasts=timedelta(minutes=20)))
    desk.minutes(at(12, 50))
    desk.minutes(at(13, 5), {payments: DOWN})
    desk.minutes(at(13, 15), {payments: meanwhile})
    desk.minutes(at(13, 30), {payments: DOWN})
    desk.minutes(at(14))


def test_trouble_that_goes_on_after_work_is_one_outage_without_it(
    database: Database, tmp_path: Path
) -> None:
    desk = Planning(database, tmp_path / "page")
    _broken_around(desk, payments := desk.service("Payments"), DOWN)

    figures = desk.ask(UPTIME, UptimeAsk(Range.DAY)).figures
    (service,) = desk.ask(UPTIME_REPORT, UptimeReportAsk(at(12), at(14)))["services"]

    (recovered,) = [
        one for one in desk.ask(BOARD).happenings if one.kind is HappeningKind.RECOVERED
    ]
    assert recovered.length_us == figures.down_us
    assert figures.outages == 1
    assert figures.longest_us == figures.down_us
    (outage,) = service["outages"]
    assert outage["left_out_seconds"] == 20 * 60
    assert service["down_seconds"] == figures.down_us / 1_000_000
    assert payments


def test_what_was_well_during_the_work_is_two_outages(database: Database, tmp_path: Path) -> None:
    desk = Planning(database, tmp_path / "page")
    _broken_around(desk, desk.service("Payments"), UP)

    assert desk.ask(UPTIME, UptimeAsk(Range.DAY)).figures.outages == 2


def test_an_end_that_was_set_afterwards_is_said_beside_the_work(
    database: Database, tmp_path: Path
) -> None:
    desk = Planning(database, tmp_path / "page")
    payments = desk.service("Payments")
    worked = desk.plan(plan_of([payments], lasts=timedelta(minutes=20)))
    desk.minutes(at(13, 40), {payments: DOWN})
    assert {band.note for band in desk.ask(UPTIME, UptimeAsk(Range.DAY)).bands} == {""}

    desk.do(end, EndWork(worked.window_id, at(13, 30), "The index took longer."))
    desk.minutes(at(13, 41), {payments: DOWN})

    bands = desk.ask(UPTIME, UptimeAsk(Range.DAY)).bands
    work = [band for band in bands if band.status is UNDER]
    assert {band.note for band in work} == {
        "its end was set afterwards, 13:40 UTC: “The index took longer.”"
    }
    assert max(band.stop_s for band in work) == at(13, 30).timestamp()
    assert {band.note for band in bands if band.status is not UNDER} == {""}
    said = (
        "Planned work lay over it until 13:30 UTC: its end was set afterwards, 13:40 UTC: “The "
        "index took longer.”"
    )
    assert said in desk.ask(SERVICE_DETAIL, payments).why
    assert "set afterwards" not in desk.ask(SERVICE_DETAIL, desk.service("Search")).why
