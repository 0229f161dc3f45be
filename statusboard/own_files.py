"""Files and folders of their owner's alone, whatever the umask says and whatever was there before.

What is kept beside the database says what a company is about to tell its customers, and how its
programs are talked to. It is made readable by its owner alone from its first instant, opened
without following a link or waiting for a pipe, and mended where an earlier version, or a copy,
left it open. On Windows folders of a person's own are private by themselves: nothing is done there.
"""

import contextlib
import os
import stat
from pathlib import Path

FILE = 0o600
FOLDER = 0o700
# Beside a secret that others could read.
EXPOSED = ".exposed"

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HAS_MODES = os.name == "posix"
_STRICT = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, each its owner's alone.

    What is there already stays as it is. Raises OSError.
    """
    missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
    for each in reversed(missing):
        with contextlib.suppress(FileExistsError):
            each.mkdir(mode=FOLDER)
            if _HAS_MODES:
                each.chmod(FOLDER)  # a strange umask must not decide
    if not folder.is_dir():
        raise NotADirectoryError(folder)


def open_file(path: Path, flags: int) -> int:
    """The descriptor of a plain file; one that is made, or is ours, is private.

    Raises OSError, also where a link or a pipe stands there.
    """
    descriptor = os.open(path, flags | _STRICT, FILE)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(f"{path} is no plain file")
        mode = stat.S_IMODE(found.st_mode) & ~_OTHERS
        if flags & os.O_CREAT:
            mode |= FILE  # a strange umask must not decide
        if _HAS_MODES and mode != stat.S_IMODE(found.st_mode) and _is_ours(found):
            with contextlib.suppress(OSError):
                os.fchmod(descriptor, mode)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def make_file(path: Path) -> None:
    """Makes an empty file where there is none. Raises OSError."""
    with contextlib.suppress(FileExistsError):
        os.close(open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def read_file(path: Path, most: int) -> bytes:
    """What a file holds. Raises OSError, also for more than so many bytes."""
    with os.fdopen(open_file(path, os.O_RDONLY), "rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(f"{path} is larger than anything of ours")
    return content


def write_file(path: Path, content: bytes) -> None:
    """Puts a file in its place whole: a reader finds the old or the new one. Raises OSError."""
    make_folder(path.parent)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(open_file(beside, flags), "wb") as stream:
            stream.write(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def exposed(path: Path) -> str:
    """That others can read or write what stands there, in words; empty where they cannot."""
    found = _found(path)
    return f"others on this computer can read {path}" if found and _is_open(found) else ""


def mend(path: Path) -> str:
    """Makes what stands there private; why that cannot be done, in words, or nothing."""
    found = _found(path)
    if found is None or not _is_open(found):
        return ""
    if not _is_ours(found):
        return f"{exposed(path)}: it belongs to somebody else, who has to close it"
    with contextlib.suppress(OSError):
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    said = exposed(path)
    return f"{said}, and that cannot be changed here" if said else ""


def mend_secret(path: Path) -> str:
    """The same for a secret, which is marked first: once others could read it, it is known.

    Closing it must not make it look as good as new (`was_exposed`).
    """
    if exposed(path):
        with contextlib.suppress(OSError):
            make_file(_mark(path))
    return mend(path)


def was_exposed(path: Path) -> bool:
    """Whether others could read a secret, now or before it was closed to them."""
    return bool(exposed(path)) or _mark(path).exists()


def forget_exposure(path: Path) -> None:
    """Another secret, or none, has taken its place. Raises OSError."""
    _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}{EXPOSED}")


def _found(path: Path) -> os.stat_result | None:
    """What stands there, but for what nobody of ours put there: a link's own mode says nothing."""
    with contextlib.suppress(OSError):
        found = path.lstat()
        return None if stat.S_ISLNK(found.st_mode) else found
    return None


def _is_open(found: os.stat_result) -> bool:
    return _HAS_MODES and bool(found.st_mode & _OTHERS)


def _is_ours(found: os.stat_result) -> bool:
    return not _HAS_MODES or found.st_uid == os.geteuid()
