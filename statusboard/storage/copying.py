"""Copies an embedded database while others work on it, and looks the copy over before it counts.

Through SQLite itself: a plain copy of the file would lack what is in the log. What is found in the
copy is compared with the database as it was in that instant.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statusboard.errors import Damaged, StatusBoardError, Unavailable
from statusboard.storage.copies import offer_of
from statusboard.storage.engine import BUSY_TIMEOUT_MS, sqlite_module
from statusboard.storage.file_connections import connect_to_look
from statusboard.storage.search_index import INDEX

# A copy leaves so much of a disk to the database itself, in bytes.
SPARE = 64 * 1024 * 1024
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a database: its schema, None for none of ours, and how many rows in each table."""

    revision: str | None
    rows: dict[str, int]

    @property
    def total(self) -> int:
        """How many rows there are together."""
        return sum(self.rows.values())


def copy_file(file: Path, to: Path) -> Contents:
    """Copies a database to where nothing is yet, for its owner alone; what is in the copy.

    It gets its name only when it was looked over. Raises Damaged where the database is, and
    Unavailable where there is no room or it cannot be written; nothing half is left then.
    """
    unfinished = to.with_suffix(".unfinished")
    try:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_without_room(to.parent, file.stat().st_size, left=SPARE)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        contents = _copy(file, unfinished)
        make_durable(unfinished)
        if to.exists():
            raise FileExistsError(17, "it is there already")
        unfinished.replace(to)
        make_durable(to.parent)
    except (OSError, sqlite_module().Error, sqlite3.Error) as error:
        raise not_copied(to.parent, error) from error
    finally:
        for left in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return contents


def refuse_without_room(folder: Path, size: int, *, left: int) -> None:
    """Raises Unavailable where a disk has no room for so many bytes, and some to be left."""
    if shutil.disk_usage(folder).free < size + left:
        raise Unavailable(
            f"The disk of {folder} has no room for a copy of the database ({size // MB + 1} MB, "
            "and some to spare). Nothing half was left. Make room, or remove old copies."
        )


def not_copied(folder: Path, error: Exception) -> StatusBoardError:
    """Why a copy could not be made, in words."""
    said = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return Unavailable(
        f"The database could not be copied to {folder} ({said.rstrip('.')}). Nothing half was "
        "left. Check the disk and the rights on the folder."
    )


def _copy(file: Path, unfinished: Path) -> Contents:
    driver = sqlite_module()
    with (
        _told(file),
        closing(connect_to_look(driver, file, timeout=BUSY_TIMEOUT_MS / 1000)) as source,
        closing(driver.connect(str(unfinished))) as target,
    ):
        source.isolation_level = None
        # What is counted and what is copied are one picture, whoever writes meanwhile.
        source.execute("BEGIN")
        before = contents_of(source)
        source.backup(target)
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode = DELETE")
        found = faults_of(target)
        if before.revision is None:
            found = "it holds no StatusBoard: perhaps its log is another database's"
        elif not found and contents_of(target) != before:
            found = "the copy holds other rows than the database"
        if found:
            raise damaged(file, found)
    return before


def look_over(copy: Path) -> Contents:
    """What is in a copy that nobody works with. Raises Damaged; changes nothing."""
    with _told(copy), closing(connect_to_look(sqlite_module(), copy)) as opened:
        found = faults_of(opened)
        if found:
            raise damaged(copy, found)
        return contents_of(opened)


def quick_look(file: Path) -> None:
    """Raises Damaged where a database that others may be at work on has a fault; changes nothing.

    Quicker than looking a copy over: it does not compare the indexes with their tables.
    """
    with _told(file), closing(connect_to_look(sqlite_module(), file)) as opened:
        found = faults_of(opened, thorough=False)
    if found:
        raise damaged(file, found)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """SQLite's word for a damaged file, in ours."""
    try:
        yield
    except (sqlite_module().DatabaseError, sqlite3.DatabaseError) as error:
        if any(sign in str(error) for sign in ("malformed", "not a database")):
            raise damaged(file, str(error)) from error
        raise


def damaged(file: Path, found: str) -> Damaged:
    """What to say of a damaged file; `found` is for those who look into it."""
    return Damaged(
        f"The database {file} is damaged ({found}). Nothing was changed. {offer_of(file)}"
    )


def faults_of(connection: Any, *, thorough: bool = True) -> str:  # noqa: ANN401 - either driver's
    """The first fault SQLite finds; empty for none. Only `thorough` compares every index."""
    pragma = "integrity_check" if thorough else "quick_check"
    rows = connection.execute(f"PRAGMA {pragma}(1)").fetchall()
    said = str(rows[0][0]) if rows else "it cannot be read"
    return "" if said == "ok" else " ".join(said.split())


def is_ours(connection: Any) -> bool:  # noqa: ANN401 - either driver's
    """Whether an open database is one of StatusBoard's, of whatever version."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    return found.fetchone() is not None


def contents_of(connection: Any) -> Contents:  # noqa: ANN401 - either driver's
    """What is in an open database."""
    names = [
        name
        for [name] in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        # An index that SQLite keeps in tables holds nothing of its own.
        if not name.startswith(INDEX)
    ]
    rows = {}
    for name in names:
        [[count]] = connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - its own
        rows[name] = int(count)
    revision = None
    if "alembic_version" in rows:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        revision = None if found is None else str(found[0])
    return Contents(revision, rows)


def make_durable(path: Path) -> None:
    """Returns when a file, or the names in a folder, would outlast a power cut."""
    if path.is_dir() and os.name != "posix":
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
