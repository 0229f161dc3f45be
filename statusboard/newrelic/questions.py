"""The four questions the program asks New Relic, with typed answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from statusboard.domain.views.new_relic import EntityKind
from statusboard.errors import StatusBoardError
from statusboard.newrelic import parse, queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.document import Document
from statusboard.newrelic.errors import NewRelicBug, error_of, fault_kind
from statusboard.newrelic.faults import Fault, FaultKind, gravest
from statusboard.newrelic.kinds import kind_of
from statusboard.newrelic.readings import EntityReading, Page, TypeCount, Who
from statusboard.newrelic.replies import Reply

_SAYS_NOTHING_OF_THE_STATE = frozenset({"name", "permalink"})
# What the state of these kinds stands on, and New Relic may lose.
_PARTS = {
    EntityKind.SYNTHETIC_MONITOR: queries.READ_MONITORS,
    EntityKind.WORKLOAD: queries.READ_WORKLOADS,
}


@dataclass(frozen=True, slots=True)
class StatesRead:
    """The states of the guids asked for.

    `faulty` came back with a field that New Relic failed to work out, or may be among entries it
    failed altogether; `gone` did not come back although nothing failed.
    """

    readings: dict[str, EntityReading]
    faulty: dict[str, Fault]
    gone: frozenset[str]
    warnings: tuple[Fault, ...] = ()
    date: datetime | None = None


async def who_am_i(client: NerdGraph) -> Who:
    """The owner of the key and the accounts that person sees; no account is no fault."""
    reply = await client.ask(queries.WHO_AM_I)
    who = parse.who(reply.data)
    if who is None:
        raise _nothing(reply)
    return who


async def find_entities(
    client: NerdGraph, search: str, *, cursor: str = "", deadline_s: float | None = None
) -> Page:
    """One page of a search, at most 200 entities."""
    variables = {"search": search, "limit": queries.PAGE_SIZE, "cursor": cursor or None}
    try:
        reply = await client.ask(queries.FIND_ENTITIES, variables, deadline_s=deadline_s)
    except NewRelicBug:
        reply = await client.ask(queries.FIND_BARE_ENTITIES, variables, deadline_s=deadline_s)
    page = parse.page(reply.data)
    if page is None:
        raise _nothing(reply)
    return page


async def count_by_type(client: NerdGraph, search: str) -> tuple[TypeCount, ...]:
    """How many entities a search finds, by domain and type."""
    reply = await client.ask(queries.COUNT_BY_TYPE, {"search": search})
    counts = parse.type_counts(reply.data)
    if counts is None:
        raise _nothing(reply)
    return counts


async def read_states(
    client: NerdGraph, guids: Sequence[str], *, deadline_s: float | None = None
) -> StatesRead:
    """The states of at most 25 entities, by the guids given; never matched by position.

    Where New Relic lost a field of some of them, the others are read all the same.
    """
    if len(guids) > queries.GUIDS_AT_ONCE:
        message = f"at most {queries.GUIDS_AT_ONCE} guids may be asked for at once"
        raise ValueError(message)
    try:
        return await _read(client, queries.READ_STATES, guids, deadline_s)
    except NewRelicBug:
        read = await _read(client, queries.READ_BARE_STATES, guids, deadline_s)
        return await _with_parts(client, read, deadline_s)


async def _with_parts(client: NerdGraph, read: StatesRead, deadline_s: float | None) -> StatesRead:
    """The states with the parts that two kinds stand on, each asked for by itself."""
    readings, faulty = dict(read.readings), dict(read.faulty)
    for kind, document in _PARTS.items():
        guids = [g for g, one in readings.items() if kind_of(one.domain, one.type) is kind]
        if not guids:
            continue
        try:
            part = await _read(client, document, guids, deadline_s)
        except StatusBoardError as error:
            fault = Fault(fault_kind(error) or FaultKind.UNRECOGNISED)
            part = StatesRead({}, dict.fromkeys(guids, fault), frozenset())
        for guid in guids:
            bare, own = readings.pop(guid), part.readings.get(guid)
            if own is not None:
                readings[guid] = replace(bare, monitor=own.monitor, workload=own.workload)
            elif guid in part.faulty:
                faulty[guid] = part.faulty[guid]
    gone = frozenset(read.readings) - readings.keys() - faulty.keys()
    return replace(read, readings=readings, faulty=faulty, gone=read.gone | gone)


async def _read(
    client: NerdGraph, document: Document, guids: Sequence[str], deadline_s: float | None
) -> StatesRead:
    variables = {"guids": list(guids)}
    reply = await client.ask(document, variables, deadline_s=deadline_s, matters=_touches_the_state)
    placed = parse.states(reply.data)
    if placed is None:
        raise _nothing(reply)
    found = {_bare(reading.guid): reading for _, reading in placed}
    missing = frozenset(map(_bare, guids)) - found.keys()
    by_place = {place: _bare(reading.guid) for place, reading in placed}
    faulty = _faulty(by_place, reply.faults, missing)
    asked = {guid: _bare(guid) for guid in guids}
    whole = found.keys() - faulty.keys()
    return StatesRead(
        readings={guid: found[bare] for guid, bare in asked.items() if bare in whole},
        faulty={guid: faulty[bare] for guid, bare in asked.items() if bare in faulty},
        gone=frozenset(guid for guid, bare in asked.items() if bare in missing - faulty.keys()),
        warnings=reply.warnings,
        date=reply.date,
    )


def _bare(guid: str) -> str:
    """A guid without the padding that New Relic nearly always leaves out."""
    return guid.rstrip("=")


def _touches_the_state(fault: Fault) -> bool:
    return fault.path[3:4] == () or fault.path[3] not in _SAYS_NOTHING_OF_THE_STATE


def _faulty(
    by_place: Mapping[int, str], faults: Sequence[Fault], missing: frozenset[str]
) -> dict[str, Fault]:
    """The guids whose state a fault touches. One that names no entity touches them all."""
    faulty: dict[str, Fault] = {}
    for fault in faults:
        place = fault.path[2] if len(fault.path) > 2 else None
        if not isinstance(place, int):
            touched = frozenset(by_place.values()) | missing
        elif place not in by_place:
            touched = missing  # an entry that failed whole does not say which it was
        elif not _touches_the_state(fault):
            continue
        else:
            touched = frozenset({by_place[place]})
        faulty.update(dict.fromkeys(touched, fault))
    return faulty


def _nothing(reply: Reply) -> Exception:
    """The error for an answer whose only useful part is missing."""
    kind = gravest(reply.faults).kind if reply.faults else FaultKind.UNRECOGNISED
    return error_of(kind)
