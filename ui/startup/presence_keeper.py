"""Says that somebody sits at this window, and what they write; nothing where nobody hears it."""

import asyncio
import logging
from contextlib import suppress

from statusboard.app.desk.desk import Desk
from statusboard.app.people.inputs import Here, Left
from statusboard.domain.access import Credentials
from statusboard.domain.presence import EVERY
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

LEAVE_S = 1.0


class PresenceKeeper:
    """A sign of life every few seconds, and at once where something else is written."""

    def __init__(self, desk: Desk, here: Credentials, *, every_s: float | None = None) -> None:
        self._desk = desk
        self._here = here
        self._every_s = EVERY.total_seconds() if every_s is None else every_s
        self._notice_id: int | None = None
        self._is_news = asyncio.Event()

    def write(self, notice_id: int | None) -> None:
        """From now on this notice is written here; None: none."""
        self._notice_id = notice_id
        self._is_news.set()

    def say_again(self) -> None:
        """Somebody else may sit here now."""
        self._is_news.set()

    async def run(self) -> None:
        """Says it until cancelled."""
        from statusboard.app.people.presence_commands import say_here

        while True:
            self._is_news.clear()
            here = self._here
            given = Here(here.device, here.device_name, self._notice_id)
            try:
                await self._desk.do(say_here, given)
            except StatusBoardError as error:
                # Whoever may do nothing here any more is told so where they do something.
                log.info("presence not said because=%s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await self._is_news.wait()

    async def leave(self) -> None:
        """Says that nobody sits here any more; a window that closes waits no longer than this."""
        from statusboard.app.people.presence_commands import say_left

        with suppress(StatusBoardError, TimeoutError):
            async with asyncio.timeout(LEAVE_S):
                await self._desk.do(say_left, Left(self._here.device))
