"""The four questions the program asks New Relic, with typed answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from statusboard.newrelic import parse, queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import error_of
from statusboard.newrelic.faults import Fault, FaultKind, gravest
from statusboard.newrelic.readings import EntityReading, Page, TypeCount, Who
from statusboard.newrelic.replies import Reply

_SAYS_NOTHING_OF_THE_STATE = frozenset({"name", "permalink"})


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
    reply = await client.ask(queries.FIND_ENTITIES, variables, deadline_s=deadline_s)
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
    """The states of at most 25 entities, by the guids given; never matched by position."""
    if len(guids) > queries.GUIDS_AT_ONCE:
        message = f"at most {queries.GUIDS_AT_ONCE} guids may be asked for at once"
        raise ValueError(message)
    variables = {"guids": list(guids)}
    reply = await client.ask(
        queries.READ_STATES, variables, deadline_s=deadline_s, matters=_touches_the_state
    )
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
