"""A folder on a server over SFTP, step by step (Steps)."""

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar, cast

import asyncssh

from statusboard.catalog.declaration import Config
from statusboard.targets.base import LARGEST
from statusboard.targets.ownership import MANIFEST
from statusboard.targets.remote.names import aside_name, fresh_name
from statusboard.targets.remote.steps import Hindrance, Steps, Stored, Trouble
from statusboard.targets.ssh.connection import CONNECT_TIMEOUT_S, Connection, connected
from statusboard.targets.ssh.failures import told

Value = TypeVar("Value")


@dataclass(slots=True)
class RemoteFolder:
    """The steps in a folder of a server. See `Steps`."""

    connection: Connection
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
            return self.connection.run(step)

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    async def _read(self, path: str) -> Stored | None:
        # The manifest alone cannot be missed for an instant: without it nothing here is ours.
        for each in (path, aside_name(path)) if path == MANIFEST else (path,):
            with suppress(asyncssh.SFTPNoSuchFile):
                async with self.sftp.open(self._at(each), "rb") as stream:
                    content = cast("bytes", await stream.read(LARGEST + 1))
                    if len(content) > LARGEST:
                        raise Hindrance(Trouble.STRANGE, "a file is too long")
                    return Stored(content)
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
        await self._move_in_steps(self._at(source), self._at(path), self._at(aside_name(path)))

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


@contextmanager
def opened(config: Config) -> Iterator[Steps]:
    """The folder, over a connection until the end of the block. Raises what `connected` does."""
    with connected(config) as connection:
        with told():
            sftp = connection.run(connection.ssh.start_sftp_client(), CONNECT_TIMEOUT_S)
        yield RemoteFolder(connection, sftp, str(config.get("path")).rstrip("/"))
