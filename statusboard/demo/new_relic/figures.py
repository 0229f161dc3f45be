"""Answers what is asked for figures: NRQL at once and in the background, golden metrics, levels."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import GraphQLError

from statusboard.demo.new_relic.downtimes import runs
from statusboard.demo.new_relic.golden import golden_metrics
from statusboard.demo.new_relic.nrql.answers import Setting, answer
from statusboard.demo.new_relic.nrql.grammar import NrqlError, Query, parse_nrql
from statusboard.demo.new_relic.nrql.rows import EVENTS, LATE_MS, MINUTE_MS, figures_of, rows_of
from statusboard.demo.new_relic.nrql.values import Row, Summary
from statusboard.demo.new_relic.people import Person
from statusboard.demo.new_relic.world import World

Json = dict[str, Any]
# The same text of one user in a minute, and then no more.
REPEATS: Final = 120
# The timeout of a query lies in these bounds.
TIMEOUT_S: Final = (5, 120)
# A question in the background: ask again after, answered after, given up after, kept for (s).
RETRY_AFTER_S: Final = 1
MOST_ROWS: Final = 10_000_000
DEADLINE_S: Final = 60
KEPT_S: Final = 600
DAY_MS: Final = 86_400_000
# How long what is kept for longer than other events (8 days) is kept, in days.
KEPT_DAYS: Final = {"SyntheticCheck": 395, "Metric": 396, "ServiceLevelSnapshot": 396}
EVENTS_KEPT_DAYS: Final = 8
# Of so many days so many minutes are told by one row, as the service's roll-ups do.
ROLL_UPS: Final = ((8, 1), (60, 60), (100_000, 360))


class RepeatedTooOften(Exception):
    """The same NRQL more often than a user may ask it in a minute."""


@dataclass(frozen=True, slots=True)
class Background:
    """A query that runs in the background, and since when (ms)."""

    accounts: tuple[int, ...]
    text: str
    begun_ms: int


class TookTooLong(Exception):
    """The simulated cost of a query is more than its timeout allows."""


def ask_nrql(
    world: World, person: Person, accounts: tuple[int, ...], *, text: str, timeout: float | None
) -> Json:
    """The answer to a query. Raises GraphQLError in the words of the service."""
    count_repeats(world, person, text)
    asked_s = min(max(timeout or TIMEOUT_S[0], TIMEOUT_S[0]), TIMEOUT_S[1])
    try:
        return _worked_out(world, accounts, text, most_rows=round(asked_s * world.rows_per_s))
    except TookTooLong:
        raise GraphQLError(
            "Query exceeded the set timeout", extensions={"errorClass": "TIMEOUT"}
        ) from None


def begin_nrql(world: World, person: Person, accounts: tuple[int, ...], *, text: str) -> Json:
    """Starts a query in the background; a quick one is answered at once."""
    count_repeats(world, person, text)
    try:
        return _worked_out(world, accounts, text, most_rows=TIMEOUT_S[0] * world.rows_per_s)
    except TookTooLong:
        query_id = f"{len(world.background) + 1:08x}-0000-4000-8000-000000000000"
        world.background[query_id] = Background(accounts, text, world.now_ms)
        return _running(query_id)


def poll_nrql(world: World, accounts: tuple[int, ...], query_id: str) -> Json:
    """What has become of a query in the background."""
    held = world.background.get(query_id)
    if held is None or held.accounts != accounts:
        raise GraphQLError("Unknown query id", extensions={"errorClass": "INVALID_INPUT"})
    age_s = (world.now_ms - held.begun_ms) / 1000
    if age_s > KEPT_S:
        raise GraphQLError("The result has expired", extensions={"errorClass": "INVALID_INPUT"})
    if world.background_s is None or age_s < world.background_s:
        return _running(query_id)
    whole = _worked_out(world, accounts, held.text, most_rows=MOST_ROWS)
    return whole | {"queryProgress": _progress(query_id, completed=True)}


def _running(query_id: str) -> Json:
    return {"results": None, "queryProgress": _progress(query_id, completed=False)}


def _progress(query_id: str, *, completed: bool) -> Json:
    return {
        "queryId": query_id,
        "completed": completed,
        "retryAfter": RETRY_AFTER_S,
        "retryDeadline": DEADLINE_S,
        "resultExpiration": KEPT_S,
    }


def count_repeats(world: World, person: Person, text: str) -> None:
    """Notes that a text was asked. Raises RepeatedTooOften past the limit of a minute."""
    before = world.repeats.setdefault((person.id, text), [])
    since_ms = world.now_ms - MINUTE_MS
    before[:] = [at_ms for at_ms in before if at_ms > since_ms]
    if len(before) >= REPEATS:
        raise RepeatedTooOften
    before.append(world.now_ms)
    world.queries.append(text)


def _worked_out(world: World, accounts: tuple[int, ...], text: str, *, most_rows: int) -> Json:
    def rows(query: Query, begin: int, end: int) -> list[Row]:
        return _rows(world, accounts, query, begin, end, most_rows)

    setting = Setting(world.now_ms, world.share_of_nothing, world.messages)
    try:
        return answer(parse_nrql(text), rows, setting)
    except NrqlError as error:
        extensions = {"errorClass": "INVALID_INPUT", "code": "NRDB:1102004"}
        raise GraphQLError(str(error), extensions=extensions) from None


def _rows(
    world: World, accounts: tuple[int, ...], query: Query, begin: int, end: int, most_rows: int
) -> list[Row]:
    events = [event for event in query.events if event in EVENTS]
    kept_ms = max((KEPT_DAYS.get(event, EVENTS_KEPT_DAYS) for event in events), default=0) * DAY_MS
    begin = max(begin, world.now_ms - kept_ms)
    step = next(minutes for days, minutes in ROLL_UPS if end - begin <= days * DAY_MS)
    step_ms = step * MINUTE_MS
    minutes = range(-(-begin // step_ms) * step_ms, end, step_ms)
    of_account = [
        entity
        for guid, entity in world.entities.items()
        if entity["accountId"] in accounts and (query.guids is None or guid in query.guids)
    ]
    if len(minutes) * len(of_account) * len(events) > most_rows:
        raise TookTooLong
    found: list[Row] = []
    for entity in of_account:
        figures = figures_of(world.figures.get(str(entity["guid"]), {}))
        reporting = entity["reporting"] is not False
        for event in events if reporting or world.figures.get(str(entity["guid"])) else ():
            rows = (_of_minutes(row, step) for row in rows_of(entity, event, minutes, figures))
            found += _of_entity(world, rows, event)
    late_ms = world.now_ms - LATE_MS
    found = [row for row in found if not _is_late(row, late_ms)]
    found.sort(key=lambda row: int(str(row["timestamp"])))
    return found


def _of_entity(world: World, rows: Iterator[Row], event: str) -> Iterator[Row]:
    """The rows but for what a downtime leaves out; what a rule mutes says so."""
    if event != "SyntheticCheck" or not (world.downtimes or world.muting):
        yield from rows
        return
    downtimes = tuple(world.downtimes.values())
    for row in rows:
        guid, at_ms = str(row["entityGuid"]), int(str(row["timestamp"]))
        if runs(guid, at_ms, downtimes):
            yield {**row, "isMuted": any(rule.mutes(guid, at_ms) for rule in world.muting)}


def _of_minutes(row: Row, minutes: int) -> Row:
    """A row that stands for several minutes: what it counts is as much more."""
    if minutes == 1:
        return row
    return {
        name: replace(value, count=value.count * minutes, total=value.total * minutes)
        if isinstance(value, Summary)
        else value
        for name, value in row.items()
    }


def _is_late(row: Row, late_ms: int) -> bool:
    """Whether a row of the newest minutes has not come in yet; every other one has."""
    at_ms = int(str(row["timestamp"]))
    return at_ms >= late_ms and random.Random(at_ms).random() < 0.5  # noqa: S311 - sample data


def golden_of(entity: Json, timeWindow: Json | None = None, **_given: object) -> Json | None:  # noqa: N803
    """The golden metrics of an entity, as NRQL of the window that was asked for."""
    window = timeWindow or {}
    return golden_metrics(
        entity, window.get("since") or "60 MINUTES AGO", window.get("until") or "NOW"
    )


def service_level_of(entity: Json) -> Json:
    """The service levels that belong to an entity; a level has itself, most have none."""
    if entity["__base"] != "External":
        return {"indicators": None}
    guid = entity["guid"]
    where = f"FROM Metric WHERE entity.guid = '{guid}'"
    ratio = "clamp_max(sum(newrelic.sli.good) / sum(newrelic.sli.valid) * 100, 100) AS 'SLI'"
    target, days = entity.get("objective") or (99.5, 7)
    ask = f"SELECT {ratio} {where}"
    return {
        "indicators": [
            {
                "id": str(guid)[-6:],
                "guid": guid,
                "name": entity["name"],
                "description": None,
                "entityGuid": guid,
                "createdAt": 1_721_030_560_937,
                "updatedAt": None,
                "objectives": [
                    {
                        "name": None,
                        "description": None,
                        "target": target,
                        "timeWindow": {"rolling": {"count": days, "unit": "DAY"}},
                        "resultQueries": {
                            "attainment": {
                                "nrql": f"{ask} SINCE {days} days ago UNTIL 2 minutes ago"
                            }
                        },
                    }
                ],
                "resultQueries": {
                    "indicator": {"nrql": f"{ask} UNTIL 2 minutes ago"},
                    "goodEvents": {"nrql": f"SELECT sum(newrelic.sli.good) {where}"},
                    "validEvents": {"nrql": f"SELECT sum(newrelic.sli.valid) {where}"},
                },
            }
        ]
    }
