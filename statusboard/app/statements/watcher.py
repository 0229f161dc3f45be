"""Judges the claims that are said somewhere: as soon as history changes, and every day."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial

from statusboard.app.doorway import Doorway, query
from statusboard.app.page.claims import page_claims
from statusboard.app.page.commands import OpenPage, open_page
from statusboard.app.statements.commands import judge_uses
from statusboard.app.statements.inputs import JudgeUses
from statusboard.app.statements.watching import judged_uses
from statusboard.app.waiting import look_again, wait
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.public import PublicClaims
from statusboard.errors import StatusBoardError
from statusboard.storage import generations
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

ACTOR = loop("statements")
# Coverage moves with the clock, and midnight begins another day; neither hurries.
LOOK_EVERY_S = 900.0
# Changes come in crowds while something is failing.
REST_S = 20.0
_TOPICS = frozenset({Topic.STATES, Topic.SERVICES, Topic.INCIDENTS, Topic.SETTINGS})


def _turned(unit: Unit, _given: None) -> tuple[bool, PublicClaims, bool]:
    fallen, risen = judged_uses(unit)
    newest = generations.newest_generation(unit)
    is_old = newest is not None and (unit.now - newest.opened_at).total_seconds() > LOOK_EVERY_S
    return bool(fallen or risen), page_claims(unit), is_old


# Whether a use has turned; the claims and badges as the page would show them now; and whether the
# newest page is so old that they may have changed since with nobody looking.
TURNED = query("statement.turned")(_turned)


@dataclass(slots=True)
class ClaimWatcher:
    """The loop. `reader` reads, so that no judging waits to write; `executor` writes."""

    doorway: Doorway
    reader: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _shown: PublicClaims | None = None

    def hear(self, changes: Changes) -> None:
        """Something was written: if it can change a figure, look at once."""
        if changes.topics & _TOPICS:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""

        async def look() -> float:
            await self.look()
            # What is written meanwhile wakes it at once afterwards.
            await wait(stop, REST_S)
            return LOOK_EVERY_S

        await look_again(stop, self._woken, look)

    async def look(self) -> None:
        """Judges every use, and asks for another page where what stands there has changed."""
        try:
            turned, shown, is_old = await asyncio.to_thread(self.reader.ask, TURNED, None)
            if self._shown is None:
                # What the page says, another office said; it may not hold any more.
                is_other = is_old and shown != PublicClaims()
            else:
                is_other = shown != self._shown
            if turned or is_other:
                asked = asyncio.get_running_loop()
                changes = await asked.run_in_executor(
                    self.executor, partial(self._write, turned=turned, is_other=is_other)
                )
                if changes:
                    self.announce(changes)
            self._shown = shown
        except StatusBoardError as error:
            log.info("claims not judged because=%s", error)

    def _write(self, *, turned: bool, is_other: bool) -> Changes:
        changes = Changes()
        if turned:
            changes |= self.doorway.do(judge_uses, JudgeUses(), ACTOR).changes
        if is_other:
            changes |= self.doorway.do(open_page, OpenPage("claims"), ACTOR).changes
        return changes
