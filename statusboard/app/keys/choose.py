"""Where the New Relic key is kept: the system's key store, or a file of its owner's alone.

Never in the database, a log or an error. All calls block: call them off the loop.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.app.keys.base import KeptIn, KeyStore
from statusboard.app.keys.file import FileKeyStore
from statusboard.errors import RuleBroken
from statusboard.newrelic.key import Key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from statusboard.app.installation import Installation
    from statusboard.app.keys.keyring import KeyringStore

FILE_NAME = "new-relic.key"


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
        from statusboard.app.keys.keyring import system_store

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
