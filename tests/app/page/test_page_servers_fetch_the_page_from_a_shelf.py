"""The office's shelf: the newest generation, by the file, for page servers without a database."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from statusboard.app.page.page_servers import PageServers
from statusboard.app.page.shelf import NO_PAGE, PART, REPLACED, Shelf
from statusboard.app.processes.wire import LINE_LIMIT
from statusboard.domain.views.site import ContentWanted, SiteIndex
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

pytestmark = pytest.mark.anyio


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


@asynccontextmanager
async def shelf_of(newsroom: Newsroom, **more: Any) -> AsyncIterator[Shelf]:
    shelf = Shelf(newsroom.doorway, PageServers(), **more)
    try:
        yield shelf
    finally:
        shelf.let_go()


async def fetched(shelf: Shelf, index: SiteIndex) -> dict[str, bytes]:
    """Every file by its path, as a page server would have it."""
    files = {}
    for file in index.files:
        content = b""
        while part := await shelf.content(ContentWanted((file.digest,), len(content))):
            content += part
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (file.digest, file.size)
        files[file.path] = content
    return files


async def test_it_tells_every_file_of_the_newest_generation_and_hands_it_out(
    newsroom: Newsroom,
) -> None:
    said = newsroom.publish(wording({newsroom.service(): MAJOR}, title="Payments fail"))

    async with shelf_of(newsroom) as shelf:
        index = await shelf.site("")
        assert index is not None
        files = await fetched(shelf, index)

        assert (index.generation, index.as_of) == (said.generation, NOON)
        assert b"Payments fail" in files["index.html"]
        assert list(files)[-1] == "index.html"
        assert await shelf.site(index.digest) is None


@ON_SQLITE
async def test_the_next_generation_tells_only_other_digests_where_something_changed(
    newsroom: Newsroom,
) -> None:
    service = newsroom.service()
    newsroom.publish(wording({service: MAJOR}))
    async with shelf_of(newsroom) as shelf:
        old = await shelf.site("")
        newsroom.clock.forward(timedelta(minutes=5))
        assert old is not None
        assert await shelf.site(old.digest) is None  # time alone is no other page

        newsroom.publish(wording({service: MAJOR}, title="Search fails"))
        new = await shelf.site(old.digest)

        assert new is not None
        assert new.generation > old.generation
        assert b"Search fails" in (await fetched(shelf, new))["index.html"]
        gone = ContentWanted((next(f.digest for f in old.files if f.path == "index.html"),))
        with pytest.raises(Unavailable, match=REPLACED.partition(".")[0]):
            await shelf.content(gone)


@ON_SQLITE
async def test_before_the_first_generation_there_is_nothing_to_show(newsroom: Newsroom) -> None:
    async with shelf_of(newsroom) as shelf:
        with pytest.raises(Unavailable, match=NO_PAGE):
            await shelf.site("")
        with pytest.raises(Unavailable, match=REPLACED.partition(".")[0]):
            await shelf.content(ContentWanted(("0" * 64,)))


@ON_SQLITE
async def test_contents_are_let_go_after_a_while_and_made_again_byte_for_byte(
    newsroom: Newsroom,
) -> None:
    newsroom.publish(wording({newsroom.service(): MAJOR}))
    async with shelf_of(newsroom, hold_s=0.0) as shelf:
        index = await shelf.site("")
        assert index is not None
        newsroom.clock.forward(timedelta(minutes=90))
        await asyncio.sleep(0.01)

        assert shelf._contents == {}
        assert (await fetched(shelf, index)).keys() == {file.path for file in index.files}


@ON_SQLITE
async def test_several_contents_come_as_one_in_parts_that_fit_into_a_line(
    newsroom: Newsroom,
) -> None:
    newsroom.publish(wording({newsroom.service(): MAJOR}))
    async with shelf_of(newsroom) as shelf:
        index = await shelf.site("")
        assert index is not None
        large = {letter: letter.encode() * (PART - 1) for letter in "abc"}
        shelf._contents |= large

        whole, calls = b"", 0
        while part := await shelf.content(ContentWanted(("a", "b", "c"), len(whole))):
            whole, calls = whole + part, calls + 1
            assert len(msgspec.json.encode(part)) < LINE_LIMIT / 2

        assert whole == b"".join(large.values())
        assert calls == 3
