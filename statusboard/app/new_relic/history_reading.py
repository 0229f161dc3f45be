"""The loop that reads what New Relic kept from before, whenever nothing more urgent is asked.

It goes on where it stopped: how far each figure was read is written down together with its values.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from statusboard.app.new_relic.clients import NewRelicClients
from statusboard.app.new_relic.connection import CONNECTIONS
from statusboard.app.new_relic.history_commands import (
    TO_READ,
    ToRead,
    go_on_history,
    note_figures,
    note_history,
)
from statusboard.app.new_relic.looking import Looking
from statusboard.domain.access import loop
from statusboard.domain.views.new_relic_history import (
    FoundFigure,
    GoOn,
    NoteFigures,
    NoteHistory,
    WindowRead,
)
from statusboard.errors import StatusBoardError, Unavailable
from statusboard.newrelic import figure_queries, golden, history, queries
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
class HistoryReader(Looking):
    """The loop. `clients` ask each connection."""

    clients: NewRelicClients
    # Until when (monotonic) a connection that failed is left alone, by its name.
    _rests: dict[str, float] = field(default_factory=dict)

    async def look(self) -> float:
        """Makes one step of each connection that is not resting; seconds until the next."""
        asked = asyncio.get_running_loop()
        try:
            held = await asked.run_in_executor(None, self.reader.ask, CONNECTIONS, None)
            if not held:
                return REST_S
            left = await asked.run_in_executor(None, self.reader.ask, TO_READ, None)
            if left.is_due:
                await self.write(go_on_history, GoOn(), ACTOR)
                return PACE_S
        except StatusBoardError as error:
            log.info("no history read because=%s", error)
            return FAILED_S
        return min([await self._step(one, left.seen_through(one, held)) for one in held])

    async def _step(self, stored: StoredConnection, left: ToRead) -> float:
        """Reads a little of what one connection sees; seconds until more of it is to be read.

        One that fails rests by itself, and holds nobody else's past up.
        """
        now_s = self.doorway.clock.monotonic()
        if left.is_empty:
            return REST_S
        if (rests_s := self._rests.get(stored.name, now_s) - now_s) > 0:
            return rests_s
        try:
            return PACE_S if await self._read(stored, left) else REST_S
        except StatusBoardError as error:
            log.info("no history read of=%s because=%s", stored.name, error)
            told_s = error.retry_after_s if isinstance(error, Unavailable) else None
            rests_s = FAILED_S if told_s is None else max(told_s, PACE_S)
            self._rests[stored.name] = now_s + rests_s
            return rests_s

    async def _read(self, stored: StoredConnection, left: ToRead) -> bool:
        """Whether anything was read."""
        async with self.clients.of(stored) as client:
            for guid in left.guids[:ENTITIES_AT_ONCE]:
                await self.write(note_figures, await figures_of(client, guid), ACTOR)
            if left.guids:
                return True
            # What failed comes last: it is asked again when the others are read.
            waiting = sorted(left.figures, key=lambda one: bool(one.problem))
            read = await windows_of(client, waiting[: figure_queries.FIGURES_AT_ONCE])
        await self.write(note_history, NoteHistory(read), ACTOR)
        return any(not one.problem or one.is_final for one in read)


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
