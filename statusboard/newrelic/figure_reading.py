"""Asks New Relic for figures: many in one request, and a slow one again in the background."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.errors import StatusBoardError
from statusboard.newrelic import queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import fault_kind
from statusboard.newrelic.faults import Fault, FaultKind
from statusboard.newrelic.parse import at
from statusboard.newrelic.replies import Reply
from statusboard.newrelic.rows import number

# What a figure may take at New Relic, in seconds: our own patience is ten seconds longer.
FIGURE_S = 15
# Between two looks at a question in the background, where New Relic does not say.
LOOK_S = 1.0
_OURS = frozenset({FaultKind.OWN_BUDGET, FaultKind.SILENT})


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """One query of one account, or of `others` with it. What is equal is asked once."""

    account: int
    nrql: str
    others: tuple[int, ...] = ()


# The rows of an answer, or why there are none.
FigureRead = Sequence[object] | Fault


async def read_figures(
    client: NerdGraph, asked: Sequence[FigureAsked], *, deadline_s: float
) -> dict[FigureAsked, FigureRead]:
    """The rows of every query, or its fault; all is over at `deadline_s`.

    Raises what `NerdGraph.ask` raises only where a whole request failed.
    """
    different = dict.fromkeys(asked)
    found: dict[FigureAsked, FigureRead] = {}
    # New Relic asks several accounts by another field than one.
    for own in ([one for one in different if not one.others], [o for o in different if o.others]):
        for start in range(0, len(own), queries.FIGURES_AT_ONCE):
            some = own[start : start + queries.FIGURES_AT_ONCE]
            found |= await _read_some(client, some, deadline_s)
    return found


async def _read_some(
    client: NerdGraph, some: Sequence[FigureAsked], deadline_s: float
) -> dict[FigureAsked, FigureRead]:
    variables: dict[str, object] = {"timeout": FIGURE_S}
    is_across = bool(some[0].others)
    for place, one in enumerate(some):
        accounts: object = [one.account, *one.others] if is_across else one.account
        variables |= {f"a{place}": accounts, f"n{place}": one.nrql}
    document = (queries.figures_across if is_across else queries.figures)(len(some))
    reply = await client.ask(
        document, variables, deadline_s=deadline_s, matters=lambda fault: not _is_slow(fault)
    )
    way = () if is_across else ("nrql",)
    found = {one: _of_alias(reply, f"q{place}", *way) for place, one in enumerate(some)}
    slow = [
        one
        for one, read in found.items()
        if isinstance(read, Fault) and _is_slow(read) and not is_across
    ]
    again = await asyncio.gather(*(_in_background(client, one, deadline_s) for one in slow))
    return found | dict(zip(slow, again, strict=True))


def _is_slow(fault: Fault) -> bool:
    return fault.kind is FaultKind.TIMEOUT


def _of_alias(reply: Reply, alias: str, *way: str) -> FigureRead:
    """The rows of one answer. A fault that names no answer is everybody's that has none."""
    rows = at(reply.data, "actor", alias, *way, "results")
    if isinstance(rows, list):
        return rows
    own = [fault for fault in reply.faults if fault.path[1:2] == (alias,)]
    shared = [fault for fault in reply.faults if len(fault.path) < 2]
    return next(iter([*own, *shared]), Fault(FaultKind.UNRECOGNISED))


async def _in_background(client: NerdGraph, one: FigureAsked, deadline_s: float) -> FigureRead:
    """A question that took too long, asked again where New Relic may take its time."""
    try:
        return await _begun_and_polled(client, one, deadline_s)
    except StatusBoardError as error:
        kind = fault_kind(error)
        # That our own time ran out does not make it anything but slow.
        return Fault(FaultKind.TIMEOUT if kind is None or kind in _OURS else kind)


async def _begun_and_polled(client: NerdGraph, one: FigureAsked, deadline_s: float) -> FigureRead:
    variables = {"account": one.account, "nrql": one.nrql}
    reply = await client.ask(queries.BEGIN_FIGURE, variables, deadline_s=deadline_s)
    now = progress_of(at(reply.data, "actor", "account", "nrql"))
    query_id = now.query_id
    give_up_s = deadline_s
    if now.patience_s is not None:
        give_up_s = min(deadline_s, client.monotonic_s + now.patience_s)
    while now.rows is None:
        if now.is_completed or not query_id or client.monotonic_s + now.wait_s >= give_up_s:
            return next(iter(reply.faults), Fault(FaultKind.TIMEOUT))
        await client.rest(now.wait_s)
        given = {"account": one.account, "queryId": query_id}
        reply = await client.ask(queries.POLL_FIGURE, given, deadline_s=give_up_s)
        now = progress_of(at(reply.data, "actor", "account", "nrqlQueryProgress"))
    return now.rows


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a question in the background has come; `rows` of None: no answer yet.

    `patience_s`: how long New Relic works on it at most; None where it does not say.
    """

    rows: Sequence[object] | None
    query_id: str
    is_completed: bool
    wait_s: float
    patience_s: float | None


def progress_of(held: object) -> Progress:
    """The progress in an answer."""
    rows, query_id = at(held, "results"), at(held, "queryProgress", "queryId")
    is_completed = at(held, "queryProgress", "completed") is True
    is_quick = at(held, "queryProgress", "completed") is None
    return Progress(
        rows=rows if isinstance(rows, list) and (is_completed or is_quick) else None,
        query_id=query_id if isinstance(query_id, str) else "",
        is_completed=is_completed,
        wait_s=number(at(held, "queryProgress", "retryAfter")) or LOOK_S,
        patience_s=number(at(held, "queryProgress", "retryDeadline")),
    )
