"""What a workload in trouble is made of: its worst members, named beside its state.

An optional part, asked for in a document of its own and only where it explains something.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from statusboard.domain.result import Answer
from statusboard.errors import StatusBoardError
from statusboard.newrelic import optional_queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.parse import at
from statusboard.newrelic.readings import EntityReading

# The state is known already: what explains it may not hold it up for longer.
PATIENCE_S = 10.0
_NAMED = 3
_TROUBLE = ("DEGRADED", "DISRUPTED")
_WORDS = {"CRITICAL": "critical", "WARNING": "warning"}


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of a workload that is in trouble."""

    name: str
    severity: str


async def worst_members(
    client: NerdGraph, readings: Iterable[EntityReading], *, deadline_s: float
) -> Mapping[str, tuple[Member, ...]]:
    """The members in trouble of every workload in trouble, by its guid, the worst first.

    Never raises for what New Relic says: whatever goes wrong, nobody is named.
    """
    asked = [
        reading.guid
        for reading in readings
        if reading.workload is not None and reading.workload.value in _TROUBLE
    ]
    until_s = min(deadline_s, client.monotonic_s + PATIENCE_S)
    found = await asyncio.gather(*(_members(client, guid, until_s) for guid in asked))
    return dict(zip(asked, found, strict=True))


async def _members(client: NerdGraph, guid: str, until_s: float) -> tuple[Member, ...]:
    try:
        reply = await client.ask(
            optional_queries.WORKLOAD_MEMBERS, {"guid": guid}, deadline_s=until_s
        )
    except StatusBoardError:
        return ()
    return members_of(reply.data)


def members_of(data: object) -> tuple[Member, ...]:
    """The members in trouble of a first page, the worst first, then by name."""
    listed = at(data, "actor", "entity", "collection", "members", "results", "entities")
    found = []
    for one in listed if isinstance(listed, list) else ():
        severity, name = at(one, "alertSeverity"), at(one, "name")
        if isinstance(severity, str) and severity in _WORDS and isinstance(name, str) and name:
            found.append(Member(name, severity))
    return tuple(sorted(found, key=lambda one: (one.severity, one.name)))


def with_members(answer: Answer, members: tuple[Member, ...]) -> Answer:
    """The answer of a workload, with its worst members named."""
    if not members:
        return answer
    named = ", ".join(f"{one.name} ({_WORDS[one.severity]})" for one in members[:_NAMED])
    rest = len(members) - _NAMED
    more = f" and {rest} more" if rest > 0 else ""
    lines = tuple(f"member {one.name}: {one.severity}" for one in members)
    detail = f"{answer.detail.rstrip('.')}. Worst: {named}{more}."
    return replace(answer, detail=detail, transcript=(*answer.transcript, *lines))
