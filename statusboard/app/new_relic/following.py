"""The loop that follows tags, and what New Relic plans: it looks again, and proposes what is new.

It writes down what was found, and adds and removes nothing: that is for people.
"""

import asyncio
import logging
from dataclasses import dataclass, replace

from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.connection import CONNECTIONS
from statusboard.app.new_relic.follow_commands import note_found
from statusboard.app.new_relic.followed import FOLLOWED
from statusboard.app.new_relic.looking import Looking
from statusboard.app.new_relic.window_commands import note_windows
from statusboard.domain.access import loop
from statusboard.domain.views.new_relic import FindEntities, FoundEntity
from statusboard.domain.views.new_relic_discovery import FollowedTag, NoteFound
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

ACTOR = loop("follower")
# A new service is no emergency, and each look is a search of several pages.
LOOK_EVERY_S = 300.0
# Far above what anybody tags; a list that has no end is not followed to it.
MOST_PAGES = 50
ENDLESS = "New Relic's list of these entities does not end. Follow a narrower tag."


@dataclass(slots=True)
class TagFollower(Looking):
    """The loop. `calls` search New Relic, and read what it plans."""

    calls: NewRelicCalls
    _known: frozenset[int] = frozenset()
    _windows_s: float = float("-inf")

    async def look(self) -> float:
        """Looks at every tag whose time has come, one after the other; seconds until the next."""
        asked = asyncio.get_running_loop()
        try:
            view = await asked.run_in_executor(None, self.reader.ask, FOLLOWED, None)
            now = self.reader.clock.now()
            for tag in view.tags:
                since = None if tag.looked_at is None else (now - tag.looked_at).total_seconds()
                if tag.id not in self._known or since is None or since >= 0.9 * LOOK_EVERY_S:
                    await self._follow(tag)
            self._known = frozenset(tag.id for tag in view.tags)
            await self._read_windows()
        except StatusBoardError as error:
            log.info("no tag followed because=%s", error)
        return LOOK_EVERY_S

    async def _read_windows(self) -> None:
        """What New Relic plans, no more often than every five minutes."""
        now_s = self.reader.clock.monotonic()
        asked = asyncio.get_running_loop()
        if now_s < self._windows_s:
            return
        self._windows_s = now_s + 0.9 * LOOK_EVERY_S
        if not await asked.run_in_executor(None, self.reader.ask, CONNECTIONS, None):
            self._windows_s = float("-inf")
            return
        await self.write(note_windows, await self.calls.windows(), ACTOR)

    async def _follow(self, tag: FollowedTag) -> None:
        try:
            found = NoteFound(tag.id, await self.entities_of(tag))
        except StatusBoardError as error:
            found = NoteFound(tag.id, problem=str(error) or ENDLESS)
        await self.write(note_found, found, ACTOR)

    async def entities_of(self, tag: FollowedTag) -> tuple[FoundEntity, ...]:
        """All entities that carry a tag. Raises where they cannot be read whole."""
        given = FindEntities(tag=tag.tag, account_id=tag.account)
        found: dict[str, FoundEntity] = {}
        for _ in range(MOST_PAGES):
            page = await self.calls.find(given)
            for _, why in page.away:
                raise StatusBoardError(why)  # what it has would seem to be gone
            found |= {one.guid: replace(one, watched_by=()) for one in page.entities}
            if not page.next_cursor:
                return tuple(found.values())
            given = replace(given, cursor=page.next_cursor)
        raise StatusBoardError(ENDLESS)
