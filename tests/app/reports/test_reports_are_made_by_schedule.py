"""Reports come by themselves: into a folder or to a list, once a period, or with a reason."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.programs.finding import Verdict
from statusboard.app.programs.report_findings import report_findings
from statusboard.app.reports.inputs import (
    MadeRun,
    ReportAsk,
    ScheduleReport,
    ShareReport,
    Unschedule,
)
from statusboard.app.reports.keeper import ACTOR, ReportKeeper
from statusboard.app.reports.schedule_commands import note_made, schedule_report, unschedule
from statusboard.app.reports.schedules import SCHEDULES
from statusboard.app.reports.shares import SHARES
from statusboard.app.settings import PUBLIC_URL
from statusboard.domain.inside_list import ListText
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.views.reports import ScheduledReport
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.inside_lists import add_list
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import HANDOVER_MESSAGE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, NOON, Newsroom

FIRST = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def keeper(room: Newsroom) -> ReportKeeper:
    room.measures(room.service(), (FIRST, GOOD))
    return ReportKeeper(room.doorway, room.doorway, lambda _: None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def only(room: Newsroom) -> ScheduledReport:
    (one,) = room.ask(SCHEDULES)
    assert isinstance(one, ScheduledReport)
    return one


def to_first_of(room: Newsroom, month: int, hour: int = 7) -> None:
    """Lets the clock go on to the morning of the first day of a month."""
    wanted = datetime(2026, month, 1, hour, tzinfo=UTC)
    room.clock.forward((wanted - room.clock.now()).total_seconds())


def test_a_month_is_written_when_it_is_over_and_not_again(
    room: Newsroom, keeper: ReportKeeper, out: Path
) -> None:
    room.do(schedule_report, ScheduleReport("Monthly", "month", "json", str(out)))
    _, nap_s = keeper.look()
    assert list(out.iterdir()) == []
    assert nap_s == 300
    to_first_of(room, 11)
    keeper.look()
    (file,) = out.iterdir()
    assert (file.name, json.loads(file.read_bytes())["period"]) == (
        "uptime-2026-10.json",
        "2026-10",
    )
    assert only(room).due_at == datetime(2026, 12, 1, 6, tzinfo=UTC)
    file.unlink()
    keeper.look()
    assert list(out.iterdir()) == []


@ON_SQLITE
def test_what_was_missed_is_caught_up_once(room: Newsroom, keeper: ReportKeeper, out: Path) -> None:
    room.do(schedule_report, ScheduleReport("Weekly", "week", "csv", str(out)))
    to_first_of(room, 12)
    keeper.look()
    assert [one.name for one in out.iterdir()] == ["uptime-2026-11-23_2026-11-29.csv"]


@ON_SQLITE
def test_a_folder_that_is_away_is_told_and_tried_again(
    room: Newsroom, keeper: ReportKeeper, tmp_path: Path
) -> None:
    away = tmp_path / "share"
    room.do(schedule_report, ScheduleReport("Monthly", "month", "csv", str(away)))
    to_first_of(room, 11)
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


def test_a_list_gets_the_summary_and_a_link_in_one_transaction(
    room: Newsroom, keeper: ReportKeeper
) -> None:
    room.setting(PUBLIC_URL, "https://status.example.com")
    with room.database.writing(NOON, COLLECTOR) as unit:
        channel = add_channel(unit, name="E-mail", kind="email", config={}).id
        number = add_list(unit, name="Board", text=ListText.PAGE).id
        address = "eva@northwind.example"
        new = NewSubscriber(
            channel, address, address, Wishes(), SubscriberState.ACTIVE, list_id=number
        )
        add_subscriber(unit, new)
    room.do(schedule_report, ScheduleReport("Monthly", "month", list_name="board"))
    # What the keeper makes, without the drawing.
    share = ShareReport(ReportAsk(), title="October", name="o.pdf", html=b"<p>", pdf=b"%PDF")
    given = MadeRun(only(room).id, only(room).due_at, share=share, message="All promises kept.")
    assert room.doorway.do(note_made, given, ACTOR).result is True
    with room.database.reading(NOON) as unit:
        (row,) = unit.connection.execute(select(HANDOVER_MESSAGE))
    said = json.loads(row.content)
    assert (row.address, said["subject"]) == (address, "October")
    assert said["text"].startswith("All promises kept.\n\nhttps://status.example.com/report/")
    assert room.ask(SHARES)[0].is_open
    assert keeper.look()[1] == 300


@ON_SQLITE
def test_a_list_without_readers_is_a_reason_and_no_link(room: Newsroom) -> None:
    with room.database.writing(NOON, COLLECTOR) as unit:
        add_list(unit, name="Board", text=ListText.PAGE)
    room.do(schedule_report, ScheduleReport("Monthly", "month", list_name="Board"))
    share = ShareReport(ReportAsk(), title="October", name="o.pdf", html=b"<p>", pdf=b"%PDF")
    room.doorway.do(note_made, MadeRun(only(room).id, only(room).due_at, share=share), ACTOR)
    assert only(room).problem == "Nobody in the list “Board” can be told."
    assert room.ask(SHARES) == ()


@ON_SQLITE
@pytest.mark.parametrize(
    ("given", "field"),
    [
        (ScheduleReport("", "month", directory="/tmp"), "name"),
        (ScheduleReport("A", "day", directory="/tmp"), "every"),
        (ScheduleReport("A", "month"), "directory"),
        (ScheduleReport("A", "month", directory="/tmp", list_name="Board"), "directory"),
        (ScheduleReport("A", "month", directory="reports"), "directory"),
        (ScheduleReport("A", "month", directory="/tmp/a\0b"), "directory"),
        (ScheduleReport("A", "month", "png", "/tmp"), "form"),
        (ScheduleReport("A", "month", directory="/tmp", services=("Nothing",)), "services"),
        (ScheduleReport("A", "month", directory="/tmp", language="fr"), "language"),
        (ScheduleReport("A", "month", list_name="Board"), "list_name"),
    ],
)
def test_what_is_no_schedule_is_refused_at_its_field(
    room: Newsroom, given: ScheduleReport, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        room.do(schedule_report, given)
    assert refused.value.field == field


@ON_SQLITE
def test_a_schedule_is_changed_by_its_name_and_ended(room: Newsroom) -> None:
    assert room.do(schedule_report, ScheduleReport("A", "month", directory="/tmp")) is True
    assert room.do(schedule_report, ScheduleReport("A", "year", directory="/tmp")) is False
    assert (only(room).every, only(room).form) == ("year", "pdf")
    room.do(unschedule, Unschedule("A"))
    assert room.ask(SCHEDULES) == ()
    with pytest.raises(RuleBroken, match="There is no schedule “A”"):
        room.do(unschedule, Unschedule("A"))
