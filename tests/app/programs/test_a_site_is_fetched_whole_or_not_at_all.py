"""The page server's way to the office: only what differs, in parts, and nothing that is not so."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from statusboard.app.processes.pipe import Method, Server
from statusboard.app.programs.site_feed import BATCH, SiteFeed, batches
from statusboard.domain.access import Credentials
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.site import ContentWanted, SiteFile
from statusboard.errors import Unavailable
from statusboard.server.site import Site
from tests.fixtures.served import FILES, index_of, page

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
PART = 1_000


@dataclass
class StandInOffice:
    """An office's end of the pipe that a test can make err. It hands out parts of `PART` bytes."""

    files: dict[str, bytes] = field(default_factory=lambda: dict(FILES))
    generation: int = 1
    asked: list[str] = field(default_factory=list)
    spoils: Callable[[bytes], bytes] = lambda part: part
    replaced: int = 0
    known: list[str] = field(default_factory=list)

    async def site(self, known: str, _who: Credentials) -> object:
        self.known.append(known)
        index = index_of(self.files, generation=self.generation)
        return None if index.digest == known else index

    async def content(self, wanted: ContentWanted, _who: Credentials) -> bytes:
        if self.replaced:
            self.replaced -= 1
            raise Unavailable("Another page has taken its place.")
        held = {hashlib.sha256(content).hexdigest(): content for content in self.files.values()}
        if wanted.start == 0:
            self.asked += wanted.digests
        whole = b"".join(held[digest] for digest in wanted.digests)
        return self.spoils(whole[wanted.start : wanted.start + PART])

    def publish(self, **files: bytes) -> None:
        self.generation += 1
        self.files |= {path.replace("_", "."): content for path, content in files.items()}


@dataclass
class Scene:
    """A feed beside an office, and the sites that it showed."""

    office: StandInOffice
    server: Server
    feed: SiteFeed
    shown: "asyncio.Queue[Site]"

    def announce(self) -> None:
        self.server.announce(Changes.of(Topic.PUBLICATION))

    async def looked(self) -> None:
        """Returns when the feed has asked once more and shown what it got."""
        self.feed.heard.clear()
        self.announce()
        await self.feed.heard.wait()


@asynccontextmanager
async def feeding(tmp_path: Path, office: StandInOffice) -> AsyncIterator[Scene]:
    server = Server(
        {},
        for_visitors={
            "page.guarded_site": Method(str, office.site),
            "page.content": Method(ContentWanted, office.content),
        },
    )
    await server.start()
    file = tmp_path / "office-visitors.json"
    server.visitors_address.write(file)
    shown: asyncio.Queue[Site] = asyncio.Queue()
    feed = SiteFeed(file, shown.put_nowait)
    running = asyncio.ensure_future(feed.run())
    try:
        async with asyncio.timeout(BOUND_S):
            await feed.heard.wait()
            yield Scene(office, server, feed, shown)
    finally:
        running.cancel()
        await asyncio.wait({running})
        await server.stop()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def test_all_of_it_comes_in_parts_and_is_shown_at_once(tmp_path: Path) -> None:
    async with feeding(tmp_path, StandInOffice()) as scene:
        site = scene.shown.get_nowait()

    assert {path: served.content(served.plain) for path, served in site.files.items()} == FILES
    assert scene.shown.empty()


async def test_only_what_differs_is_asked_for(tmp_path: Path) -> None:
    async with feeding(tmp_path, StandInOffice()) as scene:
        first = scene.shown.get_nowait()
        scene.office.asked.clear()
        newer = page("Newer")
        scene.office.publish(index_html=newer)
        await scene.looked()
        second = scene.shown.get_nowait()

        assert scene.office.asked == [digest(newer)]
        march = "history/2026-03/index.html"
        assert second.files[march] is first.files[march]
        await scene.looked()
        assert scene.shown.empty()  # the same page is not shown twice


async def test_what_is_not_as_it_was_said_to_be_is_not_shown(tmp_path: Path) -> None:
    async with feeding(tmp_path, StandInOffice()) as scene:
        first = scene.shown.get_nowait()
        scene.office.publish(index_html=page("Newer"))
        for spoils in (lambda part: part[::-1], lambda _: b"", lambda part: part + b"more"):
            scene.office.spoils = spoils
            await scene.looked()
            assert scene.shown.empty()
            assert scene.feed.site is first

        scene.office.spoils = lambda part: part
        await scene.looked()
        assert scene.shown.get_nowait().index.generation == scene.office.generation


async def test_a_page_that_is_replaced_while_it_is_fetched_gives_way_to_the_next(
    tmp_path: Path,
) -> None:
    office = StandInOffice(replaced=1)
    async with feeding(tmp_path, office) as scene:
        assert scene.shown.empty()
        office.publish(index_html=page("Newer"))
        await scene.looked()

        assert scene.shown.get_nowait().index.generation == office.generation


async def test_an_office_that_speaks_otherwise_is_left_and_tried_again(tmp_path: Path) -> None:
    office = StandInOffice()
    right = office.site
    calls = 0

    async def of_tomorrow(known: str, who: Credentials) -> object:
        nonlocal calls
        calls += 1
        return {"pages": []} if calls < 3 else await right(known, who)

    office.site = of_tomorrow  # type: ignore[method-assign]
    async with feeding(tmp_path, office) as scene:
        await scene.shown.get()

    assert calls >= 3


async def test_what_is_shown_is_told_at_once(tmp_path: Path) -> None:
    office = StandInOffice()
    async with feeding(tmp_path, office) as scene:
        site = scene.feed.site
        assert site is not None
        async with asyncio.timeout(60):
            while office.known[-1] != site.index.digest:  # noqa: ASYNC110 - no event tells it
                await asyncio.sleep(0)


async def test_a_mistake_of_ours_is_written_down_and_the_last_page_stays(
    tmp_path: Path, allow_logs
) -> None:
    heard = allow_logs("statusboard.app.programs.site_feed", level=logging.ERROR)
    async with feeding(tmp_path, StandInOffice()) as scene:
        first = scene.shown.get_nowait()
        shows = scene.feed.take

        def stumbles(_site: Site) -> None:
            scene.feed.take = shows
            raise KeyError("our mistake")

        scene.feed.take = stumbles
        scene.office.publish(index_html=page("Newer"))
        scene.announce()
        while not [record for record in heard if record.levelno == logging.ERROR]:  # noqa: ASYNC110 - a log has no events
            await asyncio.sleep(0)
        assert scene.shown.empty()
        assert scene.feed.site is first
        assert (await scene.shown.get()).index.generation == scene.office.generation


def test_files_are_fetched_together_as_far_as_a_call_should_go() -> None:
    sizes = [10, BATCH - 1, 5, BATCH * 3, 1, 1]
    files = [SiteFile(f"{n}.html", str(n), size) for n, size in enumerate(sizes)]

    found = list(batches(files))

    assert [file for batch in found for file in batch] == files
    for batch in found:
        assert len(batch) == 1 or sum(file.size for file in batch) <= BATCH
    assert len(found) < len(files)
