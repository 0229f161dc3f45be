"""Where the secrets of one StatusBoard are kept: the system's key store, or files of its owner's.

Never in the database, a log or an error. All calls block: call them off the loop.
"""

import contextlib
import hashlib
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard import own_files
from statusboard.app.keys.base import KeptIn, SecretStore
from statusboard.app.keys.legacy import LegacyKey
from statusboard.app.keys.private_file import (
    SUFFIX,
    FileStore,
    forget_private,
    unreachable,
    write_private,
)
from statusboard.catalog.references import is_name
from statusboard.catalog.secret import Secret
from statusboard.errors import Bug, RuleBroken

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from statusboard.app.installation import Installation
    from statusboard.app.keys.keyring import KeyringStore

# What the New Relic key is called among the secrets.
NEW_RELIC_KEY = "new-relic-key"
# Beside the secrets kept in files: whoever agreed to that once is not asked again.
AGREED = "agreed-to-files"
FILES_AT_ONCE = 16
# An empty file says that the key store holds a secret of its name: not every key store lists.
_MARK = ".kept"


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where the secrets of one database are kept on this machine, whichever way its owner chose.

    `is_demo` keeps the sample key in the demo's own folder and never touches the key store.
    `backend` is the system's key store; None looks for it. `of` tells the databases apart that
    share a folder.
    """

    folder: Path
    is_demo: bool = False
    backend: "KeyringBackend | None" = field(default=None, repr=False)
    of: str = ""

    def agree(self, *, allow_file: bool) -> KeptIn:
        """Where a secret would be kept: the key store, else files where the person agreed to it.

        Who agrees here (`allow_file`) is not asked again. Raises RuleBroken where there is no key
        store and nobody agreed to files yet, Unavailable where it cannot be looked for.
        """
        kind = self._open(allow_file=allow_file).kind
        if kind is KeptIn.FILE and allow_file:
            self._remember_that_files_will_do()
        return kind

    def names(self) -> frozenset[str]:
        """The names of all secrets kept here. Raises Unavailable."""
        return frozenset(self._kept_since())

    def read(self, name: str) -> Secret | None:
        """The secret of that name, from wherever it is; None where there is none.

        Raises Unavailable where the key store is locked, RuleBroken for a file others can read.
        """
        found = self._find(name)
        if found is None and name == NEW_RELIC_KEY:
            # Kept by an earlier version: moved to where it would be kept today.
            found = self._legacy(name).read(self._keyring())
            if found is not None:
                self.write(name, found, allow_file=True)
        return found

    def has(self, name: str) -> bool:
        """Whether the secret is kept here. Changes nothing, and raises as `read` does."""
        found = self._find(name) or self._legacy(name).read(self._keyring())
        return found is not None

    def write(self, name: str, secret: Secret, *, allow_file: bool = False) -> KeptIn:
        """Keeps the secret in exactly one place, and says which. Raises as `agree` does."""
        _refuse_strange(name)
        store = self._open(allow_file=allow_file)
        if store.kind is KeptIn.FILE:
            self._remember_that_files_will_do()
        else:
            # First the mark: a secret without one would never be found to be forgotten.
            write_private(self._home / f"{name}{_MARK}", "")
        store.write(name, secret)
        if store.kind is not KeptIn.FILE:
            self._files.forget(name)
        self._legacy(name).forget(self._keyring())
        return store.kind

    def write_together(self, secrets: Mapping[str, Secret], *, allow_file: bool = False) -> None:
        """The same for several by their names; all are kept when it returns.

        Each file waits for the disk, and the disk takes many at once as quickly as one. A key
        store is asked one by one: not every one bears more.
        """
        at_once = FILES_AT_ONCE if self.agree(allow_file=allow_file) is KeptIn.FILE else 1
        write = partial(self.write, allow_file=allow_file)
        with ThreadPoolExecutor(at_once, thread_name_prefix="secrets") as pool:
            list(pool.map(write, secrets.keys(), secrets.values()))

    def renew(self, name: str) -> bool:
        """Keeps a secret from being swept as if it were new; whether one is kept here.

        One that others could read, or whose mark is gone, is to be written anew.
        """
        _refuse_strange(name)
        renewed = False
        for file in (self._files.path_of(name), self._home / f"{name}{_MARK}"):
            if not own_files.was_exposed(file):
                with contextlib.suppress(OSError):
                    os.utime(file)
                    renewed = True
        return renewed

    def forget(self, name: str) -> None:
        """Removes the secret from every place."""
        _refuse_strange(name)
        store = self._keyring()
        if store is not None:
            store.forget(name)
        self._files.forget(name)
        self._legacy(name).forget(store)
        forget_private(self._home / f"{name}{_MARK}")

    def sweep(self, prefix: str, wanted: frozenset[str], *, before: datetime) -> frozenset[str]:
        """Forgets what nobody refers to any more; the names of what is gone.

        Only names with the prefix, written before an instant: what is newer may belong to a
        change that is not committed yet. Raises Unavailable.
        """
        gone = frozenset(
            name
            for name, since in self._kept_since().items()
            if name.startswith(prefix) and name not in wanted and since < before
        )
        for name in gone:
            self.forget(name)
        return gone

    def _remember_that_files_will_do(self) -> None:
        if not (self._home / AGREED).exists():
            write_private(self._home / AGREED, "")

    @property
    def _home(self) -> Path:
        return self.folder / (f"secrets-{self.of}" if self.of else "secrets")

    @property
    def _files(self) -> FileStore:
        return FileStore(self._home)

    @property
    def _owner(self) -> str:
        whose = f"{self.folder.resolve()}{self.of}"
        return hashlib.sha256(whose.encode()).hexdigest()[:12]

    def _open(self, *, allow_file: bool) -> SecretStore:
        store = self._keyring()
        if store is not None:
            return store
        agreed = (self._home / AGREED).exists() or self._legacy(NEW_RELIC_KEY).path.exists()
        if allow_file or self.is_demo or agreed:
            return self._files
        raise RuleBroken(_NO_STORE, field="allow_file")

    def _kept_since(self) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        try:
            for entry in os.scandir(self._home):
                name = entry.name.removesuffix(SUFFIX).removesuffix(_MARK)
                if name != entry.name and is_name(name):
                    found[name] = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
        except FileNotFoundError:
            return found
        except OSError as error:
            raise unreachable() from error
        return found

    def _find(self, name: str) -> Secret | None:
        _refuse_strange(name)
        store = self._keyring()
        found = store.read(name) if store is not None else None
        return found or self._files.read(name)

    def _legacy(self, name: str) -> LegacyKey:
        file = f"new-relic-{self.of}.key" if self.of else "new-relic.key"
        is_one = name == NEW_RELIC_KEY
        return LegacyKey(self.folder / file, f"New Relic {self._owner}", is_one=is_one)

    def _keyring(self) -> "KeyringStore | None":
        if self.is_demo:
            return None
        # Costs every program 4 MB: loaded where a secret is really asked for.
        from statusboard.app.keys.keyring import system_store

        return system_store(self._owner, self.backend)


def secrets_of(where: "Installation", *, demo: bool) -> SecretPlace:
    """Where the secrets of a place's database are kept.

    Each database has secrets of its own: what stands in it decides where they are sent, so that
    one from somebody else must not get what was entered for another.
    """
    return SecretPlace(where.folder, is_demo=demo, of="" if demo else where.other_name)


def _refuse_strange(name: str) -> None:
    if not is_name(name):
        raise Bug("A secret was asked for by a name that none can have.")


_NO_STORE = (
    "This computer has no key store. Secrets can be kept in files that only you can read. Agree to "
    "that, or set up a key store first."
)
