"""The site as page servers fetch it: an index of the newest generation, then what they lack of it.

A page server has no database and no folder. It is told every file with its digest, asks for those
that it has not, and shows all of them at once. Content goes out in parts that fit into a line of
the pipe. Nothing is remembered for any of them.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from statusboard.app.doorway import Doorway, query
from statusboard.app.page.next_step import site_of
from statusboard.app.page.page_servers import PageServers
from statusboard.app.page.readers import GUARDED
from statusboard.app.timeouts import within
from statusboard.domain.page import MAIN
from statusboard.domain.page_access import PageAccess
from statusboard.domain.views.public import PublicView
from statusboard.domain.views.site import ContentWanted, SiteFile, SiteIndex
from statusboard.errors import Unavailable
from statusboard.render.memory import PageMemories
from statusboard.storage import generations
from statusboard.storage.unit import Unit
from statusboard.targets.base import digest_of

Value = TypeVar("Value")

# In base64 a part takes a third more, and still a fraction of the longest line of the pipe.
PART = 4 * 1024 * 1024
# Rendering ten thousand incidents for the first time takes half a minute.
TIMEOUT_S = 120.0
# All content of a large site is hundreds of megabytes: it is held for as long as it is fetched.
HOLD_S = 30.0
NO_ANSWER = "The page was not made in time. Try again in a moment."
NO_PAGE = "No page has been published yet."
PRIVATE = (
    "The page is private now, and this page server is of a version that does not know of that. "
    "Start it once more."
)
REPLACED = "Another page has taken the place of this one. Ask for its files anew."


def _newest_number(unit: Unit, _given: None) -> int:
    newest = generations.newest_generation(unit)
    return 0 if newest is None else newest.number


# The number of the newest generation; 0 where none was ever asked for.
NEWEST_NUMBER = query("page.newest_number")(_newest_number)


@dataclass(frozen=True, slots=True)
class _Shelved:
    """A rendering: from its view every byte of it can be made again."""

    view: PublicView
    access: PageAccess | None
    index: SiteIndex


@dataclass(slots=True)
class Shelf:
    """Holds the newest generation for page servers, and hears from them what they show.

    `rendered` is what was rendered before; it may be shared with the publisher. `page_id` is the
    page that it holds.
    """

    doorway: Doorway
    servers: PageServers
    rendered: PageMemories = field(default_factory=PageMemories)
    hold_s: float = HOLD_S
    page_id: int = MAIN
    _shelved: _Shelved | None = None
    _contents: dict[str, bytes] = field(default_factory=dict)
    _letting_go: asyncio.TimerHandle | None = None
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def site(self, known: str) -> SiteIndex | None:
        """What the newest generation holds; None where the caller has it (`known`: its digest).

        Raises Unavailable where no page was ever asked for, or none can be made now.
        """
        return await self._site(known)

    async def open_site(self, known: str) -> SiteIndex | None:
        """The same for page servers from before pages could be private, which would show all of it.

        Raises Unavailable where it is.
        """
        found = await self._site(known)
        if self._shelved is not None and self._shelved.access is not None:
            raise Unavailable(PRIVATE)
        return found

    async def _site(self, known: str) -> SiteIndex | None:
        self.servers.asked()
        async with self._one_at_a_time:
            number = await self._in_thread(lambda: self.doorway.ask(NEWEST_NUMBER, None))
            if number == 0:
                raise Unavailable(NO_PAGE)
            if self._shelved is None or self._shelved.index.generation != number:
                view, access = await self._in_thread(
                    lambda: self.doorway.ask(GUARDED, self.page_id)
                )
                files = await self._render(view, access)
                self._shelved = _Shelved(view, access, _index_of(view, files))
            index = self._shelved.index
            if index.digest != known:
                return index
            self.servers.show(index, self.page_id)
            return None

    async def content(self, wanted: ContentWanted) -> bytes:
        """The contents from that byte on, as much as fits into a part; empty past their end.

        Raises Unavailable where one of them is not in the newest generation any more.
        """
        async with self._one_at_a_time:
            if self._shelved is not None and not self._contents:
                await self._render(self._shelved.view, self._shelved.access)
            try:
                found = [self._contents[digest] for digest in wanted.digests]
            except KeyError:
                raise Unavailable(REPLACED) from None
            return _cut(found, wanted.start)

    def let_go(self) -> None:
        """Forgets the contents; they are made again when somebody asks."""
        if self._letting_go is not None:
            self._letting_go.cancel()
        self._letting_go = None
        self._contents = {}

    async def _render(
        self, view: PublicView, access: PageAccess | None
    ) -> dict[str, tuple[str, int]]:
        """The digest and size of every file, whose contents are then held for a while."""

        def work() -> tuple[dict[str, tuple[str, int]], dict[str, bytes]]:
            sizes, contents = {}, {}
            for path, content in site_of(
                view, self.rendered.of(self.page_id), access
            ).files.items():
                digest = hashlib.sha256(content).hexdigest()
                sizes[path] = digest, len(content)
                contents[digest] = content
            return sizes, contents

        files, contents = await self._in_thread(work)
        self.let_go()
        self._contents = contents
        self._letting_go = asyncio.get_running_loop().call_later(self.hold_s, self.let_go)
        return files

    async def _in_thread(self, work: Callable[[], Value]) -> Value:
        return await within(TIMEOUT_S, work, otherwise=NO_ANSWER)


def _index_of(view: PublicView, files: dict[str, tuple[str, int]]) -> SiteIndex:
    return SiteIndex(
        view.generation,
        digest_of({path: digest for path, (digest, _) in files.items()}),
        view.as_of,
        tuple(SiteFile(path, digest, size) for path, (digest, size) in files.items()),
    )


def _cut(contents: list[bytes], start: int) -> bytes:
    """A part of the contents as if they were one, without putting all of them together."""
    parts, room = [], PART
    for content in contents:
        if start >= len(content):
            start -= len(content)
            continue
        part = content[start : start + room]
        parts.append(part)
        room -= len(part)
        start = 0
        if room == 0:
            break
    return b"".join(parts)
