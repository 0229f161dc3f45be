"""Files of their owner's alone, for machines without a key store. All calls block."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from statusboard import own_files
from statusboard.app.keys.base import KeptIn
from statusboard.catalog.secret import Secret
from statusboard.errors import RuleBroken, Unavailable

SUFFIX = ".secret"
# A body may be a secret too; what is longer was not put there by us.
LONGEST = 16 * 1024 * 1024


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

    Raises RuleBroken where others could read it, who no longer can then; Unavailable where we
    cannot.
    """
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise unreachable()
            if own_files.was_exposed(path):
                own_files.mend_secret(path)
                raise RuleBroken(_readable_by_others(path), field="key")
            text = file.read(LONGEST).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreachable() from error
    return Secret(text) if text else None


def write_private(path: Path, text: str) -> None:
    """Keeps a text: written beside, then put in place whole. Raises Unavailable."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        own_files.make_folder(path.parent)
        beside.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            if os.name == "posix":
                os.fchmod(file.fileno(), 0o600)  # a strange umask must not decide
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        own_files.forget_exposure(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise unreachable() from error


def forget_private(path: Path) -> None:
    """Removes a file, if there is one. Raises Unavailable."""
    try:
        path.unlink(missing_ok=True)
        own_files.forget_exposure(path)
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
