"""Connections to an embedded database: how a file may be read, and whether it is still the one.

Whoever may write reads as everybody does. Where file or folder may not be written (or the disk has
no room for the index of the log), SQLite can read along with a program at work by the files that
program keeps; where nobody is at work there is nothing to share, and the file is read as it
stands. `keep_watch` notices when that changes.
"""

import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from statusboard import own_files
from statusboard.errors import Unavailable
from statusboard.storage.copies import restore_command
from statusboard.storage.file_state import FileState, index_of_log, is_there, log_of, state_of

log = logging.getLogger(__name__)

# What SQLite takes for the index of a log at once, in bytes.
SHORTEST_INDEX = 32 * 1024
# In what SQLAlchemy remembers of a connection.
STATE = "statusboard_file_state"
UNLOCKED = "statusboard_unlocked"


class Unlocked:
    """Marks a connection that reads a file as it stands, without a lock."""


def may_be_written(file: Path) -> bool:
    """Whether the system lets us write a database file and the log beside it.

    A file that is not there yet may be written where its folder may, or can be made.
    """
    folder = file.parent
    while not is_there(folder) and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK) and (not is_there(file) or os.access(file, os.W_OK))


def is_settled(file: Path) -> bool:
    """Whether nobody is at work on a file, nor has left anything in its log.

    An index of the log that is shorter than the shortest was begun on a full disk, by nobody.
    """
    return _size(log_of(file)) == 0 and _size(index_of_log(file)) < SHORTEST_INDEX


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@dataclass(slots=True)
class Maker:
    """Makes the connections of a program that writes; the first of them may make the file.

    What is not there later was taken away, and nothing new is put in its place.
    """

    driver: Any
    file: Path
    arguments: Mapping[str, Any]
    _is_there: bool = False

    def connect(self) -> DBAPIConnection:
        """A connection. Raises Unavailable where the file was there, and is not any more."""
        if self._is_there or is_there(self.file):
            self._is_there = True
            _keep_private(self.file)
            return _connect_to_existing(self.driver, self.file, **self.arguments)
        with suppress(OSError):
            own_files.make_file(self.file)
        made: DBAPIConnection = self.driver.connect(str(self.file), **self.arguments)
        self._is_there = True
        return made


def files_of(file: Path) -> tuple[Path, ...]:
    """An embedded database's file, and those that SQLite keeps beside it."""
    return tuple(file.with_name(f"{file.name}{part}") for part in ("", "-wal", "-shm", "-journal"))


def _keep_private(file: Path) -> None:
    """Closes a database that others can read, from an earlier version or a copy, to them.

    SQLite gives the files beside it the same mode. What cannot be changed is no reason not to open
    it: the doctor says so.
    """
    for each in files_of(file):
        own_files.mend(each)


def _connect_to_existing(driver: Any, file: Path, **arguments: Any) -> DBAPIConnection:  # noqa: ANN401
    try:
        return driver.connect(f"{file.as_uri()}?mode=rw", uri=True, **arguments)  # type: ignore[no-any-return]
    except driver.Error as error:
        if state_of(file).file is None:
            raise gone(file) from error
        raise


def connect_to_look(driver: Any, file: Path, **arguments: Any) -> DBAPIConnection:  # noqa: ANN401
    """A connection for a look by somebody who does not trust the log beside the file.

    It never brings that log into the file, as every other one does when it is the last to go.
    """
    if is_settled(file) or not is_there(file):
        return connect_to_read(driver, file, **arguments)
    return _connect_to_log(driver, file, **arguments)


def connect_to_read(driver: Any, file: Path, **arguments: Any) -> DBAPIConnection:  # noqa: ANN401
    """A connection of the driver for reading alone, by whichever way the file can be read now."""
    if not is_there(file):
        raise gone(file)
    may_write = may_be_written(file)
    if not is_settled(file) and not (may_write and is_there(index_of_log(file))):
        return _connect_to_log(driver, file, **arguments)
    if may_write:
        plain = _connect_to_existing(driver, file, **arguments)
        try:
            _look_inside(plain)
        except driver.Error as error:
            plain.close()
            if not (_lacks_room(error) and is_settled(file)):
                raise
        else:
            return plain
    return connect_unlocked(driver, file, **arguments)


