"""A run of a schedule is of that schedule, once, and to the place that was meant."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.reports.inputs import MadeRun
from statusboard.app.reports.keeper import ACTOR, OUR_FAULT, ReportKeeper
from statusboard.app.reports.schedule_commands import note_made, schedule_report
from statusboard.app.reports.schedules import SCHEDULES
from statusboard.app.reports.shares import SHARES
from statusboard.domain.instants import to_us
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.errors import RuleBroken
from statusboard.storage.tables import REPORT_SCHEDULE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.report_schedules import LISTED, goes_to, has_list, only
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

pytestmark = ON_SQLITE


def test_two_schedules_that_would_write_one_file_are_refused(room: Newsroom, out: Path) -> None:
    room.do(schedule_report, ReportSchedule("Board", "month", "csv", str(out)))
    with pytest.raises(RuleBroken, match="“Board” writes that file already") as refused:
        room.do(schedule_report, ReportSchedule("Team", "month", "csv", f"{out}/../reports/"))
    assert refused.value.field == "directory"
    room.do(schedule_report, ReportSchedule("Team", "week", "csv", str(out)))
    room.do(schedule_report, ReportSchedule("Board", "month", "csv", str(out), language="de"))


def test_what_was_made_of_a_schedule_that_was_changed_meanwhile_is_sent_to_nobody(
    room: Newsroom,
) -> None:
    has_list(room, "Board", "board@northwind.example")
    has_list(room, "Customers", "customers@northwind.example")
    room.do(schedule_report, ReportSchedule("Monthly", "month", list_name="Board"))
    made = MadeRun(only(room).id, only(room).due_at, listed=LISTED)
    room.clock.forward(timedelta(days=40))
    room.do(schedule_report, ReportSchedule("Monthly", "month", list_name="Customers"))

    assert room.doorway.do(note_made, made, ACTOR).result is False
    assert room.ask(SHARES) == ()


def test_a_run_that_two_offices_made_is_sent_once(room: Newsroom, keeper: ReportKeeper) -> None:
    del keeper
    room.do(schedule_report, ReportSchedule("Monthly", "month", directory="/tmp"))
    made = MadeRun(only(room).id, only(room).due_at)
    goes_to(room, 11)
    assert room.doorway.do(note_made, made, ACTOR).result is True
    again = room.doorway.do(note_made, made, ACTOR)
    assert (again.result, bool(again.changes)) == (False, False)


def test_a_clock_that_was_ahead_and_put_back_keeps_no_report_back(
    room: Newsroom, keeper: ReportKeeper, out: Path
) -> None:
    room.do(schedule_report, ReportSchedule("Monthly", "month", "csv", str(out)))
    room.clock.go(to_us(datetime(2031, 5, 1, 7, tzinfo=UTC)))
    keeper.look()
    room.clock.go(to_us(NOON))
    keeper.look()
    assert only(room).due_at == datetime(2026, 11, 1, 6, tzinfo=UTC)
    goes_to(room, 11)
    keeper.look()
    assert "uptime-2026-10.csv" in {one.name for one in out.iterdir()}


def test_a_link_in_the_folder_leads_to_no_other_file(
    room: Newsroom, keeper: ReportKeeper, out: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("ours", "utf-8")
    (out / ".uptime-2026-10.csv.part").symlink_to(own)
    room.do(schedule_report, ReportSchedule("Monthly", "month", "csv", str(out)))
    goes_to(room, 11)
    keeper.look()
    assert own.read_text("utf-8") == "ours"
    assert [(one.name, one.is_symlink()) for one in out.iterdir()] == [
        ("uptime-2026-10.csv", False)
    ]


@pytest.mark.parametrize(
    "newer", [{"form": "docx"}, {"every": "fortnight"}, {"language": "fr"}], ids=str
)
def test_what_a_newer_version_scheduled_keeps_nothing_else_back(
    room: Newsroom,
    keeper: ReportKeeper,
    out: Path,
    newer: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    room.do(schedule_report, ReportSchedule("A", "month", "json", str(out)))
    with room.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(REPORT_SCHEDULE.update().values(newer))
    room.do(schedule_report, ReportSchedule("B", "month", "csv", str(out)))
    goes_to(room, 11)
    keeper.look()
    assert [one.name for one in out.iterdir()] == ["uptime-2026-10.csv"]
    problem = room.ask(SCHEDULES)[0].problem
    assert (problem, "report defect" in caplog.text) == (
        (OUR_FAULT, True) if "form" in newer else ("", False)
    )
    caplog.clear()
