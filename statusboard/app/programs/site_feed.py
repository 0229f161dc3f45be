"""Brings the newest pages from the office into memory, and again whenever there are others."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from statusboard.app.processes.pipe import Address, Caller, Deadline
from statusboard.app.programs.further_sites import FurtherSites
from statusboard.app.waiting import wait
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.domain.views.site import (
    ContentWanted,
    FurtherPage,
    SiteFile,
    SiteIndex,
    SiteWanted,
)
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
    """Keeps the sites current; the last ones stay while the office is gone.

    `take` gets each newer one of the main page.
    `address_file`: where the office leaves the address that visitors may have. `heard` is set once
    an office has answered, be it that there is no page yet. `caller` is the connection to it.
    `further` holds the pages beside the main one, where they are shown.
    """

    address_file: Path
    take: Callable[[Site], None]
    further: FurtherSites | None = None
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
            further = await self._expected(caller)
            try:
                # Asked once more at once where it was new: so the office hears that it is shown.
                while await self._fetch(caller):
                    self.heard.set()
            except Unavailable as error:
                # There is no page yet, or another one took its place while it was fetched.
                log.info("page not fetched because=%s", error)
            for page in (one for one in further if not one.is_gone):
                try:
                    while await self._fetch_further(caller, page.key):
                        pass
                except StatusBoardError as error:
                    # The others are not kept waiting for this one.
                    log.info("page not fetched page=%s because=%s", page.key, error)
            self.heard.set()
            await wait(self._changed, LOOK_S)

    async def _expected(self, caller: Caller) -> tuple[FurtherPage, ...]:
        """The pages beside the main one, whose hosts are known before anything is shown."""
        if self.further is None:
            return ()
        try:
            pages: tuple[FurtherPage, ...] = await caller.call(
                "page.further", None, tuple[FurtherPage, ...], deadline=MAKE
            )
        except StatusBoardError as error:
            # An office of an earlier version; or it is asked again, and what is shown stays.
            log.info("further pages not known because=%s", error)
            return ()
        self.further.expect(pages)
        return pages

    async def _fetch(self, caller: Caller) -> bool:
        """Whether there was a newer page, which is shown now."""
        known = "" if self.site is None else self.site.index.digest
        index: SiteIndex | None = await caller.call(
            "page.guarded_site", known, SiteIndex | None, deadline=MAKE
        )
        if index is None:
            return False
        site = await self._whole(caller, index, self.site)
        self.take(site)
        self.site = site
        return True

    async def _fetch_further(self, caller: Caller, key: str) -> bool:
        """The same of a page beside the main one."""
        assert self.further is not None
        before = self.further.site(key)
        wanted = SiteWanted(key, "" if before is None else before.index.digest)
        index: SiteIndex | None = await caller.call(
            "page.further_site", wanted, SiteIndex | None, deadline=MAKE
        )
        if index is None:
            return False
        self.further.take(key, await self._whole(caller, index, before, key))
        return True

    async def _whole(
        self, caller: Caller, index: SiteIndex, before: Site | None, page: str = ""
    ) -> Site:
        """The site of an index, with what the one before lacks fetched."""
        contents: dict[str, bytes] = {}
        for batch in batches(lacking(index, before)):
            contents |= await self._contents(caller, batch, page)
        site = await asyncio.to_thread(Site.made, index, contents, before)
        log.info(
            "page shown generation=%d files=%d fetched=%d",
            index.generation,
            len(index.files),
            len(contents),
        )
        return site

    async def _contents(self, caller: Caller, batch: list[SiteFile], page: str) -> dict[str, bytes]:
        """The contents of some files by digest. Raises Unavailable where they are not as said."""
        digests = tuple(file.digest for file in batch)
        size = sum(file.size for file in batch)
        whole = bytearray()
        while len(whole) < size:
            wanted = ContentWanted(digests, len(whole), page)
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
