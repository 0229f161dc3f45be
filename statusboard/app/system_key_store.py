"""The operating system's key store, by way of keyring. All calls block: call them off the loop."""

from dataclasses import dataclass, field

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from statusboard.app.key_store import KeptIn
from statusboard.errors import Unavailable
from statusboard.newrelic.key import Key

SERVICE = "StatusBoard"
# keyring's own mark for backends that truly keep a secret; plain files are below it.
TRUSTED_PRIORITY = 1.0


@dataclass(frozen=True, slots=True)
class KeyringStore:
    """The operating system's key store."""

    backend: KeyringBackend = field(repr=False)
    account: str = ""
    kind: KeptIn = KeptIn.KEYRING

    def read(self) -> Key | None:
        """The key, or None. Raises Unavailable where the store is locked or fails."""
        try:
            text = self.backend.get_password(SERVICE, self.account)
        except keyring.errors.KeyringError as error:
            raise _locked(error) from None
        return Key(text) if text else None

    def write(self, key: Key) -> None:
        """Keeps the key. Raises Unavailable where the store is locked or fails."""
        try:
            self.backend.set_password(SERVICE, self.account, key.reveal())
        except keyring.errors.KeyringError as error:
            raise _locked(error) from None

    def forget(self) -> None:
        """Removes the key, if there is one."""
        try:
            if self.backend.get_password(SERVICE, self.account) is not None:
                self.backend.delete_password(SERVICE, self.account)
        except keyring.errors.KeyringError as error:
            raise _locked(error) from None


def system_store(account: str, backend: KeyringBackend | None = None) -> KeyringStore | None:
    """The machine's key store, or None where it has none that truly keeps a secret."""
    found = backend or keyring.get_keyring()
    return KeyringStore(found, account) if _is_trusted(found) else None


def _is_trusted(backend: KeyringBackend) -> bool:
    try:
        return float(backend.priority) >= TRUSTED_PRIORITY
    except (RuntimeError, TypeError, AttributeError):
        return False  # a backend that cannot work here says so in its own way


def _locked(error: keyring.errors.KeyringError) -> Unavailable:
    # The text of a backend's error may hold anything: only its sort is told.
    return Unavailable(
        f"The computer's key store does not answer ({type(error).__name__}). "
        "Unlock it and try again."
    )
