import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import statusboard.storage.migrations
from statusboard.errors import RuleBroken
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.search_index import INDEX
from statusboard.storage.tables import METADATA
from tests.fixtures.older_desk import older_database

START_TWO = """
import sys
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
database = Database.open(sys.argv[1])
bring_to_head(database)
database.close()
"""


def is_compared(thing: object, name: str | None, kind: str, *_more: object) -> bool:
    """Not how each engine looks words up: no table of ours says it, for it is theirs alone."""
    is_index = kind == "table" and str(name).startswith(INDEX)
    return not is_index and str(name) not in ("found", "ix_update_words_found")


@pytest.fixture
def by_steps(
    request: pytest.FixtureRequest, database: Database, tmp_path: Path
) -> Iterator[Database]:
    """A database of the same engine that went through every step there ever was."""
    url = str(tmp_path / "steps.db")
    if database.engine.dialect.name == "postgresql":
        url = request.getfixturevalue("postgres").fresh("template0")
    with closing(older_database(url, migrate.HEAD, ())) as brought:
        migrate.bring_to_head(brought)
        yield brought


def schema_of(database: Database) -> dict[str, object]:
    """All that two ways to a schema may not differ in. Columns that were added stand last."""
    with database.engine.connect() as connection:
        inspector = inspect(connection)
        return {
            name: {
                "columns": {one["name"]: repr(one) for one in inspector.get_columns(name)},
                "key": inspector.get_pk_constraint(name),
                "references": sorted(map(repr, inspector.get_foreign_keys(name))),
                "unique": sorted(map(repr, inspector.get_unique_constraints(name))),
                "checks": sorted(map(repr, inspector.get_check_constraints(name))),
                "options": inspector.get_table_options(name),
            }
            for name in inspector.get_table_names()
        }


def made_of(database: Database) -> list[str]:
    """The engine's own words for indexes, triggers and what is made of columns."""
    asked = {
        "sqlite": (
            "SELECT coalesce(sql, name) FROM sqlite_master WHERE type <> 'table'"
            " OR name LIKE 'update_search%'"
        ),
        "postgresql": (
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL"
            " SELECT concat_ws(' ', adrelid::regclass, attname, pg_get_expr(adbin, adrelid))"
            " FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum"
        ),
    }
    with database.engine.connect() as connection:
        return sorted(connection.scalars(text(asked[database.engine.dialect.name])))


def test_the_steps_lead_to_the_schema_the_program_works_with(by_steps: Database) -> None:
    with by_steps.engine.connect() as connection:
        opts = {"compare_type": True, "include_object": is_compared}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []
        inspector = inspect(connection)
        for name, table in METADATA.tables.items():
            migrated = inspector.get_pk_constraint(name)["constrained_columns"]
            assert migrated == [column.name for column in table.primary_key], name


def test_a_database_that_is_made_at_once_is_as_the_steps_make_it(
    by_steps: Database, database: Database
) -> None:
    assert schema_of(database) == schema_of(by_steps)
    assert made_of(database) == made_of(by_steps)
    with database.engine.connect() as one, by_steps.engine.connect() as other:
        for name in inspect(one).get_table_names():
            if not name.startswith(INDEX):
                rows = text(f'SELECT * FROM "{name}"')
                assert one.execute(rows).all() == other.execute(rows).all(), name


def test_the_list_of_revisions_is_that_of_the_scripts() -> None:
    config = Config()
    folder = Path(statusboard.storage.migrations.__file__).parent
    config.set_main_option("script_location", str(folder))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == migrate.REVISIONS


def test_neither_a_first_start_nor_a_second_imports_alembic(empty_url: str) -> None:
    twice = START_TWO + "database = Database.open(sys.argv[1])\nbring_to_head(database)\n"
    quick = twice + "database.close()\nassert 'alembic' not in sys.modules"
    subprocess.run([sys.executable, "-c", quick, empty_url], check=True, timeout=300)


def test_two_processes_that_start_at_once_both_find_the_tables(empty_url: str) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", START_TWO, empty_url], stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    problems = [racer.communicate(timeout=300)[1] for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0], problems
    database = Database.open(empty_url)
    try:
        assert set(METADATA.tables) <= set(inspect(database.engine).get_table_names())
    finally:
        database.close()


def test_a_newer_database_is_refused_with_a_sentence(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RuleBroken, match="newer StatusBoard") as refusal:
        migrate.bring_to_head(database)
    assert refusal.value.field == "database"


def test_somebody_elses_database_is_refused_and_left_alone(empty_url: str) -> None:
    database = Database.open(empty_url)
    try:
        with database.engine.begin() as connection:
            connection.execute(text("CREATE TABLE component (anything INTEGER)"))
        with pytest.raises(RuleBroken, match="did not make"):
            migrate.bring_to_head(database)
        assert inspect(database.engine).get_table_names() == ["component"]
    finally:
        database.close()


@pytest.mark.parametrize(("name", "first"), [("_make", None), ("_upgrade", migrate.REVISIONS[-2])])
def test_a_failed_step_leaves_everything_as_it_was(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, name: str, first: str | None
) -> None:
    database = older_database(empty_url, first, ()) if first else Database.open(empty_url)
    before = schema_of(database)

    def fail_at_the_end(connection) -> None:
        complete(connection)
        connection.execute(text("CREATE TABLE half (anything INTEGER)"))
        raise RuntimeError("the lights went out")

    complete = getattr(migrate, name)
    monkeypatch.setattr(migrate, name, fail_at_the_end)
    try:
        with pytest.raises(RuntimeError):
            migrate.bring_to_head(database, copies=False)
        assert schema_of(database) == before
        with database.engine.connect() as connection:
            assert migrate._revision(connection) == first
    finally:
        database.close()


def test_the_file_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a%41 b.db"
    database = Database.open(file)
    migrate.bring_to_head(database)
    with database.engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('page.name', '\"Kept\"')"))
    known = migrate.HEAD
    monkeypatch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "9998"))
    monkeypatch.setattr(migrate, "HEAD", "9998")
    monkeypatch.setattr(migrate, "_upgrade", lambda connection: None)
    migrate.bring_to_head(database)
    migrate.bring_to_head(database)
    database.close()
    copies = sorted(tmp_path.glob("*.backup"))
    assert [copy.name for copy in copies] == [
        f"a%41 b.db.before-9998-from-{known}.2.backup",
        f"a%41 b.db.before-9998-from-{known}.backup",
    ]
    assert os.name != "posix" or all(copy.stat().st_mode & 0o077 == 0 for copy in copies)
    copy = Database.open(copies[-1])
    try:
        with copy.engine.connect() as connection:
            assert connection.scalar(text("SELECT value FROM setting")) == '"Kept"'
    finally:
        copy.close()
