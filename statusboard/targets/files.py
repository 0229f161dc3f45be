"""The way to a disk that targets share: each step of writing a file so that it survives.

A folder that others can write to may hold anything under any name: a link that leads elsewhere, a
pipe that nobody ever writes to. No step follows a link below the folder, or at it, and none opens
anything but a plain file. Where the system can, each name is looked up in the folder that was
opened before it, so that nothing can be exchanged between a look and a step.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from statusboard.targets.base import LARGEST

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# What can stand under a name, in words for people; whatever else there is has words of its own.
FILE, FOLDER = "a file", "a folder"

# On Windows a junction leads elsewhere like a link, and is told by this alone.
_LEADS_ELSEWHERE = 0x2000_0000
_BELOW = os.open in os.supports_dir_fd
_QUIETLY = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
# Not even the opening of a pipe waits for anybody.
_STRICT = _QUIETLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_FOLDER = _STRICT | os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)


class BusyError(Exception):
    """Somebody else holds the lock."""


class StrangeError(OSError):
    """Something stands there that is not ours to touch. `what` it is, in words: `a link`."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path} is {what}")
        self.path = path
        self.what = what


@dataclass(frozen=True, slots=True)
class _Opened:
    """A folder that was opened: what is in it is named by the descriptor where the system can."""

    path: Path
    descriptor: int | None

    def named(self, name: str) -> str:
        return name if self.descriptor is not None else str(self.path / name)


