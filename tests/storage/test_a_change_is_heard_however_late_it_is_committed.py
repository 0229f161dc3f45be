"""PostgreSQL numbers the log of changes in one order and commits in another: nothing is missed."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.change_log import HeardUpTo, changes_after, log_changes, newest_change
from statusboard.storage.database import Database
from statusboard.storage.doorbell import Doorbell
from tests.fixtures.history import COLLECTOR

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ON_A_SERVER = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


def end_of(database: Database) -> HeardUpTo:
    with database.reading(NOW) as unit:
        return newest_change(unit)


def heard(database: Database, up_to: HeardUpTo, *, s: int = 0) -> tuple[HeardUpTo, Changes]:
    with database.reading(NOW + timedelta(seconds=s)) as unit:
        return changes_after(unit, up_to)


def write(database: Database, topic: Topic) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        log_changes(unit, Changes.of(topic))


def wait_often(bell: Doorbell) -> None:
    """A server says first that it ends a line, and ends it then."""
    for _ in range(5):
        bell.wait(10)


def test_what_was_written_is_heard_once(database: Database) -> None:
    write(database, Topic.SETTINGS)
    end = end_of(database)
    write(database, Topic.NOTICES)
    write(database, Topic.STATES)
    end, changes = heard(database, end)
    assert changes == Changes.of(Topic.NOTICES, Topic.STATES)
    assert heard(database, end) == (end, Changes())


@ON_A_SERVER
def test_a_smaller_number_that_is_committed_later_is_heard(database: Database) -> None:
    end = end_of(database)
    with database.writing(NOW, COLLECTOR) as slow:
        log_changes(slow, Changes.of(Topic.NOTICES))
        write(database, Topic.STATES)
        end, changes = heard(database, end)
        assert changes == Changes.of(Topic.STATES)
        assert len(end.missing) == 1
        joined = end_of(database)  # somebody begins to listen while it is on its way
    end, changes = heard(database, end)
    assert changes == Changes.of(Topic.NOTICES)
    assert not end.missing
    assert heard(database, joined)[1] == Changes.of(Topic.NOTICES)


@ON_A_SERVER
def test_a_number_that_was_given_back_is_not_waited_for_long(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing(NOW, COLLECTOR) as unit:
            log_changes(unit, Changes.of(Topic.NOTICES))
            raise RuleBroken("This is not kept.")

    end = end_of(database)
    with pytest.raises(RuleBroken):
        write_and_fail()
    write(database, Topic.STATES)
    end, _ = heard(database, end)
    assert len(end.missing) == 1
    end, changes = heard(database, end, s=61)
    assert not end.missing
    assert not changes


@ON_A_SERVER
def test_the_bell_rings_when_a_change_is_committed(database: Database) -> None:
    bell = Doorbell.of(database)
    assert bell is not None
    try:
        assert bell.wait(0)  # it listens from now on: what came before may have been missed
        assert not bell.wait(0)
        with database.writing(NOW, COLLECTOR) as unit:
            log_changes(unit, Changes.of(Topic.NOTICES))
            assert not bell.wait(0)
        assert bell.wait(10)
        assert not bell.wait(0)
        bell.hush()
        assert not bell.wait(600)
    finally:
        bell.close()


@ON_A_SERVER
def test_a_bell_whose_line_was_cut_says_so_and_listens_again(database: Database) -> None:
    bell = Doorbell.of(database)
    assert bell is not None
    try:
        bell.wait(0)
        with database.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                "WHERE query LIKE 'LISTEN statusboard%%' AND datname = current_database()"
            )
        with pytest.raises(Unavailable, match="does not say"):
            wait_often(bell)
        assert bell.wait(0)
        write(database, Topic.NOTICES)
        assert bell.wait(10)
    finally:
        bell.close()


def test_a_file_has_no_bell(database: Database) -> None:
    is_file = database.engine.dialect.name == "sqlite"
    bell = Doorbell.of(database)
    assert (bell is None) is is_file
    if bell is not None:
        bell.close()
