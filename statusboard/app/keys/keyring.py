"""The operating system's key store, by way of keyring. All calls block: call them off the loop."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import keyring
from keyring.backend import KeyringBackend

from statusboard.app.keys.base import KeptIn
from statusboard.catalog.secret import Secret
from statusboard.errors import Unavailable

SERVICE = "StatusBoard"
# keyring's own mark for backends that truly keep a secret; plain files are below it.
TRUSTED_PRIORITY = 1.0
LONGEST = 1_000
PARTS = "statusboard-parts:"


@dataclass(frozen=True, slots=True)
class KeyringStore:
    """The operating system's key store. `owner` tells the databases of one machine apart.

    Windows takes no more than 1,280 characters at once: longer secrets are kept in parts.
    """

    backend: KeyringBackend = field(repr=False)
    owner: str = ""
    kind: KeptIn = KeptIn.KEYRING

    def read(self, name: str) -> Secret | None:
        """The secret, or None. Raises Unavailable where the store is locked or fails."""
        with _said_plainly():
            text = self._get(name)
            if text is not None and text.startswith(PARTS):
                parts = [self._get(_part(name, n)) for n in range(_count(text))]
                text = None if None in parts else "".join(map(str, parts))
        return Secret(text) if text else None

    def write(self, name: str, secret: Secret) -> None:
        """Keeps the secret. Raises Unavailable where the store is locked or fails."""
        text = secret.reveal()
        with _said_plainly():
            before = _count(self._get(name))
            parts: list[str] = []
            if len(text) > LONGEST or text.startswith(PARTS):
                parts = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
                text = f"{PARTS}{len(parts)}"
            for number, part in enumerate(parts):
                self.backend.set_password(SERVICE, self._account(_part(name, number)), part)
            self.backend.set_password(SERVICE, self._account(name), text)
            for number in range(len(parts), before):
                self._drop(_part(name, number))

    def forget(self, name: str) -> None:
        """Removes the secret, if there is one."""
        with _said_plainly():
            for number in range(_count(self._get(name))):
                self._drop(_part(name, number))
            self._drop(name)

    def _account(self, name: str) -> str:
        return f"{self.owner} {name}".strip()

    def _get(self, name: str) -> str | None:
        return self.backend.get_password(SERVICE, self._account(name))

    def _drop(self, name: str) -> None:
        if self._get(name) is not None:
            self.backend.delete_password(SERVICE, self._account(name))


def _part(name: str, number: int) -> str:
    return f"{name}/{number + 1}"


def _count(text: str | None) -> int:
    """How many parts a secret has; 0 for one that is whole."""
    number = (text or "").removeprefix(PARTS) if (text or "").startswith(PARTS) else ""
    return int(number) if number.isdigit() else 0


def system_store(owner: str, backend: KeyringBackend | None = None) -> KeyringStore | None:
    """The machine's key store, or None where it has none that truly keeps a secret.

    Raises Unavailable where it cannot be looked for.
    """
    with _said_plainly():
        found = backend or keyring.get_keyring()
    return KeyringStore(found, owner) if _is_trusted(found) else None


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
