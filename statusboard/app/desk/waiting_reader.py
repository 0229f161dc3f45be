"""Opens a database for reading as soon as it can be: a wall may be lit before its server is."""

import asyncio
from collections.abc import Callable

from statusboard.app.installation import open_existing
from statusboard.app.waiting import wait
from statusboard.errors import StatusBoardError, Unavailable
from statusboard.storage.database import Database

AGAIN_S = 2.0


async def open_when_readable(
    database: str,
    tell: Callable[[str | None], None],
    stop: asyncio.Event,
    *,
    again_s: float | None = None,
) -> Database:
    """The database, for reading alone; it is left as it is.

    `tell` is told why it cannot be read yet, and None once it can. Raises Unavailable where `stop`
    was set before.
    """
    while not stop.is_set():
        try:
            opened = await asyncio.to_thread(open_existing, database, renews=False)
        except StatusBoardError as error:
            tell(str(error))
            await wait(stop, AGAIN_S if again_s is None else again_s)
        else:
            tell(None)
            return opened
    raise Unavailable("The window was closed before the database was open.")
