"""Behind the chart of uptime stands planned work too, which the figures leave out."""

from datetime import timedelta
from pathlib import Path

from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range
from statusboard.storage.database import Database
from tests.fixtures.history import DOWN
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
