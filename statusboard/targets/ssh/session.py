"""A folder on a server over SFTP, step by step, each with an end.

asyncssh lives on a loop of its own that runs only while a step does, in the thread of whoever
asked. So nothing of it outlives the connection, and no other loop knows of it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar, cast

import asyncssh

from statusboard.catalog.declaration import Config
from statusboard.errors import RuleBroken
from statusboard.targets.ownership import FRESH, MANIFEST
from statusboard.targets.remote.steps import Hindrance, Steps, Stored, Trouble
from statusboard.targets.remote.uploading import fresh_name
from statusboard.targets.remote.way import way_of
from statusboard.targets.ssh.failures import told

Value = TypeVar("Value")

# What OpenSSH writes; another form, with headers before its body, is taken as it stands.
_ARMOURED = re.compile(
    r"(?P<begin>-----BEGIN [A-Z ]+-----)(?P<body>[A-Za-z0-9+/=\s]+)(?P<end>-----END [A-Z ]+-----)"
)
CONNECT_TIMEOUT_S = 8.0
STEP_TIMEOUT_S = 20.0


@dataclass(slots=True)
class RemoteFolder:
    """The steps in a folder of a server. See `Steps`."""

    run: Callable[[Awaitable[object]], object]
    sftp: asyncssh.SFTPClient
    root: str
    keeps_conditions: bool = False
    is_atomic: bool = False
    replaces_in_one_step: bool = True

    def read(self, path: str) -> Stored | None:
        """The file; None where there is none."""
        return self._done(self._read(path))

    def write(
        self,
        path: str,
        content: bytes,
        media_type: str,  # noqa: ARG002 - the server goes by the name
        *,
        only_if: str | None = None,  # noqa: ARG002 - it keeps no conditions
    ) -> None:
        """Uploads the file beside its place, and renames it over the old one.

        The server tells visitors the type by the name of the file.
        """
        self._done(self._write(path, content))

    def remove(self, path: str) -> None:
        """Removes a file, and what folders that leaves empty."""
        self._done(self._remove(path))

    def names(self, folder: str) -> list[str]:
        """What is in a folder. Raises NO_ROOM where the folder of the place itself is not there."""
        return self._done(self._names(folder))

    def settle(self) -> None:
        """Each step is there at once."""

    def _done(self, step: Awaitable[Value]) -> Value:
        with told():
            return self.run(step)  # type: ignore[return-value]

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    async def _read(self, path: str) -> Stored | None:
        # The manifest alone cannot be missed for an instant: without it nothing here is ours.
        for each in (path, _aside(path)) if path == MANIFEST else (path,):
            with suppress(asyncssh.SFTPNoSuchFile):
                async with self.sftp.open(self._at(each), "rb") as stream:
                    return Stored(cast("bytes", await stream.read()))
        return None

    async def _write(self, path: str, content: bytes) -> None:
        fresh = fresh_name(path)
        try:
            try:
                await self._upload(fresh, content)
            except asyncssh.SFTPNoSuchFile:
                await self._make_folders(path)
                await self._upload(fresh, content)
            await self._move(fresh, path)
        except asyncssh.SFTPError as error:
            # What is left of it would only make a full disk fuller.
            with suppress(asyncssh.SFTPError):
                await self.sftp.remove(self._at(fresh))
            if type(error) is asyncssh.SFTPFailure and await self._is_full():
                raise Hindrance(Trouble.FULL) from error
            raise

    async def _upload(self, path: str, content: bytes) -> None:
        async with self.sftp.open(self._at(path), "xb") as stream:
            await stream.write(content)
            with suppress(asyncssh.SFTPOpUnsupported):
                await stream.fsync()

    async def _move(self, source: str, path: str) -> None:
        if self.replaces_in_one_step:
            try:
                await self.sftp.posix_rename(self._at(source), self._at(path))
            except asyncssh.SFTPOpUnsupported:
                self.replaces_in_one_step = False
            else:
                return
        await self._move_in_steps(self._at(source), self._at(path), self._at(_aside(path)))

    async def _move_in_steps(self, source: str, path: str, aside: str) -> None:
        """The old file is kept aside until the new one is in its place."""
        with suppress(asyncssh.SFTPNoSuchFile):
            await self.sftp.remove(aside)
        with suppress(asyncssh.SFTPNoSuchFile):
            await self.sftp.rename(path, aside)
        await self.sftp.rename(source, path)
        with suppress(asyncssh.SFTPNoSuchFile):
            await self.sftp.remove(aside)

    async def _make_folders(self, path: str) -> None:
        """Makes the folders above a path, below the folder of the place."""
        above = ""
        for name in path.split("/")[:-1]:
            above = f"{above}/{name}".lstrip("/")
            try:
                await self.sftp.mkdir(self._at(above))
            except (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
                if not await self.sftp.isdir(self._at(above)):
                    raise

    async def _remove(self, path: str) -> None:
        with suppress(asyncssh.SFTPNoSuchFile):
            await self.sftp.remove(self._at(path))
        above = path.rpartition("/")[0]
        while above:
            try:
                await self.sftp.rmdir(self._at(above))
            except asyncssh.SFTPError:
                return  # something is in it
            above = above.rpartition("/")[0]

    async def _names(self, folder: str) -> list[str]:
        try:
            found = await self.sftp.listdir(self._at(folder))
        except asyncssh.SFTPNoSuchFile as error:
            if folder:
                return []
            raise Hindrance(Trouble.NO_ROOM, f"There is no folder {self.root}") from error
        return sorted(str(name) for name in found if name not in (".", ".."))

    async def _is_full(self) -> bool:
        """Whether the disk has no room: the protocol's version 3 knows only `failure` for it."""
        with suppress(asyncssh.SFTPError):
            return bool((await self.sftp.statvfs(self.root)).bavail == 0)
        return False


