"""Reports come by themselves: into a folder or to a list, once a period, or with a reason."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.programs.finding import Verdict
from statusboard.app.programs.report_findings import report_findings
from statusboard.app.reports.inputs import MadeRun, Unschedule
from statusboard.app.reports.keeper import ACTOR, ReportKeeper
from statusboard.app.reports.schedule_commands import note_made, schedule_report, unschedule
from statusboard.app.reports.schedules import SCHEDULES
from statusboard.app.reports.shares import SHARES
from statusboard.app.settings import PUBLIC_URL
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.errors import RuleBroken
from statusboard.storage.handover_files import read_files
from statusboard.storage.tables import HANDOVER_MESSAGE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.report_schedules import LISTED, goes_to, has_list, only
from tests.fixtures.speaking import NOON, Newsroom


def test_a_month_is_written_when_it_is_over_and_not_again(
    room: Newsroom, keeper: ReportKeeper, out: Path
) -> None:
    given = ReportSchedule("Monthly", "month", "json", str(out), language="de", rule="strict")
    room.do(schedule_report, given)
    _, nap_s = keeper.look()
    assert list(out.iterdir()) == []
    assert nap_s == 300
    goes_to(room, 11)
    keeper.look()
    (file,) = out.iterdir()
    made = json.loads(file.read_bytes())
    assert (file.name, made["period"]) == ("uptime-2026-10.json", "2026-10")
    assert (made["rule"]["name"], made["language"]) == ("strict", "de")
    assert only(room).due_at == datetime(2026, 12, 1, 6, tzinfo=UTC)
    file.unlink()
    keeper.look()
    assert list(out.iterdir()) == []


@ON_SQLITE
def test_what_was_missed_is_caught_up_once(room: Newsroom, keeper: ReportKeeper, out: Path) -> None:
    room.do(schedule_report, ReportSchedule("Weekly", "week", "csv", str(out)))
    goes_to(room, 12)
    keeper.look()
    assert [one.name for one in out.iterdir()] == ["uptime-2026-11-23_2026-11-29.csv"]


@ON_SQLITE
def test_a_folder_that_is_away_is_told_and_tried_again(
    room: Newsroom, keeper: ReportKeeper, tmp_path: Path
) -> None:
    away = tmp_path / "share"
    room.do(schedule_report, ReportSchedule("Monthly", "month", "csv", str(away)))
    goes_to(room, 11)
    keeper.look()
    failed = only(room)
    assert "could not be written into the folder" in failed.problem
    with room.database.reading(room.clock.now()) as unit:
        (finding,) = report_findings(unit)
    assert (finding.subject, finding.verdict) == ("report Monthly", Verdict.PROBLEM)
    assert failed.due_at - room.clock.now() == timedelta(minutes=10)
    room.clock.forward(600)
    keeper.look()
    assert only(room).due_at - room.clock.now() == timedelta(minutes=20)
    away.mkdir()
    room.clock.forward(1_200)
    keeper.look()
    assert [one.name for one in away.iterdir()] == ["uptime-2026-10.csv"]
    assert (only(room).problem, only(room).made_at) == ("", room.clock.now())


def test_a_list_gets_the_summary_the_file_and_a_link_in_one_transaction(
    room: Newsroom, keeper: ReportKeeper
) -> None:
    room.setting(PUBLIC_URL, "https://status.example.com")
    has_list(room, "Board", "eva@northwind.example")
    room.do(schedule_report, ReportSchedule("Monthly", "month", list_name="board"))
    given = MadeRun(only(room).id, only(room).due_at, listed=LISTED)
    assert room.doorway.do(note_made, given, ACTOR).result is True
    with room.database.reading(NOON) as unit:
        (row,) = unit.connection.execute(select(HANDOVER_MESSAGE))
        assert read_files(unit, [row.handover_id]) == {row.handover_id: LISTED.file}
    said = json.loads(row.content)
    assert (row.address, said["subject"]) == ("eva@northwind.example", "October")
    assert said["text"].startswith(
        "All promises kept.\n\nThe report is attached: o.pdf.\n\n"
        "The report can be read until 26 October 2027 at https://status.example.com/report/"
    )
    assert room.ask(SHARES)[0].is_open
    assert keeper.look()[1] == 300


@ON_SQLITE
def test_a_list_without_readers_is_a_reason_and_no_link(room: Newsroom) -> None:
    has_list(room, "Board")
    room.do(schedule_report, ReportSchedule("Monthly", "month", list_name="Board"))
    room.doorway.do(note_made, MadeRun(only(room).id, only(room).due_at, listed=LISTED), ACTOR)
    assert only(room).problem == "Nobody in the list “Board” can be told."
    assert room.ask(SHARES) == ()


@ON_SQLITE
@pytest.mark.parametrize(
    ("given", "field"),
    [
        (ReportSchedule("", "month", directory="/tmp"), "name"),
        (ReportSchedule("A", "day", directory="/tmp"), "every"),
        (ReportSchedule("A", "month"), "directory"),
        (ReportSchedule("A", "month", directory="/tmp", list_name="Board"), "directory"),
        (ReportSchedule("A", "month", directory="reports"), "directory"),
        (ReportSchedule("A", "month", directory="/tmp/a\0b"), "directory"),
        (ReportSchedule("A", "month", "png", "/tmp"), "form"),
        (ReportSchedule("A", "month", directory="/tmp", services=("Nothing",)), "services"),
        (ReportSchedule("A", "month", directory="/tmp", language="fr"), "language"),
        (ReportSchedule("A", "month", list_name="Board"), "list_name"),
        (ReportSchedule("A", "month", directory="/tmp", rule="kind"), "rule"),
    ],
)
def test_what_is_no_schedule_is_refused_at_its_field(
    room: Newsroom, given: ReportSchedule, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        room.do(schedule_report, given)
    assert refused.value.field == field


@ON_SQLITE
def test_a_schedule_is_changed_by_its_name_and_ended(room: Newsroom) -> None:
    assert room.do(schedule_report, ReportSchedule("A", "month", directory="/tmp")) is True
    assert room.do(schedule_report, ReportSchedule("A", "year", directory="/tmp")) is False
    assert (only(room).schedule.every, only(room).schedule.form) == ("year", "pdf")
    room.do(unschedule, Unschedule("A"))
    assert room.ask(SCHEDULES) == ()
    with pytest.raises(RuleBroken, match="There is no schedule “A”"):
        room.do(unschedule, Unschedule("A"))