def connect_unlocked(driver: Any, file: Path, **arguments: Any) -> DBAPIConnection:  # noqa: ANN401
    """A connection that reads the file as it stands, without lock or log; its type remembers it."""
    factory = type("UnlockedConnection", (driver.Connection, Unlocked), {})
    address = f"{file.as_uri()}?immutable=1"
    return driver.connect(address, uri=True, factory=factory, **arguments)  # type: ignore[no-any-return]


def _connect_to_log(driver: Any, file: Path, **arguments: Any) -> DBAPIConnection:  # noqa: ANN401
    connection: DBAPIConnection = driver.connect(f"{file.as_uri()}?mode=ro", uri=True, **arguments)
    try:
        _look_inside(connection)
    except driver.OperationalError as error:
        connection.close()
        if is_there(index_of_log(file)) or not is_there(log_of(file)):
            raise
        raise Unavailable(
            f"Somebody left work in the log of the database {file}, and it cannot be read without "
            "being put in order. Open it once where its folder may be written."
        ) from error
    return connection


def _look_inside(connection: DBAPIConnection) -> None:
    """Makes SQLite open what it needs beside the file, which it puts off until it has to."""
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM sqlite_master")
    cursor.close()


def _lacks_room(error: Exception) -> bool:
    said = str(error)
    return any(sign in said for sign in ("disk is full", "disk I/O error", "unable to open"))


def keep_watch(engine: Engine, file: Path, *, read_only: bool) -> None:
    """Refuses each connection whose file is gone or another one, before it is used again.

    Who reads is given a new connection to what stands there now. Who writes is not: what it
    remembers belongs to the old file.
    """
    first: list[FileState] = []

    @event.listens_for(engine, "connect")
    def _remember(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info[STATE] = state_of(file)
        first.append(record.info[STATE])
        del first[1:]
        record.info[UNLOCKED] = isinstance(connection, Unlocked)

    @event.listens_for(engine, "checkout")
    def _look(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        now = state_of(file)
        if now.file is None:
            raise gone(file)
        if not read_only and now.file != first[0].file:
            raise replaced(file)
        if now.file != record.info[STATE].file:
            raise DisconnectionError
        if record.info[UNLOCKED]:
            if changed_meanwhile(record.info, file):
                raise DisconnectionError
        elif record.info[STATE].log is None:
            record.info[STATE] = now
        elif now.log != record.info[STATE].log:
            _lose_log(connection, file, now, engine.dialect.loaded_dbapi.Error)


def _lose_log(
    connection: DBAPIConnection, file: Path, now: FileState, error_type: type[Exception]
) -> None:
    """Always raises: the connection's log was deleted. What it held was saved before."""
    # Where a new log stands already, the old one was saved by whoever began it.
    if now.log is None and not _saves_log(connection, error_type):
        raise _without_log(file)
    log.warning("log of the database was deleted file=%s", file)
    raise DisconnectionError


def _saves_log(connection: DBAPIConnection, error_type: type[Exception]) -> bool:
    """Whether all that was committed into a log that somebody has deleted is in the file now.

    Only connections from before still hold it; the first new one would begin another.
    """
    cursor = connection.cursor()
    try:
        _, pages, saved = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except error_type:
        return False
    finally:
        cursor.close()
    return bool(pages == saved)


def _without_log(file: Path) -> Unavailable:
    return Unavailable(
        f"Somebody has deleted the log of the database {file} while it was in use. What it held "
        "is being saved. Try again in a moment."
    )


def changed_meanwhile(info: dict[Any, Any], file: Path) -> bool:
    """Whether somebody wrote while a file was read of which nobody told that they would."""
    if not info.get(UNLOCKED):
        return False
    return state_of(file) != info[STATE] or not is_settled(file)


def gone(file: Path) -> Unavailable:
    """What to say where the file of a database is not there any more."""
    return Unavailable(
        f"The database file {file} is not there any more: somebody has moved or deleted it. "
        "Nothing is recorded until it is back. Put it back; or stop StatusBoard, and bring a copy "
        f"back with {restore_command(file)}."
    )


def replaced(file: Path) -> Unavailable:
    """What to say to whoever would write into another file than the one they know."""
    return Unavailable(
        f"Another database was put in the place of {file}. Nothing was written into it. Its "
        "programs start anew by themselves; a command is to be given again."
    )
