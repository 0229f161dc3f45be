"""Where the New Relic key is kept: the system's key store, or a file of its owner's alone.

Never in the database, a log or an error. All calls block: call them off the loop.
"""

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from statusboard.errors import RuleBroken, Unavailable
from statusboard.newrelic.key import Key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from statusboard.app.installation import Installation
    from statusboard.app.system_key_store import KeyringStore

FILE_NAME = "new-relic.key"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeptIn(StrEnum):
    """The sorts of place a key can be in."""

    KEYRING = "keyring"
    FILE = "file"
    MEMORY = "memory"


class KeyStore(Protocol):
    """Holds one key."""

    @property
    def kind(self) -> KeptIn:
        """The sort of place this is."""

    def read(self) -> Key | None:
        """The key, or None where there is none."""

    def write(self, key: Key) -> None:
        """Keeps the key in the place of any other."""

    def forget(self) -> None:
        """Removes the key, if there is one."""


@dataclass(slots=True)
class MemoryKeyStore:
    """A key that ends with the process."""

    key: Key | None = None
    kind: KeptIn = KeptIn.MEMORY

    def read(self) -> Key | None:
        """The key, or None."""
        return self.key

    def write(self, key: Key) -> None:
        """Keeps the key."""
        self.key = key

    def forget(self) -> None:
        """Removes the key."""
        self.key = None


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


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key of one StatusBoard is kept, whichever way its owner chose.

    `is_demo` keeps the sample key in the demo's own folder and never touches the key store.
    `backend` is the system's key store; None looks for it. `of` tells the databases apart that
    share a folder.
    """

    folder: Path
    is_demo: bool = False
    backend: "KeyringBackend | None" = field(default=None, repr=False)
    of: str = ""

    def open(self, *, allow_file: bool) -> KeyStore:
        """The store to write to: the system's, else the file where the person agreed to it.

        Raises RuleBroken where there is no key store and nobody agreed to a file yet.
        """
        store = self._keyring()
        if store is not None:
            return store
        file = self._file()
        if allow_file or self.is_demo or file.path.exists():
            return file
        raise RuleBroken(_NO_STORE, field="allow_file")

    def read(self) -> Key | None:
        """The key, from wherever it is; None where there is none. Raises Unavailable."""
        store = self._keyring()
        kept = store.read() if store is not None else None
        return kept or self._file().read()

    def write(self, key: Key, *, allow_file: bool) -> KeptIn:
        """Keeps the key in exactly one place, and says which."""
        store = self.open(allow_file=allow_file)
        store.write(key)
        if store.kind is not KeptIn.FILE:
            self._file().forget()
        return store.kind

    def forget(self) -> None:
        """Removes the key from every place."""
        store = self._keyring()
        if store is not None:
            store.forget()
        self._file().forget()

    def _file(self) -> FileKeyStore:
        name = f"new-relic-{self.of}.key" if self.of else FILE_NAME
        return FileKeyStore(self.folder / name)

    def _keyring(self) -> "KeyringStore | None":
        if self.is_demo:
            return None
        # Costs every program 4 MB: loaded where a key is really asked for.
        from statusboard.app.system_key_store import system_store

        whose = f"{self.folder.resolve()}{self.of}"
        name = hashlib.sha256(whose.encode()).hexdigest()[:12]
        return system_store(f"New Relic {name}", self.backend)


def keys_of(where: "Installation", *, demo: bool) -> KeyPlace:
    """Where the key for a place's database is kept.

    Each database has a key of its own: what stands in it decides where the key is sent, so that
    one from somebody else must not get the key that was entered for another.
    """
    return KeyPlace(where.folder, is_demo=demo, of="" if demo else where.other_name)


_NO_STORE = (
    "This computer has no key store. The New Relic key can be kept in a file that only you can "
    "read. Agree to that, or set up a key store first."
)


def _readable_by_others(path: Path) -> str:
    return (
        f"Other people on this computer could read the New Relic key in {path.name}, so it is not "
        "used. Enter the key again, and replace it in New Relic."
    )


def _unreachable() -> Unavailable:
    return Unavailable(
        "The file with the New Relic key cannot be read or written. Check the data folder."
    )
