"""The loop that copies the database in the quiet hours, and looks whether it is sound.

The office runs it: one office holds the role, and so one copy is made however many programs there
are. What was missed while everything was off is made soon after the start.
"""

import asyncio
import logging
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.backups.commands import KEPT, Kept, NoteCopy, note_copy
from statusboard.app.backups.copies import make_copy, quick_look, remove_outlived
from statusboard.app.backups.rules import due_at
from statusboard.app.doorway import Doorway
from statusboard.app.installation import Installation
from statusboard.app.waiting import wait
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes
from statusboard.domain.instants import from_us
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

ACTOR = loop("office")
# A start has enough to do at first.
SETTLE_S = 120.0
# What could not be made now may be made later; nobody is to be told of it every minute.
AGAIN_S = 3600.0
# The clock may be set meanwhile: it is looked at again so often.
LOOK_S = 600.0


@dataclass(slots=True)
class CopyKeeper:
    """Keeps the copies of one place. `reader` reads where nothing can be kept waiting by it."""

    where: Installation
    doorway: Doorway
    reader: Doorway
    settle_s: float = SETTLE_S
    _is_looked_at: bool = field(default=False, init=False)
    _rest_until_s: float = field(default=-math.inf, init=False)

    async def run(
        self, stop: asyncio.Event, announce: Callable[[Changes], None] = lambda _: None
    ) -> None:
        """Works until `stop` is set; a copy that has begun is finished."""
        with ThreadPoolExecutor(1, thread_name_prefix="copies") as executor:
            running = asyncio.get_running_loop()
            rest_s = self.settle_s
            while not await wait(stop, rest_s):
                changes = await running.run_in_executor(executor, self.look)
                if changes:
                    announce(changes)
                rest_s = LOOK_S

    def look(self) -> Changes:
        """One look, and the copy where one is due; what was changed by it. Blocking."""
        now, monotonic_s = self.doorway.clock.now(), self.doorway.clock.monotonic()
        if monotonic_s < self._rest_until_s:
            return Changes()
        try:
            kept = self.reader.ask(KEPT, None)
            noted = self._copied(kept, now)
        except StatusBoardError as error:
            self._rest_until_s = monotonic_s + AGAIN_S
            log.warning("database not copied because=%s", error)
            noted = NoteCopy(problem=str(error))
        return self._note(noted) if noted is not None else Changes()

    def _copied(self, kept: Kept, now: datetime) -> NoteCopy | None:
        """What is to be noted of a copy that was due; None where none was."""
        zone = ZoneInfo(kept.zone)
        last = from_us(kept.state.last_us) if kept.state.last_us else None
        is_due = due_at(last, now, zone) <= now
        if is_due or not self._is_looked_at:
            quick_look(self.where)
            self._is_looked_at = True
        if not is_due:
            return None
        made = make_copy(self.where, now, is_daily=True)
        log.info("database copied file=%s rows=%s", made.copy.path.name, made.contents.total)
        remove_outlived(self.where, now, zone)
        return NoteCopy(name=made.copy.path.name)

    def _note(self, noted: NoteCopy) -> Changes:
        with suppress(StatusBoardError):  # a full disk, or a damaged file, takes no note of it
            return self.doorway.do(note_copy, noted, ACTOR).changes
        return Changes()
