"""Commands on a server over SSH, for the Git library: what it writes and reads goes to one.

No program of this computer is started, nobody is asked for anything, and its own keys are not used.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import asyncssh
from dulwich.client import SSHVendor

from statusboard.catalog.declaration import Config
from statusboard.targets.ssh.connection import Connection, connected
from statusboard.targets.ssh.failures import told


@dataclass(frozen=True, slots=True)
class Command:
    """A command that runs there, as the library wants to see it."""

    connection: Connection
    process: asyncssh.SSHClientProcess[bytes]

    def read(self, size: int) -> bytes:
        """So many bytes of what it says; less only where it has said all."""

        async def whole() -> bytes:
            try:
                return bytes(await self.process.stdout.readexactly(size))
            except asyncio.IncompleteReadError as error:
                return error.partial

        with told():
            return bytes(self.connection.run(whole()))

    def write(self, content: bytes) -> int:
        """Tells it something."""

        async def sent() -> None:
            self.process.stdin.write(content)
            await self.process.stdin.drain()

        with told():
            self.connection.run(sent())
        return len(content)

    def can_read(self) -> bool:
        """Whether it has said something already. Nothing hangs on it where all is fetched anew."""
        return False

    @property
    def stderr(self) -> "Complaints":
        """What it says of what is wrong, once that is read."""
        return Complaints(self)

    def close(self) -> None:
        """Ends it."""
        self.process.close()


@dataclass(frozen=True, slots=True)
class Complaints:
    """What a command that has ended said of what is wrong; read where the library asks for it."""

    command: Command

    def readlines(self) -> list[bytes]:
        """Each line; none where it says nothing more."""
        with suppress(Exception):
            said = self.command.connection.run(self.command.process.stderr.read())
            return bytes(said).splitlines(keepends=True)
        return []


class Commands(SSHVendor):
    """Runs commands over one connection, which is there already."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run_command(  # type: ignore[override] # the library names a process of its own
        self,
        host: str,  # noqa: ARG002 - the connection leads there
        command: bytes,
        *_others: object,
        protocol_version: int | None = None,
        **_more: object,
    ) -> Command:
        """Starts a command."""
        version = 2 if protocol_version is None else protocol_version

        async def started() -> asyncssh.SSHClientProcess[bytes]:
            return await self._connection.ssh.create_process(
                command.decode(), encoding=None, env={"GIT_PROTOCOL": f"version={version}"}
            )

        with told():
            return Command(self._connection, self._connection.run(started()))


@contextmanager
def commands(config: Config) -> Iterator[Commands]:
    """Commands on a server until the end of the block. Raises what `connected` does."""
    with connected(config) as connection:
        yield Commands(connection)
