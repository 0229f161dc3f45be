"""Brings a database to the schema this program knows, with a copy of it first.

Quick where nothing is to be done: Alembic is not even imported. Two processes may start at once;
the second waits for the first, and finds the work done.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from statusboard import own_files
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.engine import sqlite_module
from statusboard.storage.failures import in_words
from statusboard.storage.tables import METADATA
from statusboard.storage.unit import Unit

# The steps in order; the last one is what this program works with.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]
# Held on PostgreSQL while migrating; any number that nobody else uses.
ADVISORY_LOCK = 0x53_74_61_74_42_64
_VERSION = "alembic_version"


def bring_to_head(database: Database, *, makes: bool = True) -> None:
    """The database at the newest schema; the file was copied first where there was one to lose.

    Raises RuleBroken for a database that a newer StatusBoard made, or that is somebody else's, and
    without `makes` for one that holds no StatusBoard yet; Unavailable where it cannot be reached.
    """
    try:
        _bring_to_head(database, makes=makes)
    except SQLAlchemyError as error:
        raise in_words(error) from error


def _bring_to_head(database: Database, *, makes: bool) -> None:
    with database.engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        # SQLite took its write lock with BEGIN IMMEDIATE; either way we are alone now.
        revision = _revision(connection)
        if revision == HEAD:
            return
        _refuse_strange(database, connection, revision)
        if revision is None and not makes:
            raise nothing_there(database.name)
        if revision is not None and connection.dialect.name == "sqlite":
            _copy_file(database, revision)
        _upgrade(connection)


def nothing_there(name: str) -> RuleBroken:
    """What to say to somebody who only wants to read where there is nothing to be read."""
    return RuleBroken(
        f"There is no StatusBoard in {name}. Nothing was made. Check the name, or make it with "
        "“statusboard apply”.",
        field="database",
    )


def revision_of(unit: Unit) -> str | None:
    """The schema a database is at; None where it has none yet. Changes nothing."""
    return _revision(unit.connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {_VERSION}"))  # noqa: S608
    return None if found is None else str(found)


def _refuse_strange(database: Database, connection: Connection, revision: str | None) -> None:
    if revision is not None and revision not in REVISIONS:
        raise RuleBroken(
            f"A newer StatusBoard has worked with {database.name}. Nothing was changed. "
            "Install the newest StatusBoard to open it.",
            field="database",
        )
    if revision is None:
        there = set(inspect(connection).get_table_names())
        # A file belongs to one program; a PostgreSQL database may well hold others beside us.
        is_file = connection.dialect.name == "sqlite"
        taken = sorted(there if is_file else there & set(METADATA.tables))
        if taken:
            raise RuleBroken(
                f"{database.name} holds a table called {taken[0]} that StatusBoard did not make. "
                "Nothing was changed. Give StatusBoard a database of its own.",
                field="database",
            )


def backups_of(database: Database) -> tuple[Path, ...]:
    """The copies of an embedded database that were made before its schema was changed."""
    name = database.engine.url.database
    if database.engine.dialect.name != "sqlite" or not name:
        return ()
    file = Path(name)
    parts = (f"{file.name}.before-", (".backup", ".unfinished"))
    return tuple(
        sorted(
            path
            for path in file.parent.iterdir()
            if path.name.startswith(parts[0])
            and path.name.endswith(parts[1])
            # Whatever is done to a copy is not done to what a link leads to.
            and not path.is_symlink()
        )
    )


def backup_path(database_file: Path, revision: str) -> Path:
    """Where the copy of a file at an old revision goes: beside it, never over another copy."""
    name = f"{database_file.name}.before-{HEAD}-from-{revision}"
    copy = database_file.with_name(f"{name}.backup")
    number = 1
    while copy.exists():
        number += 1
        copy = database_file.with_name(f"{name}.{number}.backup")
    return copy


def _copy_file(database: Database, revision: str) -> None:
    """Copies page by page through SQLite itself: a plain copy would lose what is in the log."""
    name = database.engine.url.database
    if not name or name == ":memory:":
        return
    file = Path(name)
    copy = backup_path(file, revision)
    unfinished = copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    own_files.make_file(unfinished)
    driver = sqlite_module()
    source = driver.connect(str(file))
    target = driver.connect(str(unfinished))
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        if target.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise RuleBroken(
                f"The copy of {file} made before changing it is damaged, so nothing was changed. "
                "Check the disk.",
                field="database",
            )
    finally:
        target.close()
        source.close()
    unfinished.replace(copy)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
