"""The loop that suggests: whenever a state changes, drafts are brought to what is measured.

It only writes drafts. Its actor may neither publish nor write in a person's place.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from statusboard.app.doorway import Doorway
from statusboard.app.notices.suggestion_commands import suggest
from statusboard.app.notices.suggestion_inputs import Renew
from statusboard.app.notices.suggestion_plan import PLAN
from statusboard.app.waiting import look_again
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

ACTOR = loop("monitoring")
# Time alone changes what is to be suggested, too: what works again for long enough is let go.
LOOK_EVERY_S = 20.0
TOPICS = frozenset(
    {Topic.STATES, Topic.SERVICES, Topic.NOTICES, Topic.INCIDENTS, Topic.SETTINGS, Topic.HEALTH}
)


@dataclass(slots=True)
class Suggester:
    """The loop. `reader` looks without keeping anybody waiting; `executor` is who writes."""

    doorway: Doorway
    reader: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, changes: Changes) -> None:
        """Somebody wrote: looks at once where it may matter."""
        if changes.topics & TOPICS:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        await look_again(stop, self._woken, self.look)

    async def look(self) -> float:
        """One look, and what it asks for; seconds until the next. A database in the way: again."""
        asked = asyncio.get_running_loop()
        try:
            changes = await asked.run_in_executor(self.executor, self.renew)
        except StatusBoardError as error:
            log.info("nothing suggested because=%s", error)
        else:
            if changes:
                self.announce(changes)
        return LOOK_EVERY_S

    def renew(self) -> Changes:
        """Brings the drafts to what is measured; what that changed. Blocking."""
        if not self.reader.ask(PLAN, None):
            return Changes()
        return self.doorway.do(suggest, Renew(), ACTOR).changes
