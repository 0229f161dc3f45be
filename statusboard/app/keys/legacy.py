"""The one secret of earlier versions, the New Relic key, where they kept it. All calls block."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.app.keys.private_file import forget_private, read_private
from statusboard.catalog.secret import Secret

if TYPE_CHECKING:
    from statusboard.app.keys.keyring import KeyringStore


@dataclass(frozen=True, slots=True)
class LegacyKey:
    """The key in a file, or under an account of the key store, of its own.

    `is_one`: the secret that is asked for is that key; any other is not kept here.
    """

    path: Path
    account: str
    is_one: bool = True

    def read(self, store: "KeyringStore | None") -> Secret | None:
        """The key, or None."""
        if not self.is_one:
            return None
        found = self._of_its_own(store).read(self.account) if store is not None else None
        found = found or read_private(self.path)
        return None if found is None else Secret(found.reveal().strip())

    def forget(self, store: "KeyringStore | None") -> None:
        """Removes the key, if there is one."""
        if not self.is_one:
            return
        if store is not None:
            self._of_its_own(store).forget(self.account)
        forget_private(self.path)

    @staticmethod
    def _of_its_own(store: "KeyringStore") -> "KeyringStore":
        return type(store)(store.backend)
