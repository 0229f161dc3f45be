"""A file of its owner's alone, for machines without a key store. All calls block."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from statusboard.app.keys.base import KeptIn
from statusboard.errors import RuleBroken, Unavailable
from statusboard.newrelic.key import Key

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class FileKeyStore:
    """A file that only its owner can read, created so."""

    path: Path
    kind: KeptIn = KeptIn.FILE

    def read(self) -> Key | None:
        """The key, or None. Raises RuleBroken where others could read the file."""
        try:
            with self.path.open("rb") as file:
                if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                    raise RuleBroken(_readable_by_others(self.path), field="key")
                text = file.read().decode("ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreachable() from error
        return Key(text) if text else None

    def write(self, key: Key) -> None:
        """Keeps the key: written beside, then put in place whole. Raises Unavailable."""
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
                if os.name == "posix":
                    os.fchmod(file.fileno(), 0o600)  # a strange umask must not decide
                file.write(key.reveal().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise _unreachable() from error

    def forget(self) -> None:
        """Removes the file, if there is one."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise _unreachable() from error


def _readable_by_others(path: Path) -> str:
    return (
        f"Other people on this computer could read the New Relic key in {path.name}, so it is not "
        "used. Enter the key again, and replace it in New Relic."
    )


def _unreachable() -> Unavailable:
    return Unavailable(
        "The file with the New Relic key cannot be read or written. Check the data folder."
    )
