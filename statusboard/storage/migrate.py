"""Brings a database to the schema this program knows, with a copy of it first.

Quick where nothing is to be done, and for a new one, which is made from the definitions: Alembic is
not even imported. Two processes may start at once; the second waits for the first, and finds the
work done.
"""

from contextlib import closing
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    inspect,
    text,
)
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from statusboard.errors import Damaged, RuleBroken, StatusBoardError, Unavailable
from statusboard.storage.copies import copies_in, copies_of, folder_beside, offer_of
from statusboard.storage.copying import copy_file, is_ours
from statusboard.storage.database import Database
from statusboard.storage.engine import FOR_READING, path_of, sqlite_module
from statusboard.storage.failures import in_words
from statusboard.storage.file_connections import (
    connect_to_look,
    connect_unlocked,
    is_settled,
    may_be_written,
)
from statusboard.storage.file_state import is_there, log_of
from statusboard.storage.search_index import is_as_it_can_be, keep_index
from statusboard.storage.tables import METADATA
from statusboard.storage.unit import Unit

# The steps in order; the last one is what this program works with.
REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"),
    *("0011", "0012", "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020"),
    *("0021", "0022", "0023", "0024", "0025", "0026", "0027", "0028", "0029", "0030"),
    *("0031", "0032", "0033", "0034", "0035", "0036", "0037", "0038", "0039", "0040"),
    *("0041", "0042", "0043", "0044", "0045"),
)
HEAD = REVISIONS[-1]
# Held on PostgreSQL while migrating; any number that nobody else uses.
ADVISORY_LOCK = 0x53_74_61_74_42_64
_VERSION = "alembic_version"
_MAGIC = b"SQLite format 3\0"


def bring_to_head(database: Database, *, makes: bool = True, copies: bool = True) -> None:
    """The database at the newest schema; the file was copied first where there was one to lose.

    Without `copies` it was not: for a file that is a copy itself.

    Raises RuleBroken for a database that a newer StatusBoard made, or that is somebody else's, and
    without `makes` for one that holds no StatusBoard yet; Unavailable where it cannot be reached.
    """
    file = path_of(database.engine)
    if file is not None:
        _refuse_lost(file)
    try:
        _bring_to_head(database, makes=makes, copies=copies)
    except SQLAlchemyError as error:
        raise _told_at_opening(error, file) from error


def _told_at_opening(error: SQLAlchemyError, file: Path | None) -> StatusBoardError:
    """The error in words. What was never a database of ours is another file's name, mistyped."""
    told = in_words(error, file)
    if isinstance(told, Damaged) and file is not None and not _was_ours(file):
        sentence = f"{file} is not a database. Nothing was changed. Name another file."
        return RuleBroken(sentence, field="database")
    return told


def _refuse_lost(file: Path) -> None:
    """Raises Damaged before anything is made, or changed, where a database of ours was lost.

    A log beside the file that belongs to another database would hide it, and overwrite it later.
    """
    if not file.exists() or (file.is_file() and file.stat().st_size == 0):
        if copies_of(file):
            state = "is not there any more" if not file.exists() else "is empty"
            raise Damaged(f"The database {file} {state}. Nothing was made. {offer_of(file)}")
    elif is_there(log_of(file)) and not is_settled(file):
        _refuse_strange_log(file)


def _refuse_strange_log(file: Path) -> None:
    looks = []
    for log_counts in (True, False):
        connect = connect_to_look if log_counts else connect_unlocked
        try:
            with closing(connect(sqlite_module(), file)) as looking:
                looks.append(is_ours(looking))
        except sqlite_module().Error as error:
            if log_counts:
                raise in_words(DatabaseError("", None, error), file) from error
            return
    if looks == [False, True]:
        raise Damaged(
            f"The log beside {file} hides what is in it: it may be that of another database. "
            f"Nothing was changed. Move {log_of(file).name} away, or find the right one. "
            f"{offer_of(file)}"
        )


def _was_ours(file: Path) -> bool:
    """Whether a file that cannot be opened has copies, or begins like a database at all."""
    if copies_of(file):
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def is_at_head(database: Database) -> bool:
    """Whether the database is at the newest schema already. Writes nothing, and waits for nobody.

    Raises as `bring_to_head` does without `makes`, and Unavailable for an older one that may only
    be read here.
    """
    file = path_of(database.engine)
    try:
        if file is not None:
            _refuse_lost(file)
        with database.engine.connect().execution_options(**{FOR_READING: True}) as connection:
            revision = _revision(connection)
            _refuse_strange(database, connection, revision)
    except SQLAlchemyError as error:
        raise _told_at_opening(error, file) from error
    if revision is None:
        raise nothing_there(database.name)
    if revision != HEAD and file is not None and not may_be_written(file):
        raise Unavailable(
            f"{file} is of an older version of StatusBoard (schema {revision}), and may only be "
            "read here. Nothing was changed. Open it once where it may be written."
        )
    return revision == HEAD


def _bring_to_head(database: Database, *, makes: bool, copies: bool) -> None:
    with database.engine.connect().execution_options(**{FOR_READING: True}) as connection:
        if _revision(connection) == HEAD and is_as_it_can_be(connection):
            return
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        # SQLite took its write lock with BEGIN IMMEDIATE; either way we are alone now.
        revision = _revision(connection)
        if revision == HEAD:
            keep_index(connection)
            return
        _refuse_strange(database, connection, revision)
        if revision is None and not makes:
            raise nothing_there(database.name)
        if copies and revision is not None and connection.dialect.name == "sqlite":
            _copy_file(database, revision)
        if revision is None:
            _make(connection)
        else:
            _upgrade(connection)
        keep_index(connection)


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
    """The files of an embedded database's copies: those from before its schema was changed too."""
    name = database.engine.url.database
    if database.engine.dialect.name != "sqlite" or not name:
        return ()
    file = Path(name)
    parts = (f"{file.name}.before-", (".backup", ".unfinished"))
    before = sorted(
        path
        for path in file.parent.iterdir()
        if path.name.startswith(parts[0])
        and path.name.endswith(parts[1])
        # Whatever is done to a copy is not done to what a link leads to.
        and not path.is_symlink()
    )
    return (*before, *(copy.path for copy in copies_in(folder_beside(file))))


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
    copy_file(file, backup_path(file, revision))


def _make(connection: Connection) -> None:
    """A new database at once: the same schema that all the steps lead to."""
    METADATA.create_all(connection, checkfirst=False)
    version = _version_table()
    version.create(connection, checkfirst=True)
    connection.execute(version.insert().values(version_num=HEAD))


def _version_table() -> Table:
    """The table in which Alembic keeps the revision, as it makes it."""
    column = Column("version_num", String(32), nullable=False)
    key = PrimaryKeyConstraint("version_num", name=f"{_VERSION}_pkc")
    return Table(_VERSION, MetaData(), column, key)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
