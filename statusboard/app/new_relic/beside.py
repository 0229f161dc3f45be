"""What is asked of New Relic beside states: the open issues of entities, and ready questions."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from statusboard.domain.instants import to_us
from statusboard.domain.views.new_relic_figures import (
    READY_AT_ONCE,
    IssuesFound,
    NewRelicIssue,
    ReadyEntity,
    ReadyFound,
)
from statusboard.errors import RuleBroken, StatusBoardError
from statusboard.newrelic import golden, issues, optional_queries, queries
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import error_of
from statusboard.newrelic.faults import Fault, FaultKind, gravest
from statusboard.newrelic.figure_reading import FigureAsked, read_figures
from statusboard.newrelic.golden import GoldenMetric
from statusboard.newrelic.nrql_question import window_ms
from statusboard.newrelic.nrql_text import asked_of
from statusboard.newrelic.pasted import account_of
from statusboard.newrelic.rows import Ambiguous, figures_of

# An issue closes by itself after three days; this also finds those that somebody holds open.
WINDOW = timedelta(days=30)
PAGES = 4


async def issues_of(
    client: NerdGraph, guids: Sequence[str], now: datetime, *, deadline_s: float
) -> IssuesFound:
    """The open issues that name one of the entities, in all their accounts.

    The titles of incidents are an optional part: without them an issue is told all the same.
    Raises what `NerdGraph.ask` raises.
    """
    by_account: dict[int, list[str]] = {}
    for guid in dict.fromkeys(guids):
        account = account_of(guid)
        if account is not None:
            by_account.setdefault(account, []).append(guid)
    found = await asyncio.gather(
        *(_of_account(client, one, own, now, deadline_s) for one, own in by_account.items())
    )
    return IssuesFound(issues.in_order([issue for several in found for issue in several]))


async def _of_account(
    client: NerdGraph, account: int, guids: Sequence[str], now: datetime, deadline_s: float
) -> Sequence[NewRelicIssue]:
    begin, end = to_us(now - WINDOW) // 1000, to_us(now) // 1000
    given: dict[str, object] = {
        "account": account,
        "filter": {"entityGuids": list(guids)},
        "window": {"startTime": begin, "endTime": end},
    }
    found: list[NewRelicIssue] = []
    cursor = ""
    for _ in range(PAGES):
        page = given | {"cursor": cursor}
        reply = await client.ask(optional_queries.ISSUES, page, deadline_s=deadline_s)
        read = issues.open_issues(reply.data, guids)
        if read is None:
            raise error_of(gravest(reply.faults).kind if reply.faults else FaultKind.UNRECOGNISED)
        some, following = read
        found += some
        if not following or following == cursor:
            break
        cursor = following
    if not found:
        return ()
    try:
        reply = await client.ask(optional_queries.INCIDENTS, given, deadline_s=deadline_s)
    except StatusBoardError:
        return issues.with_incidents(found, {})
    return issues.with_incidents(found, issues.incident_titles(reply.data))


async def ready_of(
    client: NerdGraph, guids: Sequence[str], now: datetime, *, deadline_s: float
) -> ReadyFound:
    """The figures that each entity is ready for, with limits from its own last week.

    Where the week cannot be read, figures whose limits need it are not offered. Raises RuleBroken
    for more than 50 entities, and what `NerdGraph.ask` raises.
    """
    different = list(dict.fromkeys(guids))
    if len(different) > READY_AT_ONCE:
        sentence = f"Figures are found for {READY_AT_ONCE} entities at a time. Pick fewer at once."
        raise RuleBroken(sentence)
    told = await asyncio.gather(*(_golden(client, guid, deadline_s) for guid in different))
    known = [(guid, one) for guid, one in zip(different, told, strict=True) if one is not None]
    hours = await _weeks(
        client,
        [(account, metric) for _, (account, metrics) in known for metric in metrics],
        now,
        deadline_s,
    )
    found = []
    for guid, (account, metrics) in known:
        ready = (golden.ready_question(one, hours.get((account, one), ())) for one in metrics)
        judged = tuple(one for one in ready if one.degraded_when is not None)
        found.append(ReadyEntity(guid, account, judged))
    return ReadyFound(tuple(found))


async def _golden(
    client: NerdGraph, guid: str, deadline_s: float
) -> tuple[int, tuple[GoldenMetric, ...]] | None:
    reply = await client.ask(queries.GOLDEN_METRICS, {"guid": guid}, deadline_s=deadline_s)
    return golden.golden_of(reply.data)


async def _weeks(
    client: NerdGraph,
    wanted: Sequence[tuple[int, GoldenMetric]],
    now: datetime,
    deadline_s: float,
) -> dict[tuple[int, GoldenMetric], tuple[float, ...]]:
    """The hourly figures of the last week, where they can be read."""
    begin_ms, end_ms = window_ms(to_us(now) // 1000, timedelta(seconds=golden.WEEK_S))
    asked = {
        (account, metric): FigureAsked(
            account, asked_of(metric.query, begin_ms, end_ms, width_s=golden.HOUR_S)
        )
        for account, metric in wanted
    }
    try:
        found = await read_figures(client, list(asked.values()), deadline_s=deadline_s)
    except StatusBoardError:
        return {}
    hours: dict[tuple[int, GoldenMetric], tuple[float, ...]] = {}
    for key, one in asked.items():
        rows = found[one]
        figures = None if isinstance(rows, Fault) else figures_of(rows)
        if figures is None or isinstance(figures, Ambiguous):
            continue
        hours[key] = tuple(each.value for each in figures if each.value is not None)
    return hours
