"""Commands on a server over SSH, for the Git library: what it writes and reads goes to one.

As with files (`session`), asyncssh lives on a loop that runs only while a step does. No program of
this computer is started, nobody is asked for anything, and its own keys are not used.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import asyncssh
from dulwich.client import SSHVendor

from statusboard.catalog.declaration import Config
from statusboard.targets.ssh.failures import told
from statusboard.targets.ssh.session import (
    CONNECT_TIMEOUT_S,
    STEP_TIMEOUT_S,
    Gatekeeper,
    signed_in,
)

Run = Callable[[Awaitable[Any]], Any]


@dataclass(frozen=True, slots=True)
class Command:
    """A command that runs there, as the library wants to see it."""

    run: Run
    process: asyncssh.SSHClientProcess[bytes]

    def read(self, size: int) -> bytes:
        """So many bytes of what it says; less only where it has said all."""

        async def whole() -> bytes:
            try:
                return bytes(await self.process.stdout.readexactly(size))
            except asyncio.IncompleteReadError as error:
                return error.partial

        with told():
            return bytes(self.run(whole()))

    def write(self, content: bytes) -> int:
        """Tells it something."""

        async def sent() -> None:
            self.process.stdin.write(content)
            await self.process.stdin.drain()

        with told():
            self.run(sent())
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
            said = self.command.run(self.command.process.stderr.read())
            return bytes(said).splitlines(keepends=True)
        return []


class Commands(SSHVendor):
    """Runs commands over one connection, which is there already."""

    def __init__(self, run: Run, connection: asyncssh.SSHClientConnection) -> None:
        self._run = run
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
            return await self._connection.create_process(
                command.decode(), encoding=None, env={"GIT_PROTOCOL": f"version={version}"}
            )

        with told():
            return Command(self._run, self._run(started()))


@contextmanager
def commands(config: Config) -> Iterator[Commands]:
    """Commands on a server until the end of the block, signed in as `session` says."""
    gate = Gatekeeper(str(config.get("host_key") or ""))
    with asyncio.Runner() as runner:

        async def within(step: Awaitable[Any], timeout_s: float) -> Any:  # noqa: ANN401
            async with asyncio.timeout(timeout_s):
                return await step

        with told(), gate.asking():
            connection = runner.run(within(signed_in(config, gate), CONNECT_TIMEOUT_S))
        try:
            yield Commands(lambda step: runner.run(within(step, STEP_TIMEOUT_S)), connection)
        finally:
            connection.abort()
            with suppress(Exception):
                runner.run(within(connection.wait_closed(), 1.0))
