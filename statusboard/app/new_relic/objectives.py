"""Which objectives a service level has: an optional part, asked for by itself and remembered."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from statusboard.errors import StatusBoardError
from statusboard.newrelic import optional_queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import fault_kind
from statusboard.newrelic.faults import Fault, FaultKind
from statusboard.newrelic.service_levels import Objective, objectives_of

AGAIN_MS = 15 * 60_000
# New Relic has lost the field for days: what was known of it stays true for this long.
KEPT_MS = 7 * 86_400_000


@dataclass(slots=True)
class Objectives:
    """The objectives by guid, and since when they are known (ms)."""

    _held: dict[str, tuple[int, tuple[Objective, ...]]] = field(default_factory=dict)

    async def of(
        self, client: NerdGraph, guids: Sequence[str], now_ms: int, *, deadline_s: float
    ) -> dict[str, tuple[Objective, ...] | Fault]:
        """The objectives of each guid, or why they are not known; never raises for that."""
        due = [
            guid
            for guid in dict.fromkeys(guids)
            if guid not in self._held or self._held[guid][0] + AGAIN_MS <= now_ms
        ]
        read = await asyncio.gather(*(_read(client, guid, deadline_s) for guid in due))
        found: dict[str, tuple[Objective, ...] | Fault] = {}
        for guid, one in zip(due, read, strict=True):
            if not isinstance(one, Fault):
                self._held[guid] = (now_ms, one)
            found[guid] = one
        for guid in guids:
            held = self._held.get(guid)
            if held is not None and held[0] + KEPT_MS > now_ms:
                found[guid] = held[1]
        return found


async def _read(client: NerdGraph, guid: str, deadline_s: float) -> tuple[Objective, ...] | Fault:
    try:
        reply = await client.ask(
            optional_queries.SERVICE_LEVELS, {"guid": guid}, deadline_s=deadline_s
        )
    except StatusBoardError as error:
        return Fault(fault_kind(error) or FaultKind.UNRECOGNISED)
    objectives = objectives_of(reply.data)
    if objectives is None:
        return next(iter(reply.faults), Fault(FaultKind.UNRECOGNISED))
    return objectives
