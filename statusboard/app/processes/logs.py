"""The log of a program: rationed, so that nobody can fill a disk with it, and bounded.

A program that the window started writes to the file that it was told; it opens a new one when
that is full, and keeps a few old ones beside it. What Python itself prints goes there too. Started
by hand a program writes to standard error, which is whoever started it to keep.
"""

import contextlib
import logging
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from statusboard import own_files
from statusboard.catalog.echoes import shapes_hidden

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# How a program is told its file: by its environment, as it is told its database.
LOG_FILE = "STATUSBOARD_LOG"
MOST_BYTES = 4_000_000
OLD_FILES = 2
# The last line of a log is looked for in so much of it.
LAST_BYTES = 8_000
# Standard output and error, which what a program starts inherits.
_STANDARD = (1, 2)
# So many lines of one sort are written in a minute; how many more there were is said with the next.
MOST_LINES = 20
EVERY_S = 60.0
# Lines of so many sorts are counted: what others write to the log may be worded anew each time.
MOST_SORTS = 500


class Ration(logging.Filter):
    """Lets so many lines of one sort pass in a minute: same place, same words but for the values.

    A stranger who connects again and again, or a service that fails with every question, would
    write the same line a hundred times a second.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._counts: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written. How many before it were not goes with it as `left_out`."""
        now_s = self._monotonic()
        sort = record.name, str(record.msg)
        since_s, count = self._counts.pop(sort, (now_s, 0))
        if now_s - since_s >= EVERY_S:
            record.left_out = max(count - MOST_LINES, 0)
            since_s, count = now_s, 0
        if len(self._counts) >= MOST_SORTS:
            del self._counts[next(iter(self._counts))]
        self._counts[sort] = since_s, count + 1
        return count < MOST_LINES


class Line(logging.Formatter):
    """A line of the log, with how many like it were left out and without what looks secret."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback where it has one."""
        text = shapes_hidden(super().format(record))
        left_out = getattr(record, "left_out", 0)
        return f"{text} (and {left_out} more like it before)" if left_out else text


class LogFile(logging.StreamHandler[TextIO]):
    """Writes to a stream, which is the file at a path, and begins a new one when that is full."""

    def __init__(self, path: Path, stream: TextIO, *, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(stream)
        self._path = path
        self._most_bytes = most_bytes

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the line, and begins anew where the file is full with it."""
        super().emit(record)
        with contextlib.suppress(OSError, ValueError):  # it is gone, or no file at all
            if os.fstat(self.stream.fileno()).st_size > self._most_bytes:
                self._begin_anew(self.stream.fileno())

    def _begin_anew(self, descriptor: int) -> None:
        """Moves the file aside. Where the system keeps it in its place it is emptied instead."""
        full = os.fstat(descriptor)
        try:
            set_aside(self._path)
            fresh = open_log(self._path)
        except OSError:
            os.ftruncate(descriptor, 0)
            return
        # What Python, or a library below it, prints by itself goes where this goes.
        for each in {descriptor, *_STANDARD}:
            with contextlib.suppress(OSError):
                found = os.fstat(each)
                if (found.st_dev, found.st_ino) == (full.st_dev, full.st_ino):
                    os.dup2(fresh, each, inheritable=each in _STANDARD)
        os.close(fresh)


def open_log(path: Path, *, most_bytes: int = MOST_BYTES) -> int:
    """The descriptor of a log to be added to, its owner's alone. Raises OSError.

    A full one is set aside first; what is no plain file is not written to, but replaced.
    """
    own_files.make_folder(path.parent)
    with contextlib.suppress(FileNotFoundError):
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            path.unlink()
        elif found.st_size > most_bytes:
            with contextlib.suppress(PermissionError):  # Windows keeps in its place what is open
                set_aside(path)
    return own_files.open_file(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def last_line(path: Path) -> str:
    """The last line of a log; empty where there is none to be read."""
    try:
        with os.fdopen(own_files.open_file(path, os.O_RDONLY), "rb") as stream:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - LAST_BYTES))
            lines = stream.read(LAST_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return lines[-1] if lines else ""


def set_aside(path: Path, *, keep: int = OLD_FILES) -> None:
    """Renames a full log to `….1`, what was that to `….2`, and so on. Raises OSError."""
    for number in range(keep, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        newer = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        with contextlib.suppress(FileNotFoundError):
            newer.replace(older)


def begin_log(*, only_told: bool = False) -> None:
    """Sends the log of this program where it was told to, or to standard error.

    With `only_told` it is left as it is where the program was told no file.
    """
    told = os.environ.pop(LOG_FILE, "")
    if only_told and not told:
        return
    handler = LogFile(Path(told), sys.stderr) if told else logging.StreamHandler()
    handler.setFormatter(Line())
    handler.addFilter(Ration())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for chatty in ("httpx", "alembic"):  # a line per request says nothing tomorrow morning
        logging.getLogger(chatty).setLevel(logging.WARNING)
