"""The key by which a server is known: only the one that a person has confirmed is let in."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncssh

from statusboard.errors import RuleBroken
from statusboard.targets.remote.steps import Hindrance, Trouble


class Gatekeeper(asyncssh.SSHClient):
    """Lets in only the server whose key was confirmed, and keeps what it showed."""

    def __init__(self, confirmed: str) -> None:
        self.confirmed = confirmed
        self.shown = ""

    def validate_host_public_key(
        self,
        _host: str,
        _addr: str,
        _port: int,
        key: asyncssh.SSHKey,
    ) -> bool:
        """Whether the key is the one that was confirmed."""
        self.shown = key.get_fingerprint("sha256")
        return self.shown == self.confirmed

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Says in words that the server was turned away inside: another key, or none confirmed."""
        try:
            yield
        except asyncssh.HostKeyNotVerifiable as error:
            if self.confirmed:
                said = f"It shows {self.shown}; {self.confirmed} was confirmed"
                raise Hindrance(Trouble.WRONG_HOST_KEY, said) from error
            raise RuleBroken(
                f"The server shows the key {self.shown}. Compare it with what whoever runs the "
                "server tells you; if it is the same, enter it as the host key.",
                field="host_key",
            ) from error
