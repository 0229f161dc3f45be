import os
import subprocess
import sys
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


def test_the_migrated_schema_is_the_one_the_program_works_with(database: Database) -> None:
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "include_object": is_compared}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []
        inspector = inspect(connection)
        for name, table in METADATA.tables.items():
            migrated = inspector.get_pk_constraint(name)["constrained_columns"]
            assert migrated == [column.name for column in table.primary_key], name


def test_the_list_of_revisions_is_that_of_the_scripts() -> None:
    config = Config()
    folder = Path(statusboard.storage.migrations.__file__).parent
    config.set_main_option("script_location", str(folder))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == migrate.REVISIONS


def test_a_second_start_changes_nothing_and_imports_no_alembic(empty_url: str) -> None:
    first = Database.open(empty_url)
    migrate.bring_to_head(first)
    first.close()
    quick = START_TWO + "assert 'alembic' not in sys.modules"
    subprocess.run([sys.executable, "-c", quick, empty_url], check=True, timeout=300)


def test_two_processes_that_start_at_once_both_find_the_tables(empty_url: str) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", START_TWO, empty_url], stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    problems = [racer.communicate(timeout=300)[1] for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0, 0], problems
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


def test_a_failed_step_leaves_everything_as_it_was(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.open(empty_url)

    def fail_at_the_end(connection) -> None:
        complete(connection)
        raise RuntimeError("the lights went out")

    complete = migrate._upgrade
    monkeypatch.setattr(migrate, "_upgrade", fail_at_the_end)
    try:
        with pytest.raises(RuntimeError):
            migrate.bring_to_head(database)
        assert inspect(database.engine).get_table_names() == []
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