@dataclass(frozen=True, slots=True)
class Files:
    """Steps on the files of a folder, by their paths inside it (`api/v2/status.json`).

    All raise OSError, and StrangeError where a link, a pipe or a folder stands in the place of a
    file, or anything but a folder in the place of one; what is not there reads as None.
    """

    def require_folder(self, folder: Path) -> None:
        """Raises where the folder is not there, or is none."""
        with _opened(folder, ""):
            pass

    def sort(self, folder: Path, path: str) -> str:
        """What stands there, in words for people: `a file`; empty where nothing does."""
        with contextlib.suppress(FileNotFoundError), _inside(folder, path) as (where, name):
            return _sort(where, name)
        return ""

    def read(self, folder: Path, path: str) -> bytes | None:
        """The content of a file, or None where there is none; no more of it than `LARGEST`."""
        with (
            contextlib.suppress(FileNotFoundError),
            _inside(folder, path) as (where, name),
            os.fdopen(_plain(where, name, os.O_RDONLY), "rb") as stream,
        ):
            return stream.read(LARGEST + 1)
        return None

    def write(self, folder: Path, path: str, content: bytes) -> None:
        """Writes a new file and waits until the disk has it. A file that was there is gone."""
        with _inside(folder, path) as (where, name):
            with contextlib.suppress(FileNotFoundError):
                _unlink(where, name)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _STRICT
            descriptor = os.open(where.named(name), flags, 0o666, dir_fd=where.descriptor)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())

    def move(self, folder: Path, source: str, path: str) -> None:
        """Moves a file over another of the same folder in one step."""
        _, _, old = source.rpartition("/")
        with _inside(folder, path) as (where, name):
            if _sort(where, name) not in ("", FILE):
                raise StrangeError(path, _sort(where, name))
            at = where.descriptor
            os.replace(where.named(old), where.named(name), src_dir_fd=at, dst_dir_fd=at)

    def sync_folder(self, folder: Path, path: str) -> None:
        """Waits until the disk has the names of a folder inside. Windows has no way to ask."""
        with _opened(folder, path) as where:
            if where.descriptor is not None:
                os.fsync(where.descriptor)

    def make_folder(self, folder: Path, path: str) -> None:
        """Makes a folder inside, and those above it, each known to the disk."""
        above = ""
        for name in path.split("/"):
            made = False
            with _opened(folder, above) as where, contextlib.suppress(FileExistsError):
                os.mkdir(where.named(name), dir_fd=where.descriptor)
                made = True
            if made:
                self.sync_folder(folder, above)
            above = f"{above}/{name}".lstrip("/")

    def remove(self, folder: Path, path: str) -> None:
        """Removes a file, if it is there."""
        with contextlib.suppress(FileNotFoundError), _inside(folder, path) as (where, name):
            _unlink(where, name)

    def remove_folder(self, folder: Path, path: str) -> None:
        """Removes an empty folder, if it is there."""
        with contextlib.suppress(FileNotFoundError), _inside(folder, path) as (where, name):
            os.rmdir(where.named(name), dir_fd=where.descriptor)

    def names(self, folder: Path, path: str = "") -> list[str]:
        """What is in a folder, by name; nothing where it is not there."""
        with contextlib.suppress(FileNotFoundError), _opened(folder, path) as where:
            here = where.path if where.descriptor is None else where.descriptor
            with os.scandir(here) as entries:
                return sorted(entry.name for entry in entries)
        return []

    @contextmanager
    def lock(self, folder: Path, path: str) -> Iterator[None]:
        """Holds a lock that ends with the process. Raises BusyError where another holds it."""
        with _inside(folder, path) as (where, name):
            descriptor = _plain(where, name, os.O_RDWR | os.O_CREAT)
        try:
            _lock(descriptor)
            try:
                yield
            finally:
                _unlock(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _opened(folder: Path, path: str) -> Iterator[_Opened]:
    """A folder inside the folder, each on the way opened in the one before; empty: itself."""
    where, way = _Opened(folder, _folder(folder, "", None, str(folder))), ""
    try:
        for name in filter(None, path.split("/")):
            way = f"{way}/{name}".lstrip("/")
            inner = _folder(where.path, name, where.descriptor, way)
            _close(where)
            where = _Opened(where.path / name, inner)
        yield where
    finally:
        _close(where)


@contextmanager
def _inside(folder: Path, path: str) -> Iterator[tuple[_Opened, str]]:
    """The folder that a path leads into, opened, and the name in it."""
    above, _, name = path.rpartition("/")
    with _opened(folder, above) as where:
        try:
            yield where, name
        except StrangeError as error:
            raise StrangeError(path, error.what) from error


def _folder(above: Path, name: str, descriptor: int | None, told: str) -> int | None:
    """The descriptor of a folder, None where the system has none. Raises StrangeError."""
    here = _Opened(above, descriptor)
    asked = str(above) if not name else here.named(name)
    sort = _sort_of(os.stat(asked, dir_fd=descriptor, follow_symlinks=False))
    if sort != FOLDER:
        raise StrangeError(told, sort)
    return os.open(asked, _FOLDER, dir_fd=descriptor) if _BELOW else None


def _plain(where: _Opened, name: str, flags: int) -> int:
    """The descriptor of a plain file. Raises StrangeError where anything else stands there."""
    sort = _sort(where, name)
    if sort not in ("", FILE):
        raise StrangeError(name, sort)
    descriptor = os.open(where.named(name), flags | _STRICT, 0o666, dir_fd=where.descriptor)
    # What was opened is looked at once more: it may have been exchanged meanwhile.
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise StrangeError(name, "no plain file")
    return descriptor


def _unlink(where: _Opened, name: str) -> None:
    sort = _sort(where, name)
    if sort not in ("", FILE):
        raise StrangeError(name, sort)
    os.unlink(where.named(name), dir_fd=where.descriptor)


def _sort(where: _Opened, name: str) -> str:
    try:
        found = os.stat(where.named(name), dir_fd=where.descriptor, follow_symlinks=False)
    except FileNotFoundError:
        return ""
    return _sort_of(found)


def _sort_of(found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) & _LEADS_ELSEWHERE:
        return "a link"
    if stat.S_ISREG(found.st_mode):
        return FILE
    if stat.S_ISDIR(found.st_mode):
        return FOLDER
    return "a pipe" if stat.S_ISFIFO(found.st_mode) else "no plain file"


def _close(where: _Opened) -> None:
    if where.descriptor is not None:
        os.close(where.descriptor)


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BusyError from error

    def _unlock(descriptor: int) -> None:
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError from error
        except OSError:
            # Some network file systems know no locks; the manifest still keeps order there.
            return

    def _unlock(descriptor: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
