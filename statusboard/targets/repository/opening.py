"""Opens the way to a repository that its address names."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from dulwich.client import SSHGitClient, SSHVendor
from dulwich.protocol import Protocol

from statusboard.catalog.declaration import Config
from statusboard.targets.remote.way import way_of
from statusboard.targets.repository.address import Address, repository_address
from statusboard.targets.repository.repositories import Local, Repository, Served
from statusboard.targets.repository.web import web_client

# What most hosts take beside a token, whose owner they know by the token alone.
_ANYBODY = "x-access-token"


@contextmanager
def opened(config: Config, shell_user: str) -> Iterator[Repository]:
    """The repository, until the end of the block. Raises RuleBroken, and Hindrance over SSH.

    `shell_user` is who signs in over SSH where nobody is named.
    """
    where = repository_address(str(config.get("url")))
    if where.local is not None:
        yield Local(where.local)
        return
    user, password = str(config.get("user") or ""), str(config.get("password") or "")
    if where.scheme == "ssh":
        with _shell(config, where, user or shell_user) as shell:
            yield Served(shell, where.path)
        return
    client = web_client(
        where.origin, user or (_ANYBODY if password else ""), password, way_of(config)
    )
    try:
        yield Served(client, where.path)
    finally:
        client.close()


class _Shell(SSHGitClient):
    """The library's client. What it leaves open, where a server hangs up at once, is closed."""

    def __init__(self, where: Address, vendor: SSHVendor) -> None:
        super().__init__(where.host, where.port, vendor=vendor)
        self._opened: list[Protocol] = []

    def _connect(
        self, cmd: bytes, path: str | bytes, protocol_version: int | None = None
    ) -> tuple[Protocol, Callable[[], bool], IO[bytes] | None]:
        found = super()._connect(cmd, path, protocol_version)
        self._opened.append(found[0])
        return found

    def leave(self) -> None:
        """Closes what is still open."""
        for protocol in self._opened:
            protocol.close()


@contextmanager
def _shell(config: Config, where: Address, user: str) -> Iterator[SSHGitClient]:
    from statusboard.targets.ssh.commands import commands

    sign_in = {
        "host": where.host,
        "port": where.port,
        "user": where.user or user,
        "sign_in": "key" if config.get("key") else "password",
    }
    with commands({**config, **sign_in}) as vendor:
        shell = _Shell(where, vendor)
        try:
            yield shell
        finally:
            shell.leave()
