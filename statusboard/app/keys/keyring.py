"""The operating system's key store, by way of keyring. All calls block: call them off the loop."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import keyring
from keyring.backend import KeyringBackend

from statusboard.app.keys.base import KeptIn
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
        with _said_plainly():
            text = self.backend.get_password(SERVICE, self.account)
        return Key(text) if text else None

    def write(self, key: Key) -> None:
        """Keeps the key. Raises Unavailable where the store is locked or fails."""
        with _said_plainly():
            self.backend.set_password(SERVICE, self.account, key.reveal())

    def forget(self) -> None:
        """Removes the key, if there is one."""
        with _said_plainly():
            if self.backend.get_password(SERVICE, self.account) is not None:
                self.backend.delete_password(SERVICE, self.account)


def system_store(account: str, backend: KeyringBackend | None = None) -> KeyringStore | None:
    """The machine's key store, or None where it has none that truly keeps a secret.

    Raises Unavailable where it cannot be looked for.
    """
    with _said_plainly():
        found = backend or keyring.get_keyring()
    return KeyringStore(found, account) if _is_trusted(found) else None


def _is_trusted(backend: KeyringBackend) -> bool:
    try:
        return float(backend.priority) >= TRUSTED_PRIORITY
    except (RuntimeError, TypeError, AttributeError):
        return False  # a backend that cannot work here says so in its own way


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Turns whatever a backend raises into Unavailable.

    Besides keyring's own errors, backends let through those of the bus or system call below.
    """
    broken = ""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever a foreign backend may raise
        broken = type(error).__name__
    if broken:
        # Raised out here: the text of a backend's error may hold anything, so that it is not even
        # the context of ours. Only its sort is told.
        sentence = f"The computer's key store does not answer ({broken}). Unlock it and try again."
        raise Unavailable(sentence)
