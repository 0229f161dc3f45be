"""Within a transaction the same question is asked once, and again after anything is written."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Connection, event, text

from statusboard.domain.page import Shows
from statusboard.storage import notices
from statusboard.storage.database import Database
from statusboard.storage.pages import add_page, read_sight, write_shown
from statusboard.storage.read_once import read_once
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, MINUTE, NOON


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile."""
    said: list[str] = []

    def on_statement(_connection: Connection, _cursor: object, text: str, *_more: object) -> None:
        said.append(text)

    event.listen(database.engine, "before_cursor_execute", on_statement)
    try:
        yield said
    finally:
        event.remove(database.engine, "before_cursor_execute", on_statement)


def test_the_same_question_is_asked_once_in_a_transaction(database: Database) -> None:
    with database.reading(NOON) as unit, counted(database) as said:
        first = read_settings(unit)
        assert read_settings(unit) is first
    assert len(said) == 1


def test_another_transaction_asks_anew(database: Database) -> None:
    with database.reading(NOON) as unit:
        assert read_settings(unit).get("page.name") is None
    with database.writing(NOON, COLLECTOR) as unit:
        write_setting(unit, "page.name", "Ours")
    with database.reading(NOON) as unit:
        assert read_settings(unit)["page.name"] == "Ours"


def test_what_is_written_is_read(database: Database) -> None:
    with database.writing(NOON, COLLECTOR) as unit:
        assert "page.name" not in read_settings(unit)
        write_setting(unit, "page.name", "Ours")
        assert read_settings(unit)["page.name"] == "Ours"
        write_setting(unit, "page.name", None)
        assert "page.name" not in read_settings(unit)


def test_what_was_taken_back_is_read_no_more(database: Database) -> None:
    with database.writing(NOON, COLLECTOR) as unit:
        with suppress(ZeroDivisionError), unit.connection.begin_nested():
            write_setting(unit, "page.name", "Ours")
            assert read_settings(unit)["page.name"] == "Ours"
            raise ZeroDivisionError
        assert "page.name" not in read_settings(unit)


def test_a_transaction_that_failed_leaves_nothing_behind(database: Database) -> None:
    with suppress(ZeroDivisionError), database.writing(NOON, COLLECTOR) as unit:
        write_setting(unit, "page.name", "Ours")
        assert read_settings(unit)["page.name"] == "Ours"
        raise ZeroDivisionError
    with database.reading(NOON) as unit:
        assert "page.name" not in read_settings(unit)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE setting SET value = '\"Ours\"' WHERE key = 'x'",
        "DELETE FROM setting WHERE key = 'x'",
        "WITH gone AS (SELECT 'x' AS key) DELETE FROM setting WHERE key IN (SELECT key FROM gone)",
        "insert into setting (key, value) values ('y', '1')",
        "SAVEPOINT here",
    ],
)
@pytest.mark.parametrize("is_driver_s", [False, True])
def test_whatever_may_write_forgets(
    database: Database, statement: str, *, is_driver_s: bool
) -> None:
    with database.writing(NOON, COLLECTOR) as unit, counted(database) as said:
        read_settings(unit)
        if is_driver_s:
            unit.connection.exec_driver_sql(statement)
        else:
            unit.connection.execute(text(statement))
        read_settings(unit)
    assert len(said) == 3


def test_who_waited_for_others_reads_what_they_wrote(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        return  # one writer at a time: nobody writes meanwhile
    with database.writing(NOON, COLLECTOR) as unit:
        assert "page.name" not in read_settings(unit)
        with database.writing(NOON, COLLECTOR) as other:
            write_setting(other, "page.name", "Theirs")
        notices.lock_notices(unit)
        assert read_settings(unit)["page.name"] == "Theirs"


@ON_SQLITE
def test_other_arguments_and_another_now_are_other_questions(database: Database) -> None:
    asked = []

    @read_once
    def read(unit: Unit, number: int, *, more: int = 0) -> int:
        asked.append((unit.now, number, more))
        return number + more

    with database.reading(NOON) as unit:
        assert [read(unit, 1), read(unit, 2), read(unit, 1, more=1), read(unit, 1)] == [1, 2, 2, 1]
        read(Unit(unit.connection, NOON + MINUTE), 1)
    assert len(asked) == 4


@ON_SQLITE
def test_what_all_pages_hide_some_of_is_asked_once_for_all_of_them(database: Database) -> None:
    with database.writing(NOON, COLLECTOR) as unit:
        pages = [add_page(unit, key) for key in ("partners", "inside")]
        for page in pages:
            write_shown(unit, page.id, Shows.ONLY, (), ())
    with database.reading(NOON) as unit, counted(database) as said:
        for page in pages:
            read_sight(unit, page.id)
    assert len([one for one in said if "update_component" in one]) == 1


@ON_SQLITE
def test_where_nobody_would_forget_nothing_is_kept(database: Database) -> None:
    from statusboard.storage.engine import open_engine

    engine = open_engine(database.engine.url.database or "")
    with engine.begin() as connection:
        unit = Unit(connection, NOON)
        assert read_settings(unit) is not read_settings(unit)
    engine.dispose()
