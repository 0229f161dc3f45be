"""The office speaks: the page's publisher, and every other loop of its role, in one group."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from statusboard.app.clock import Clock
from statusboard.app.doorway import Doorway, Secrets
from statusboard.app.page.commands import BeginPage, begin_page
from statusboard.app.page.further_shelves import FurtherShelves
from statusboard.app.page.kinds import local_kind, target_kinds
from statusboard.app.page.next_step import site_of
from statusboard.app.page.page_servers import PageServers
from statusboard.app.page.public_watch import PublicWatch
from statusboard.app.page.publisher import ACTOR, Publisher
from statusboard.app.page.readers import GUARDED
from statusboard.app.page.shelf import Shelf
from statusboard.app.settings import PAGE_ID
from statusboard.domain.changes import Changes
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.database import Database
from statusboard.storage.settings import read_settings
from statusboard.targets.base import Receipt


class Office:
    """What the office program does between its verbs.

    `reader` is the same database opened for reading only, where there is one: a page that is
    being read then never keeps the collector from writing. `secrets` keeps, on this machine, what
    places are sent in secret. `shelf` is where page servers fetch the page, `further` the pages
    beside it.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        reader: Database | None = None,
        secrets: Secrets | None = None,
    ) -> None:
        self._doorway = Doorway(database, clock, secrets)
        self._reader = Doorway(reader, clock) if reader is not None else None
        self._publisher: Publisher | None = None
        self._servers = PageServers(clock.monotonic, self._welcome)
        self.shelf = Shelf(self._reader or self._doorway, self._servers)
        self.further = FurtherShelves(self.shelf)

    def wake(self) -> None:
        """A verb has been carried out: there may be something to publish."""
        if self._publisher is not None:
            self._publisher.wake()

    def look_again(self) -> None:
        """Somebody gave a secret: what could not be published may go through now."""
        if self._publisher is not None:
            self._publisher.look_again()

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Works until `stop` is set. Call it once."""
        with ThreadPoolExecutor(1, thread_name_prefix="publisher") as executor:
            watch = PublicWatch(self._doorway, announce, reader=self._reader)

            def published(changes: Changes) -> None:
                announce(changes)
                watch.wake()

            self._publisher = Publisher(
                self._doorway,
                executor,
                published,
                reader=self._reader,
                rendered=self.shelf.rendered,
                servers=self._servers,
            )
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._publisher.run(stop))
                    group.create_task(watch.run(stop))
            finally:
                self._publisher = None
                self.further.let_go()

    def _welcome(self) -> None:
        if self._publisher is not None:
            self._publisher.welcome()


def write_page(
    database: Database, clock: Clock, out: Path, *, even_private: bool = False
) -> Receipt:
    """Puts the page as of now into a folder, which is made where it is missing. Blocking.

    Raises RuleBroken for a folder with other files in it, and for a private page unless
    `even_private`; Unavailable where it cannot be written.
    """
    with database.reading(clock.now()) as unit:
        is_new = PAGE_ID not in read_settings(unit)
    doorway = Doorway(database, clock)
    if is_new:
        # A database that may only be read gets no id; its page can be looked at all the same.
        with suppress(Unavailable):
            doorway.do(begin_page, BeginPage(), ACTOR)
    view, access = doorway.ask(GUARDED, None)
    if access is not None and not even_private:
        raise RuleBroken(
            "The page is private, and files in a folder are read by whoever gets there: nothing "
            "was written. Say --private to write it all the same.",
            field="out",
        )
    folder = out.expanduser().absolute()
    try:
        # Who names a link means the folder it leads to; once chosen, no link is followed any more.
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # the latter: links in a circle
        why = error.strerror if isinstance(error, OSError) else None
        raise Unavailable(
            f"The folder {folder} could not be made ({why or error}). Choose another one."
        ) from error
    kind = local_kind(target_kinds())
    assert kind.inside is not None
    assert kind.put is not None
    receipt: Receipt = kind.put(kind.inside(folder), site_of(view))
    return receipt
