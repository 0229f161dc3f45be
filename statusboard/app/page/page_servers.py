"""What page servers show, as they say themselves: they come for the page, it is not put there.

A page server asks for the newest page with the digest of the one that it shows. It made sure of
every byte of it, so that its word is what reading back is for a folder. One shows all pages that
have an address of their own there.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from statusboard.app.waiting import wait
from statusboard.domain.page import MAIN
from statusboard.domain.views.site import SiteIndex
from statusboard.errors import Unavailable
from statusboard.targets.base import Receipt

# A page server asks twice a minute; one that has not asked for so long is gone.
SERVED_S = 300.0
# It hears at once of a new page, and fetches what it lacks; a large one takes its time.
PATIENCE_S = 40.0
NOBODY = (
    "No page server asks for the page. Start it, with the window or as statusboard serve; or take "
    "it from the places of the page."
)
NOT_YET = "The page server has not fetched this page yet. It goes on showing the one before."
NO_ADDRESS = (
    "The page server knows no address by which people ask for this page. Give the page a public "
    "address of its own, whose host leads to the page server."
)


@dataclass(slots=True)
class PageServers:
    """Remembers what was said. `came` is called where one asks after a time without any."""

    monotonic: Callable[[], float] = time.monotonic
    came: Callable[[], None] = lambda: None
    patience_s: float = PATIENCE_S
    _until_s: float = float("-inf")
    _shown: dict[int, SiteIndex] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def asked(self) -> None:
        """One asks for the newest page, whatever it shows now."""
        is_news = not self.are_there
        self._until_s = self.monotonic() + SERVED_S
        if is_news:
            self.came()

    def show(self, index: SiteIndex, page_id: int = MAIN) -> None:
        """One says that it shows this of a page."""
        self._shown[page_id] = index
        self._news.set()
        self._news = asyncio.Event()

    @property
    def are_there(self) -> bool:
        """Whether one has asked lately."""
        return self._until_s >= self.monotonic()

    async def until_shown(self, generation: int, page_id: int = MAIN) -> Receipt:
        """What is shown of a page, once it is that generation or a newer one.

        Raises Unavailable where nobody shows it in time.
        """
        until_s = self.monotonic() + self.patience_s
        while (shown := self._shown.get(page_id)) is None or shown.generation < generation:
            left_s = until_s - self.monotonic()
            if left_s <= 0 or not await wait(self._news, left_s):
                raise Unavailable(NOT_YET if self.are_there else NOBODY)
        return Receipt(shown.digest, len(shown.files), written=0, removed=0)
