"""What a key store is. All calls block: call them off the loop."""

from enum import StrEnum
from typing import Protocol

from statusboard.newrelic.key import Key


class KeptIn(StrEnum):
    """The sorts of place a key can be in."""

    KEYRING = "keyring"
    FILE = "file"


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
