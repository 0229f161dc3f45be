"""A page that a desk brought, kept on the disk of this machine: shown again after a restart.

Contents stand under their digests, those that are still coming beside them, and one small file says
which list of files is shown. That file is replaced in one step, before the page in memory is.
"""

import asyncio
import contextlib
import errno
import hashlib
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from statusboard.domain.page_arrival import LARGEST, Arrived, is_digest, read_files
from statusboard.domain.views.site import SiteIndex
from statusboard.errors import Unavailable
from statusboard.own_files import make_folder, open_file, read_file, write_file
from statusboard.server.arrivals import LACKING, OVERTAKEN, WRONG, Refusal
from statusboard.server.site import Site, lacking

log = logging.getLogger(__name__)

Value = TypeVar("Value")

TOKEN, SHOWN, CONTENTS, COMING = "token", "shown", "contents", "coming"
TOKEN_BYTES = 32
# What no page shows may be on its way into one; after so long it is not.
LEFT_S = 3600.0
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def token_in(folder: Path) -> str:
    """The token of the desk, made by the first start. Raises Unavailable."""
    path = folder / TOKEN
    try:
        make_folder(folder)
        if not path.exists():
            write_file(path, f"{secrets.token_urlsafe(TOKEN_BYTES)}\n".encode())
        found = read_file(path, 1_000).decode("ascii", "replace").strip()
    except OSError as error:
        raise Unavailable(
            f"The folder {folder} cannot be used ({error.strerror or error}). Choose another one."
        ) from error
    if len(found) < TOKEN_BYTES:
        raise Unavailable(f"The token in {path} is too short. Delete the file, and start again.")
    return found


