"""A database of the version before, with work in it, brought to where changes of it wait."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.approval import Signer
from statusboard.domain.maintenance_change import ChangeDeed, Closing
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.maintenance import read_all_maintenance
from statusboard.storage.maintenance_changes import (
    NewChange,
    add_change,
    close_change,
    read_change,
    read_newest_changes,
)
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

PLAN = (
    '{"title": "Upgrade", "zone": "UTC", "starts_at": "2026-10-25T13:00:00", "lasts": "PT1H",'
    ' "components": {}}'
)
BEFORE = (
    "INSERT INTO maintenance (id, plan, revision, created_us, created_by)"
    f" VALUES (7, '{PLAN}', 2, 0, 'Ada')",
    "INSERT INTO maintenance_window (id, maintenance_id, public_id, status, series_us, starts_us,"
    " ends_us, started_us, ended_us, starts_itself, ends_itself, reminded_us)"
    " VALUES (9, 7, 'abcdefghijkl', 'completed', 0, 0, 100, 0, 100, 1, 1, 0)",
)
NEW = NewChange(7, 9, 2, ChangeDeed.END, "{}")


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0028", BEFORE)
    assert not inspect(database.engine).has_table("maintenance_change")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_older_work_has_no_end_that_was_set_afterwards(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        (known,) = read_all_maintenance(unit)
        assert read_newest_changes(unit, (7,)) == {}
    assert (known.windows[0].end_set_at, known.windows[0].end_reason) == (None, "")


def test_a_change_waits_until_it_is_closed(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        first = add_change(unit, NEW, Signer("Ada"))
        close_change(unit, first, Closing.VOID, "It is too late.")
        second = add_change(unit, NEW, Signer("Ben", 3))
    with brought.reading(NOON) as unit:
        (newest,) = read_newest_changes(unit, (7,)).values()
        closed = read_change(unit, first)
        assert read_change(unit, 99) is None
    assert (newest.id, newest.closing, newest.by) == (second, None, Signer("Ben", 3))
    assert closed is not None
    assert (closed.closing, closed.words, closed.made_at) == (
        Closing.VOID,
        "It is too late.",
        NOON,
    )
