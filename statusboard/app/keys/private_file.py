"""Files of their owner's alone, for machines without a key store. All calls block."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from statusboard.app.keys.base import KeptIn
from statusboard.catalog.secret import Secret
from statusboard.errors import RuleBroken, Unavailable

SUFFIX = ".secret"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder with a file for each secret, so that two programs never write over each other."""

    folder: Path
    kind: KeptIn = KeptIn.FILE

    def path_of(self, name: str) -> Path:
        """The file of a secret."""
        return self.folder / f"{name}{SUFFIX}"

    def read(self, name: str) -> Secret | None:
        """The secret, or None. Raises RuleBroken where others could read the file."""
        return read_private(self.path_of(name))

    def write(self, name: str, secret: Secret) -> None:
        """Keeps the secret. Raises Unavailable."""
        write_private(self.path_of(name), secret.reveal())

    def forget(self, name: str) -> None:
        """Removes the secret, if there is one. Raises Unavailable."""
        forget_private(self.path_of(name))


def read_private(path: Path) -> Secret | None:
    """What a file holds, or None where there is none or nothing in it.

    Raises RuleBroken where others could read it, Unavailable where we cannot.
    """
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                raise RuleBroken(_readable_by_others(path), field="key")
            text = file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreachable() from error
    return Secret(text) if text else None


def write_private(path: Path, text: str) -> None:
    """Keeps a text: written beside, then put in place whole. Raises Unavailable."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            if os.name == "posix":
                os.fchmod(file.fileno(), 0o600)  # a strange umask must not decide
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise unreachable() from error


def forget_private(path: Path) -> None:
    """Removes a file, if there is one. Raises Unavailable."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unreachable() from error


def unreachable() -> Unavailable:
    """What to say where the folder of the secrets does not let us in."""
    return Unavailable(
        "The folder with the secrets cannot be read or written. Check the data folder."
    )


def _readable_by_others(path: Path) -> str:
    return (
        f"Other people on this computer could read the secret in {path.name}, so it is not used. "
        "Enter it again, and replace it where it comes from."
    )
