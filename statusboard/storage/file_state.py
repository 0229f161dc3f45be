"""Whether an embedded database is still what was opened: its path alone does not tell.

A file that was moved or deleted can be written to as before, and nobody will ever read it. So
every connection remembers which file and which log it has, and is asked for it before each use.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileState:
    """What stands at the path of a database and of its log: device and inode, None for nothing.

    `version` is size and time of change in nanoseconds, by which a change is seen where no lock
    tells of it.
    """

    file: tuple[int, int] | None
    log: tuple[int, int] | None
    version: tuple[int, int] = (0, 0)


def log_of(file: Path) -> Path:
    """The write-ahead log of a database file."""
    return file.with_name(f"{file.name}-wal")


def index_of_log(file: Path) -> Path:
    """The file by which the programs at work share where what stands in the log."""
    return file.with_name(f"{file.name}-shm")


def is_there(path: Path) -> bool:
    """Whether anything stands at a path. What cannot be looked at counts as not there."""
    return _identity(path) is not None


def state_of(file: Path) -> FileState:
    """What stands at a path now. What cannot be looked at counts as not there."""
    try:
        found = file.stat()
    except OSError:
        return FileState(None, _identity(log_of(file)))
    version = (found.st_size, found.st_mtime_ns)
    return FileState((found.st_dev, found.st_ino), _identity(log_of(file)), version)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