@dataclass(slots=True)
class KeptSite:
    """What arrived (Arrivals). `take` gets each page that is to be shown; one at a time."""

    folder: Path
    take_page: Callable[[Site], None]
    now_s: Callable[[], float]
    _arrived: Arrived = field(default_factory=Arrived)
    _site: Site | None = None
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def arrived(self) -> Arrived:
        """See Arrivals."""
        return replace(self._arrived, now_s=self.now_s())

    async def restore(self) -> None:
        """Shows what was shown last; nothing where there is none, or it is not whole any more."""
        try:
            listed = await asyncio.to_thread(self._shown)
            if listed is not None:
                await self._show(listed)
        except (OSError, ValueError, KeyError, Refusal) as error:
            # The desk finds nothing here that it knows, and brings all of it.
            log.warning("page not restored because=%s", error)

    async def lacking(self, digests: list[str]) -> dict[str, int]:
        """See Arrivals."""

        def look() -> dict[str, int]:
            absent = (digest for digest in digests if not _is_kept(self._path(digest)))
            return {digest: _size(self._path(digest, COMING)) for digest in absent}

        return await _on_disk(look)

    async def take(self, digest: str, at: int, size: int, part: bytes) -> int:
        """See Arrivals."""
        async with self._one_at_a_time:
            return await _on_disk(lambda: self._append(digest, at, size, part))

    async def show(self, before: str, index: str) -> None:
        """See Arrivals."""
        async with self._one_at_a_time:
            if before != self._arrived.tag:
                raise Refusal(OVERTAKEN, "another page stands here by now")
            try:
                listed = read_files(await _on_disk(lambda: self._read(index)))
                site = await self._made(listed)
            except FileNotFoundError:
                raise Refusal(LACKING, "a content is missing") from None
            except (ValueError, KeyError) as error:
                raise Refusal(WRONG, f"what cannot be shown: {error}") from None
            await _on_disk(lambda: self._note(index))
            self._switch(listed, site)
            # It is shown: that nothing of before can be taken away changes nothing of that.
            with contextlib.suppress(Refusal, FileNotFoundError):
                await _on_disk(lambda: self._sweep(index))

    async def content(self, path: str) -> bytes | None:
        """See Arrivals."""
        digest = next((file.digest for file in self._arrived.files if file.path == path), "")
        return await _on_disk(lambda: self._read(digest)) if digest else None

    async def _show(self, listed: Arrived) -> None:
        self._switch(listed, await self._made(listed))

    def _switch(self, listed: Arrived, site: Site) -> None:
        self._arrived, self._site = listed, site
        self.take_page(site)
        log.info("page shown generation=%d files=%d", listed.generation, len(listed.files))

    async def _made(self, listed: Arrived) -> Site:
        """The page, ready to be sent. Raises FileNotFoundError, ValueError, Refusal."""

        def make() -> Site:
            # What programs of the desk keep here for themselves is nobody's page.
            files = tuple(f for f in listed.files if not f.path.startswith(".statusboard"))
            made_at = datetime.fromtimestamp(self.now_s(), UTC)
            index = SiteIndex(listed.generation, listed.tag, made_at, files)
            if not all(_is_kept(self._path(file.digest)) for file in files):
                raise FileNotFoundError
            new = lacking(index, self._site)
            contents = {file.digest: self._read(file.digest) for file in new}
            return Site.made(index, contents, self._site)

        return await _on_disk(make)

    def _append(self, digest: str, at: int, size: int, part: bytes) -> int:
        if _is_kept(self._path(digest)):
            return size
        coming = self._path(digest, COMING)
        has = _size(coming)
        if has > size or not has:
            coming.unlink(missing_ok=True)  # a link, too: nothing is written where it leads
            has = 0
        if at != has:
            raise Refusal(LACKING, "a part is missing, or came before", has)
        make_folder(coming.parent)
        with os.fdopen(open_file(coming, os.O_WRONLY | os.O_CREAT | os.O_APPEND), "ab") as stream:
            stream.write(part)
            stream.flush()
            if at + len(part) == size:
                os.fsync(stream.fileno())
        if at + len(part) < size:
            return at + len(part)
        if hashlib.sha256(read_file(coming, LARGEST)).hexdigest() != digest:
            coming.unlink()
            raise Refusal(WRONG, "not the content that it was said to be", 0)
        make_folder(self._path(digest).parent)
        coming.replace(self._path(digest))
        return size

    def _note(self, index: str) -> None:
        write_file(self.folder / SHOWN, index.encode())

    def _shown(self) -> Arrived | None:
        try:
            index = read_file(self.folder / SHOWN, 100).decode("ascii", "replace")
        except FileNotFoundError:
            return None
        if not is_digest(index):
            raise ValueError("which page was shown cannot be read")
        return read_files(self._read(index))

    def _read(self, digest: str) -> bytes:
        """A content, whole. Raises FileNotFoundError, also for one that was damaged."""
        content = read_file(self._path(digest), LARGEST)
        if hashlib.sha256(content).hexdigest() != digest:
            self._path(digest).unlink(missing_ok=True)
            raise FileNotFoundError(digest)
        return content

    def _sweep(self, index: str) -> None:
        """Removes what no page shows any more, but not what may just be coming."""
        left_s = (self.folder / SHOWN).stat().st_mtime - LEFT_S
        kept = {index, *(file.digest for file in self._arrived.files)}
        for folder in (CONTENTS, COMING):
            with contextlib.suppress(FileNotFoundError):
                for entry in os.scandir(self.folder / folder):
                    is_old = entry.stat().st_mtime < left_s
                    if is_old and entry.name not in kept:
                        Path(entry.path).unlink(missing_ok=True)

    def _path(self, digest: str, folder: str = CONTENTS) -> Path:
        assert is_digest(digest)
        return self.folder / folder / digest


def _is_kept(path: Path) -> bool:
    """Whether a file of ours stands there: what a link leads to is none."""
    return path.is_file() and not path.is_symlink()


def _size(path: Path) -> int:
    return path.stat().st_size if _is_kept(path) else 0


async def _on_disk(work: Callable[[], Value]) -> Value:
    """What the work answers, off the loop. Raises Refusal where the disk does not take it."""
    try:
        return await asyncio.to_thread(work)
    except FileNotFoundError:
        raise
    except OSError as error:
        log.warning("disk refused because=%s", error)
        status = 507 if error.errno in _FULL else 403
        raise Refusal(status, error.strerror or "the disk refuses") from error