def _aside(path: str) -> str:
    """Where the old file stands while the new one takes its place; swept like what is fresh."""
    above, slash, name = path.rpartition("/")
    return f"{above}{slash}{FRESH}0.{name}"


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


@contextmanager
def opened(config: Config) -> Iterator[Steps]:
    """The folder, over a connection until the end of the block.

    Raises Hindrance; RuleBroken with the field `host_key` where nobody has confirmed the server's
    key yet, and with `key` where the private key cannot be read.
    """
    gate = Gatekeeper(str(config.get("host_key") or ""))
    with asyncio.Runner() as runner:

        async def within(step: Awaitable[object], timeout_s: float) -> object:
            async with asyncio.timeout(timeout_s):
                return await step

        with told():
            connection, sftp = _connected(runner, config, gate)
        try:
            yield RemoteFolder(
                lambda step: runner.run(within(step, STEP_TIMEOUT_S)),
                sftp,
                str(config.get("path")).rstrip("/"),
            )
        finally:
            connection.abort()
            with suppress(Exception):
                runner.run(within(connection.wait_closed(), 1.0))


def _connected(
    runner: asyncio.Runner, config: Config, gate: Gatekeeper
) -> tuple[asyncssh.SSHClientConnection, asyncssh.SFTPClient]:
    async def connect() -> tuple[asyncssh.SSHClientConnection, asyncssh.SFTPClient]:
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            connection = await signed_in(config, gate)
            return connection, await connection.start_sftp_client()

    with gate.asking():
        return runner.run(connect())


async def signed_in(config: Config, gate: Gatekeeper) -> asyncssh.SSHClientConnection:
    """A connection to the server, as the user. Raises what asyncssh does, and RuleBroken."""
    way, host, port = way_of(config), str(config.get("host")), int(str(config.get("port") or 22))
    is_by_key = config.get("sign_in") == "key"
    keys = [_private_key(str(config.get("key") or ""))] if is_by_key else None
    return await asyncssh.connect(
        host,
        port,
        sock=None if way.is_usual else way.dial(host, port, CONNECT_TIMEOUT_S),
        config=None,
        known_hosts=((), (), ()),
        client_factory=lambda: gate,
        username=str(config.get("user")),
        password=None if is_by_key else str(config.get("password") or ""),
        client_keys=keys,
        agent_path=None,
        gss_auth=False,
        gss_kex=False,
    )


def _private_key(text: str) -> asyncssh.SSHKey:
    """The key; its lines may have become one on their way through a control of one line."""
    lines = text.strip() + "\n"
    found = _ARMOURED.fullmatch(text.strip())
    if found is not None:
        body = "".join(found["body"].split())
        lines = "\n".join((found["begin"], body, found["end"], ""))
    try:
        return asyncssh.import_private_key(lines)
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise RuleBroken(
            "The private key cannot be read. Paste the whole text of its file, from BEGIN to END; "
            "a key with a passphrase is of no use here.",
            field="key",
        ) from error
