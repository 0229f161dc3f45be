"""Wipes what was deleted from a database's files: what SQL no longer finds, a byte search does."""

from collections.abc import Sequence
from contextlib import closing

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from statusboard.storage.database import Database
from statusboard.storage.engine import path_of
from statusboard.storage.failures import in_words

# The tables that texts about checks stand in.
TABLES = ("check_", "check_state", "transcript", "transition")
# … and those that addresses of people stand in.
PEOPLE = ("subscriber", "subscription", "delivery", "confirmation", "handover_message")
# VACUUM FULL keeps everybody else out of a table; whoever is inside may finish.
LOCK_TIMEOUT = "10s"


def wipe(database: Database, tables: Sequence[str] = TABLES) -> bool:
    """Writes the database anew without what was deleted; False where somebody was in the way.

    SQLite: every page of file and log is overwritten or given back. PostgreSQL: the `tables` are
    rewritten and their old files removed; the server's own log and whatever copies its
    administrator keeps are beyond us. Blocking, for as long as the size asks. Raises Unavailable.
    """
    try:
        if database.engine.dialect.name == "sqlite":
            return _wipe_file(database)
        return _wipe_tables(database, tables)
    except SQLAlchemyError as error:
        raise in_words(error, path_of(database.engine)) from error


def wipe_copy(copy: Database) -> bool:
    """The same for a copy that nobody works with; it ends as one file without a log."""
    if not wipe(copy):
        return False
    with closing(copy.engine.raw_connection()) as connection:
        row = connection.cursor().execute("PRAGMA journal_mode = DELETE").fetchone()
    return bool(row) and row[0] == "delete"


def _wipe_file(database: Database) -> bool:
    with closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            [before] = cursor.execute("PRAGMA secure_delete").fetchone()
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("VACUUM")
            # Into the file with all of it: the log is empty afterwards, and has no bytes.
            busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA secure_delete = {before}")
        except database.engine.dialect.loaded_dbapi.OperationalError as error:
            raise OperationalError("VACUUM", None, error) from error
    return not busy


def _wipe_tables(database: Database, tables: Sequence[str]) -> bool:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
        for table in tables:
            connection.exec_driver_sql(f"VACUUM (FULL) {table}")
        connection.exec_driver_sql("RESET lock_timeout")
    return True
