"""A database of the version before, with data in it, brought to where reports are shared."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.handover_files import add_file, drop_files, read_files
from statusboard.storage.report_schedules import read_schedules, save_schedule
from statusboard.storage.report_shares import NewShare, add_share, shared_bytes
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

SCHEDULED = (
    "INSERT INTO report_schedule (id, name, every, form, directory, list_name, services, language,"
    " business_hours, due_us, problem, tries) VALUES"
    " (1, 'To the board', 'month', '', '', 'Board', '[]', 'de', true, 7, '', 0),"
    " (2, 'Tables', 'year', 'csv', '/srv', '', '[\"A\"]', 'en', false, 8, 'away', 3)",
    "INSERT INTO handover (id, list_id, list_name, by_name, sent_us) VALUES (4, 5, 'N', 'Ada', 1)",
)
BEFORE = ("INSERT INTO inside_list (id, name, text, position) VALUES (5, 'Night', 'page', 0)",)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0034", BEFORE)
    assert not inspect(database.engine).has_table("report_share")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_there_stays_and_reports_are_kept(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert unit.connection.scalar(text("SELECT name FROM inside_list")) == "Night"
        add_share(unit, NewShare("d", "October", "o.pdf", b"<p>", b"%PDF", "Ada", None))
        assert shared_bytes(unit, "d") == ("o.pdf", b"<p>", b"%PDF")
        assert save_schedule(unit, ReportSchedule("A", "month", services=("Ä",)), due_us=7)
        assert not save_schedule(unit, ReportSchedule("A", "year"), due_us=8)
        (one,) = read_schedules(unit)
    assert (one.schedule.every, one.schedule.services, one.problem) == ("year", (), "")


def test_schedules_stay_what_they_were_and_a_list_gets_a_file(empty_url: str) -> None:
    database = older_database(empty_url, "0035", SCHEDULED)
    migrate.bring_to_head(database)
    with database.writing(NOON, COLLECTOR) as unit:
        tables, board = read_schedules(unit)
        assert board.schedule == ReportSchedule(
            "To the board", "month", "pdf", list_name="Board", language="de", business_hours=True
        )
        assert (tables.schedule.form, tables.schedule.rule, tables.problem) == ("csv", "", "away")
        file = AttachedFile("o.pdf", "application/pdf", b"%PDF")
        add_file(unit, 4, file)
        assert read_files(unit, [4]) == {4: file}
        assert drop_files(unit) == 1  # nobody is sent it
    database.close()
