"""The way to a disk that targets share: each step of writing a file so that it survives."""

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class BusyError(Exception):
    """Somebody else holds the lock."""


@dataclass(frozen=True, slots=True)
class Files:
    """Steps on a file system. All raise OSError; what is not there reads as None."""

    def require_folder(self, folder: Path) -> None:
        """Raises where the folder is not there."""
        if not folder.is_dir():
            raise NotADirectoryError(folder)

    def read(self, path: Path) -> bytes | None:
        """The content of a file, or None where there is none."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: Path, content: bytes) -> None:
        """Writes a file and waits until the disk has it."""
        with path.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def move(self, source: Path, place: Path) -> None:
        """Moves a file over another in one step."""
        source.replace(place)

    def sync_folder(self, folder: Path) -> None:
        """Waits until the disk has the folder's names. Windows has no way to ask for it."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def make_folder(self, folder: Path) -> None:
        """Makes a folder and those above it, each known to the disk."""
        missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            self.sync_folder(each.parent)

    def remove(self, path: Path) -> None:
        """Removes a file, if it is there."""
        path.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """Removes an empty folder, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()

    def names(self, folder: Path) -> list[str]:
        """What is in a folder, by name; nothing where it is not there."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except FileNotFoundError:
            return []

    def find(self, folder: Path, prefix: str) -> list[Path]:
        """The files below a folder whose names begin with `prefix`."""
        return sorted(path for path in folder.rglob(f"{prefix}*") if path.is_file())

    @contextmanager
    def lock(self, path: Path) -> Iterator[None]:
        """Holds a lock that ends with the process. Raises BusyError where another holds it."""
        with path.open("ab") as stream:
            _lock(stream.fileno())
            try:
                yield
            finally:
                _unlock(stream.fileno())


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
