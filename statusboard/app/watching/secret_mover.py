"""Lets the collector move what an earlier version left of secrets in the database, step by step."""

import asyncio
import logging
from dataclasses import dataclass, field

from statusboard.app.doorway import Doorway
from statusboard.app.keys.calls import ask_keys
from statusboard.app.services.commands import MOVE_SECRETS, NOTE_WIPED
from statusboard.app.services.inputs import Wiped
from statusboard.app.services.moving_secrets import (
    BY_HAND,
    IS_TO_WIPE,
    PLAIN_SECRETS,
    MoveSecrets,
    wipe_what_was_moved,
)
from statusboard.app.timeouts import within
from statusboard.app.waiting import wait
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

ACTOR = loop("collector")
AGAIN_S = 600.0
# Rewriting a database takes as long as it is large.
WIPE_S = 4 * 3600.0
# An end waits no longer: whoever asked for it takes a program for hung after five seconds.
END_S = 3.0
NO_END = "The database is still being rewritten."


@dataclass(slots=True)
class SecretMover:
    """Moves before the watch begins, and wipes beside it."""

    door: Doorway
    _said: str = field(init=False, default="")
    _heard: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def hear(self, changes: Changes) -> None:
        """Others wrote: where secrets were moved by hand, their pages are to be wiped."""
        if Topic.SECRETS in changes.topics:
            self._heard.set()

    async def move(self) -> None:
        """Moves what there is. Where that cannot be done now, the watch goes on as before."""
        door = self.door
        try:
            if not await asyncio.to_thread(door.ask, PLAIN_SECRETS, None):
                return
            prepared = await ask_keys(lambda: door.prepare(MOVE_SECRETS, MoveSecrets(), ACTOR))
            done = await asyncio.to_thread(door.carry_out, MOVE_SECRETS, prepared, ACTOR)
        except StatusBoardError as error:
            if str(error) != self._said:
                log.warning("secrets stay in the database because=%s see=%s", error, BY_HAND)
            self._said = str(error)
        else:
            log.info("secrets moved checks=%s", done.result)

    async def run(self) -> None:
        """Wipes the files whenever that is asked for, and tries again what could not be done."""
        while True:
            await self.wipe_once()
            await wait(self._heard, AGAIN_S)
            self._heard.clear()
            await self.move()

    async def wipe_once(self, *, at_most_s: float = WIPE_S) -> bool:
        """Whether nothing is left to wipe."""
        try:
            return await within(at_most_s, lambda: _wipe(self.door), otherwise=NO_END)
        except StatusBoardError as error:
            log.info("files not wiped yet because=%s", error)
            return False


def _wipe(door: Doorway) -> bool:
    """Blocking. The mark that asks for it goes only when no page is left."""
    if not door.ask(IS_TO_WIPE, None):
        return True
    done = wipe_what_was_moved(door)
    if done:
        door.do(NOTE_WIPED, Wiped(), ACTOR)
    return done
