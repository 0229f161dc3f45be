"""Brings the newest page from the office into memory, and again whenever there is another one."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from statusboard.app.processes.pipe import Address, Caller, Deadline
from statusboard.app.waiting import wait
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.domain.views.site import ContentWanted, SiteFile, SiteIndex
from statusboard.errors import StatusBoardError, Unavailable, told_together
from statusboard.server.site import Site, lacking

log = logging.getLogger(__name__)

ROLE = "office"
# An office that starts again is there within a second or two; one that is gone costs little.
RETRY = Backoff(first_s=0.1, most_s=2.0)
# How often the office is asked though it announced nothing.
LOOK_S = 30.0
# The first rendering of a large site takes its time.
MAKE = Deadline(150.0, may_change=False)
# So much is asked for at once, unless a single file is larger.
BATCH = 4 * 1024 * 1024


@dataclass(slots=True)
class SiteFeed:
    """Keeps one site current. `take` gets each newer one; the last stays while the office is gone.

    `address_file`: where the office leaves the address that visitors may have. `heard` is set once
    an office has answered, be it that there is no page yet. `caller` is the connection to it.
    """

    address_file: Path
    take: Callable[[Site], None]
    site: Site | None = None
    caller: Caller | None = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def has_office(self) -> bool:
        """Whether the office answers."""
        return self.caller is not None

    async def run(self) -> None:
        """Works until it is cancelled."""
        failures = 0
        while True:
            try:
                await self._converse()
                failures = 0
            except StatusBoardError as error:
                failures += 1
                log.info("office out of reach because=%s", error)
            except Exception:
                # The page that is there is worth more than an end: it goes on being shown.
                failures += 1
                log.exception("page not brought")
            self.caller = None
            await asyncio.sleep(RETRY.wait_s(max(1, failures)))

    async def _converse(self) -> None:
        """Asks one office until it is gone. Raises Unavailable where there is none."""
        address = await asyncio.to_thread(Address.read, self.address_file)
        if address is None:
            raise Unavailable("The office is not running.")
        caller = await Caller.connect(address, self._hear, role=ROLE)
        try:
            self.caller = caller
            async with asyncio.TaskGroup() as group:
                looking = group.create_task(self._look(caller))
                await caller.closed()
                looking.cancel()
        except ExceptionGroup as errors:
            raise told_together(errors) from errors
        finally:
            await caller.close()

    async def _look(self, caller: Caller) -> None:
        while True:
            self._changed.clear()
            try:
                # Asked once more at once where it was new: so the office hears that it is shown.
                while await self._fetch(caller):
                    self.heard.set()
            except Unavailable as error:
                # There is no page yet, or another one took its place while it was fetched.
                log.info("page not fetched because=%s", error)
            self.heard.set()
            await wait(self._changed, LOOK_S)

    async def _fetch(self, caller: Caller) -> bool:
        """Whether there was a newer page, which is shown now."""
        known = "" if self.site is None else self.site.index.digest
        index: SiteIndex | None = await caller.call(
            "page.guarded_site", known, SiteIndex | None, deadline=MAKE
        )
        if index is None:
            return False
        contents: dict[str, bytes] = {}
        for batch in batches(lacking(index, self.site)):
            contents |= await self._contents(caller, batch)
        site = await asyncio.to_thread(Site.made, index, contents, self.site)
        self.take(site)
        self.site = site
        log.info(
            "page shown generation=%d files=%d fetched=%d",
            index.generation,
            len(index.files),
            len(contents),
        )
        return True

    async def _contents(self, caller: Caller, batch: list[SiteFile]) -> dict[str, bytes]:
        """The contents of some files by digest. Raises Unavailable where they are not as said."""
        digests = tuple(file.digest for file in batch)
        size = sum(file.size for file in batch)
        whole = bytearray()
        while len(whole) < size:
            wanted = ContentWanted(digests, len(whole))
            part: bytes = await caller.call("page.content", wanted, bytes, deadline=MAKE)
            if not part:
                break
            whole += part
        found, at = {}, 0
        for file in batch:
            content = bytes(whole[at : at + file.size])
            at += file.size
            if hashlib.sha256(content).hexdigest() != file.digest:
                raise Unavailable(f"The office sent something else than {file.path}.")
            found[file.digest] = content
        return found

    def _hear(self, _changes: Changes) -> None:
        self._changed.set()


def batches(files: list[SiteFile]) -> Iterator[list[SiteFile]]:
    """The files in groups that are fetched together, none larger than a call should be.

    A file that is larger by itself comes alone.
    """
    batch: list[SiteFile] = []
    size = 0
    for file in files:
        if batch and size + file.size > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch
