"""A page server is a place of the page like any other: waited for, read back, and missed."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from statusboard.app.page.commands import choose_settings, remove_target
from statusboard.app.page.inputs import ChooseSettings, RemoveTarget
from statusboard.app.page.page_servers import NOBODY, NOT_YET, SERVED_S, PageServers
from statusboard.app.page.publisher import LOOK_EVERY_S, Publisher
from statusboard.app.page.shelf import Shelf
from statusboard.domain.views.notices import PublicationView
from statusboard.domain.views.site import SiteIndex
from statusboard.errors import Unavailable
from statusboard.storage import generations
from statusboard.storage.database import Database
from statusboard.storage.tables import GENERATION
from statusboard.storage.targets import read_targets
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

pytestmark = pytest.mark.anyio


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


@dataclass
class House:
    """A publisher and a shelf that hear of page servers together; nobody chose a place."""

    newsroom: Newsroom
    publisher: Publisher
    shelf: Shelf

    async def settle(self) -> None:
        """Until the publisher has nothing to do but to wait."""
        while await self.publisher.step() == 0.0:
            pass

    async def fetch(self) -> None:
        """As a page server does: asks for what is newest, and again once it shows that."""
        index = await self.shelf.site("")
        assert index is not None
        assert await self.shelf.site(index.digest) is None

    def causes(self) -> list[str]:
        with self.newsroom.database.reading(NOON) as unit:
            rows = unit.connection.execute(select(GENERATION).order_by(GENERATION.c.number))
            return [row.cause for row in rows]

    def places(self) -> list[str]:
        with self.newsroom.database.reading(NOON) as unit:
            return [target.kind for target in read_targets(unit)]

    def newest(self) -> tuple[PublicationView, ...]:
        with self.newsroom.database.reading(NOON) as unit:
            found = generations.newest_generation(unit)
            return generations.read_publications(unit, found.number) if found else ()


@asynccontextmanager
async def housed(newsroom: Newsroom) -> AsyncIterator[House]:
    newsroom.service()
    servers = PageServers(newsroom.clock.monotonic, patience_s=0.0)
    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(newsroom.doorway, executor, lambda _: None, servers=servers)
        servers.came = publisher.welcome
        shelf = Shelf(newsroom.doorway, servers)
        try:
            yield House(newsroom, publisher, shelf)
        finally:
            shelf.let_go()


@ON_SQLITE
async def test_where_none_has_come_and_nothing_is_chosen_no_page_is_made(
    newsroom: Newsroom,
) -> None:
    async with housed(newsroom) as house:
        assert await house.publisher.step() == LOOK_EVERY_S
        assert (house.places(), house.causes()) == ([], [])


@ON_SQLITE
async def test_the_first_that_comes_is_a_place_from_then_on(newsroom: Newsroom) -> None:
    async with housed(newsroom) as house:
        with pytest.raises(Unavailable):
            await house.shelf.site("")  # none was ever asked for
        await house.settle()
        assert (house.places(), house.causes()) == (["page_server"], ["settings"])
        newsroom.clock.forward(timedelta(seconds=SERVED_S + 1))
        await house.fetch()
        await house.settle()
        assert (house.places(), len(house.causes())) == (["page_server"], 1)


@ON_SQLITE
async def test_what_it_shows_is_read_back(newsroom: Newsroom) -> None:
    async with housed(newsroom) as house:
        house.publisher.welcome()
        await house.settle()
        (waiting,) = house.newest()
        assert waiting.read_back_at is None
        index = await house.shelf.site("")
        newsroom.clock.forward(timedelta(minutes=2))
        await house.settle()
        (waiting,) = house.newest()
        assert waiting.read_back_at is None  # it has fetched it, and does not show it yet
        assert waiting.problem == NOT_YET
        assert index is not None
        await house.shelf.site(index.digest)
        newsroom.clock.forward(timedelta(minutes=2))
        await house.settle()
        (shown,) = house.newest()
        assert shown.read_back_at is not None
        assert not shown.problem


@ON_SQLITE
async def test_it_is_kept_current(newsroom: Newsroom) -> None:
    async with housed(newsroom) as house:
        house.publisher.welcome()
        await house.settle()
        newsroom.do(choose_settings, ChooseSettings({"page.name": "Northwind"}))
        await house.settle()
        newsroom.clock.forward(timedelta(minutes=1))
        newsroom.service("Search")
        await house.settle()
        assert house.causes() == ["settings", "settings", "services"]


@ON_SQLITE
async def test_one_that_is_gone_is_missed_and_welcome_again(newsroom: Newsroom) -> None:
    async with housed(newsroom) as house:
        house.publisher.welcome()
        await house.settle()
        (missed,) = house.newest()
        assert missed.problem == NOBODY
        await house.fetch()  # and is not left to wait for its turn
        await house.settle()
        (shown,) = house.newest()
        assert (shown.problem, shown.read_back_at is None) == ("", False)


@ON_SQLITE
async def test_one_that_was_taken_from_the_places_is_not_waited_for(newsroom: Newsroom) -> None:
    async with housed(newsroom) as house:
        house.publisher.welcome()
        await house.settle()
        with newsroom.database.reading(NOON) as unit:
            (place,) = read_targets(unit)
        newsroom.do(remove_target, RemoveTarget(place.id))
        await house.settle()
        assert house.places() == []


def shown(generation: int) -> SiteIndex:
    return SiteIndex(generation, f"digest {generation}", NOON, ())


async def test_who_waits_hears_at_once() -> None:
    servers = PageServers(patience_s=30.0)
    shelf_says = shown(7)
    waiting = asyncio.create_task(servers.until_shown(7))
    await asyncio.sleep(0)
    servers.show(shown(6))
    await asyncio.sleep(0)
    assert not waiting.done()
    servers.show(shelf_says)
    async with asyncio.timeout(5):
        assert (await waiting).digest == shelf_says.digest
        assert (await servers.until_shown(5)).digest == shelf_says.digest  # a newer one says it too
