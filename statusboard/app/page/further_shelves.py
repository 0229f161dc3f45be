"""The pages beside the main one that a page server shows: those with a public address there."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.app.doorway import query
from statusboard.app.page.shelf import Shelf
from statusboard.app.settings import PAGE_URL, PUBLIC_URL, text_setting
from statusboard.domain.page_host import host_of
from statusboard.domain.views.site import ContentWanted, FurtherPage, SiteIndex, SiteWanted
from statusboard.errors import Unavailable
from statusboard.storage.pages import read_page_settings, read_pages, settings_of_removed
from statusboard.storage.unit import Unit

NOT_SHOWN = "A page server does not show this page: it has no public address there any more."


def _served(unit: Unit, _given: None) -> dict[str, tuple[int, str]]:
    """The number and the public address of each, by its key."""
    found = {
        page.key: (page.id, text_setting(read_page_settings(unit, page.id), PUBLIC_URL))
        for page in read_pages(unit)
        if not page.is_main
    }
    return {key: (number, address) for key, (number, address) in found.items() if address}


SERVED = query("page.served_beside")(_served)


def _gone(unit: Unit, _given: None) -> tuple[FurtherPage, ...]:
    """The pages that were removed, at hosts of which no page of now is."""
    pages = [read_page_settings(unit, page.id) for page in read_pages(unit)]
    used = {host_of(address) for own in pages for address in _addresses(own)}
    return tuple(
        FurtherPage(key, address, is_gone=True)
        for key, address in settings_of_removed(unit, PUBLIC_URL).items()
        if isinstance(address, str) and host_of(address) not in used
    )


def _addresses(settings: Mapping[str, object]) -> tuple[str, ...]:
    return text_setting(settings, PUBLIC_URL), text_setting(settings, PAGE_URL)


GONE = query("page.gone")(_gone)


@dataclass(slots=True)
class FurtherShelves:
    """A shelf for each of these pages. `main` is that of the main page, whose ways they share."""

    main: Shelf
    _shelves: dict[int, Shelf] = field(default_factory=dict)

    async def pages(self) -> tuple[FurtherPage, ...]:
        """The pages that a page server is to show beside the main one, and those that are gone."""
        served = await self._served()
        gone = await asyncio.to_thread(self.main.doorway.ask, GONE, None)
        return (*(FurtherPage(key, address) for key, (_, address) in served.items()), *gone)

    async def site(self, wanted: SiteWanted) -> SiteIndex | None:
        """See Shelf. Raises Unavailable for a page that no page server shows, too."""
        return await (await self._of(wanted.page)).site(wanted.known)

    async def content(self, wanted: ContentWanted) -> bytes:
        """See Shelf; also of the main page, whose key is empty."""
        shelf = await self._of(wanted.page) if wanted.page else self.main
        return await shelf.content(wanted)

    def let_go(self) -> None:
        """Forgets the contents."""
        for shelf in (self.main, *self._shelves.values()):
            shelf.let_go()

    async def _of(self, key: str) -> Shelf:
        served = await self._served()
        if key not in served:
            raise Unavailable(NOT_SHOWN)
        number, _ = served[key]
        main = self.main
        return self._shelves.setdefault(
            number,
            Shelf(main.doorway, main.servers, main.rendered, main.hold_s, page_id=number),
        )

    async def _served(self) -> dict[str, tuple[int, str]]:
        return await asyncio.to_thread(self.main.doorway.ask, SERVED, None)
