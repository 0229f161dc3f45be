"""A database of the version before, with data in it, brought to where reports are shared."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.report_schedules import ScheduleText, read_schedules, save_schedule
from statusboard.storage.report_shares import NewShare, add_share, shared_bytes
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

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
        assert save_schedule(unit, ScheduleText("A", "month", services=("Ä",)), due_us=7)
        assert not save_schedule(unit, ScheduleText("A", "year"), due_us=8)
        (one,) = read_schedules(unit)
    assert (one.every, one.services, one.problem) == ("year", (), "")
