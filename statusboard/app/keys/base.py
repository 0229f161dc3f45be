"""What a store of secrets is. All calls block: call them off the loop."""

from enum import StrEnum
from typing import Protocol

from statusboard.catalog.secret import Secret


class KeptIn(StrEnum):
    """The sorts of place a secret can be in."""

    KEYRING = "keyring"
    FILE = "file"


class SecretStore(Protocol):
    """Holds secrets by name. Names are those of `catalog.references`."""

    @property
    def kind(self) -> KeptIn:
        """The sort of place this is."""

    def read(self, name: str) -> Secret | None:
        """The secret of that name, or None where there is none."""

    def write(self, name: str, secret: Secret) -> None:
        """Keeps the secret in the place of any other of that name."""

    def forget(self, name: str) -> None:
        """Removes the secret, if there is one."""
