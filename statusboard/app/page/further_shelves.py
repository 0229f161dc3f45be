"""The pages beside the main one that a page server shows: those with a public address there."""

import asyncio
from dataclasses import dataclass, field

from statusboard.app.doorway import query
from statusboard.app.page.shelf import Shelf
from statusboard.app.settings import PUBLIC_URL, text_setting
from statusboard.domain.views.site import ContentWanted, FurtherPage, SiteIndex, SiteWanted
from statusboard.errors import Unavailable
from statusboard.storage.pages import read_page_settings, read_pages
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


@dataclass(slots=True)
class FurtherShelves:
    """A shelf for each of these pages. `main` is that of the main page, whose ways they share."""

    main: Shelf
    _shelves: dict[int, Shelf] = field(default_factory=dict)

    async def pages(self) -> tuple[FurtherPage, ...]:
        """The pages that a page server is to show, beside the main one."""
        served = await self._served()
        return tuple(FurtherPage(key, address) for key, (_, address) in served.items())

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
