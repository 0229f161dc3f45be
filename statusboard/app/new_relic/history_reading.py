"""The loop that reads what New Relic kept from before, whenever nothing more urgent is asked.

It goes on where it stopped: how far each figure was read is written down together with its values.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from statusboard.app.doorway import Doorway, Verb
from statusboard.app.new_relic.clients import NewRelicClients
from statusboard.app.new_relic.connection import CONNECTIONS, seen_by
from statusboard.app.new_relic.history_commands import (
    TO_READ,
    ToRead,
    go_on_history,
    note_figures,
    note_history,
)
from statusboard.app.waiting import look_again
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.new_relic_history import (
    FoundFigure,
    GoOn,
    NoteFigures,
    NoteHistory,
    WindowRead,
)
from statusboard.errors import StatusBoardError, Unavailable
from statusboard.newrelic import golden, history, queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import sentence_of
from statusboard.newrelic.faults import Fault
from statusboard.newrelic.figure_reading import FigureAsked, read_figures
from statusboard.newrelic.pasted import account_of, domain_of
from statusboard.storage.new_relic_connections import StoredConnection
from statusboard.storage.new_relic_history import StoredFigure

log = logging.getLogger(__name__)

ACTOR = loop("history")
# Between two requests; what is long past is in no hurry.
PACE_S = 1.0
# After a look that found nothing to read, and after one that failed.
REST_S = 300.0
FAILED_S = 60.0
ENTITIES_AT_ONCE = 10


@dataclass(slots=True)
class HistoryReader:
    """The loop. `reader` looks without keeping anybody waiting; `executor` is who writes."""

    doorway: Doorway
    reader: Doorway
    executor: Executor
    clients: NewRelicClients
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    # Connections that failed, and until when they rest, monotonic. One made anew is another.
    _resting: dict[StoredConnection, float] = field(init=False, default_factory=dict)

    def hear(self, changes: Changes) -> None:
        """Somebody wrote: more may be watched, or the past is to be read anew."""
        if changes.topics & {Topic.SERVICES, Topic.SETTINGS}:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        await look_again(stop, self._woken, self.look)

    async def look(self) -> float:
        """Makes one step; seconds until the next."""
        asked = asyncio.get_running_loop()
        try:
            held = await asked.run_in_executor(None, self.reader.ask, CONNECTIONS, None)
            if not held:
                return REST_S
            left = await asked.run_in_executor(None, self.reader.ask, TO_READ, None)
            if left.is_due:
                await self._do(go_on_history, GoOn())
                return PACE_S
            now_s = self.doorway.clock.monotonic()
            resting = {one: until for one, until in self._resting.items() if until > now_s}
            self._resting = resting
            if await self._step(left, held):
                return PACE_S
            return max(PACE_S, min(resting.values()) - now_s) if resting else REST_S
        except StatusBoardError as error:
            log.info("no history read because=%s", error)
            return FAILED_S

    async def _step(self, left: ToRead, held: Sequence[StoredConnection]) -> bool:
        """Reads a little of what is left; whether there was anything.

        What one connection refuses keeps nothing of another's waiting.
        """
        seen = [one for one in left.guids if seen_by(account_of(one), held) is not None]
        for stored, guids in await self.clients.by_connection(seen) if seen else ():
            if await self._alone(stored, self._figures(stored, guids[:ENTITIES_AT_ONCE])):
                return True
        for stored in held:
            own = [one for one in left.figures if seen_by(one.account, held) == stored]
            if own and await self._alone(stored, self._windows(stored, own)):
                return True
        return False

    async def _alone(self, stored: StoredConnection, reading: Coroutine[Any, Any, bool]) -> bool:
        """What a reading of one connection says; False where that rests, or fails and rests."""
        if stored in self._resting:
            reading.close()
            return False
        try:
            return await reading
        except StatusBoardError as error:
            log.info("no history read from=%s because=%s", stored.name, error)
            said_s = error.retry_after_s if isinstance(error, Unavailable) else None
            wait_s = FAILED_S if said_s is None else max(said_s, PACE_S)
            self._resting[stored] = self.doorway.clock.monotonic() + wait_s
            return False

    async def _figures(self, stored: StoredConnection, guids: Sequence[str]) -> bool:
        async with self.clients.of(stored) as client:
            for guid in guids:
                await self._do(note_figures, await figures_of(client, guid))
        return True

    async def _windows(self, stored: StoredConnection, own: Sequence[StoredFigure]) -> bool:
        async with self.clients.of(stored) as client:
            read = await windows_of(client, own[: queries.FIGURES_AT_ONCE])
        await self._do(note_history, NoteHistory(read))
        return any(not one.problem or one.is_final for one in read)

    async def _do(self, verb: Verb[Any, Any], given: object) -> None:
        asked = asyncio.get_running_loop()
        done = await asked.run_in_executor(self.executor, self.doorway.do, verb, given, ACTOR)
        if done.changes:
            self.announce(done.changes)


async def figures_of(client: NerdGraph, guid: str) -> NoteFigures:
    """The figures of an entity whose past can be read. Raises what `NerdGraph.ask` raises."""
    account = account_of(guid)
    metrics: tuple[golden.GoldenMetric, ...] = ()
    if domain_of(guid) == "SYNTH":
        metrics = (history.duration_of_checks(guid),)
    else:
        reply = await client.ask(queries.GOLDEN_METRICS, {"guid": guid})
        told = golden.golden_of(reply.data)
        if told is not None:
            account, metrics = told
    found = tuple(FoundFigure(one.sort.value, one.unit, one.query) for one in metrics)
    return NoteFigures(guid, account or 0, found)


async def windows_of(client: NerdGraph, figures: Sequence[StoredFigure]) -> tuple[WindowRead, ...]:
    """The next window of each figure, all in one request."""
    nexts = [(one, history.windows(one.since_s, one.until_s)[one.done]) for one in figures]
    asked = {
        one.id: FigureAsked(one.account, history.text_of(one.query, window))
        for one, window in nexts
    }
    until_s = client.monotonic_s + 60.0
    told = await read_figures(client, list(asked.values()), deadline_s=until_s)
    found = []
    for one, window in nexts:
        rows = told[asked[one.id]]
        if isinstance(rows, Fault):
            words, is_final = sentence_of(rows.kind), not rows.kind.is_passing
            found.append(WindowRead(one.id, one.done, one.until_s, (), words, is_final))
            continue
        buckets = history.buckets_of(rows, window)
        told_us = tuple((each.width_s, each.at_s, each.value) for each in buckets)
        found.append(WindowRead(one.id, one.done, one.until_s, told_us))
    return tuple(found)
