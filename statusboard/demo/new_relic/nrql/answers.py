"""Works a query out, in the shapes of the service: rows, facets, buckets, comparisons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from statusboard.demo.new_relic.nrql.grammar import LIMIT_MAX, NrqlError, Query
from statusboard.demo.new_relic.nrql.values import Row, Span

BUCKETS: Final = 366
DEFAULT_FACETS: Final = 10
DEFAULT_ROWS: Final = 100
Json = dict[str, Any]
# The rows of these events between two instants (ms), the oldest first.
RowsOf = Callable[[Query, int, int], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the service is like at the moment."""

    now_ms: int
    share_of_nothing: float | None = None
    messages: tuple[str, ...] | None = None


def answer(query: Query, rows_of: RowsOf, setting: Setting) -> Json:
    """A result container. Raises NrqlError where the window or the buckets are no good."""
    begin, end = query.since.at(setting.now_ms), query.until.at(setting.now_ms)
    if begin >= end:
        raise NrqlError("NRQL Syntax Error: start time must be before end time")
    whole: Json = {
        "metadata": {
            "eventTypes": list(query.events),
            "facets": list(query.facets) or None,
            "messages": None if setting.messages is None else list(setting.messages),
            "timeWindow": {
                "begin": begin,
                "end": end,
                "since": query.since.words,
                "until": query.until.words,
                "compareWith": query.compared or None,
            },
        },
        "otherResult": None,
        "totalResult": None,
        "currentResults": None,
        "previousResults": None,
        "queryProgress": None,
    }
    working = _Working(query, setting, rows_of)
    current = working.results(begin, end)
    whole["results"] = current
    if query.facets:
        whole["totalResult"] = working.total(begin, end)
        whole["otherResult"] = working.other(begin, end)
    if query.compared_ms is not None:
        previous = working.results(begin - query.compared_ms, end - query.compared_ms)
        whole["currentResults"], whole["previousResults"] = current, previous
        whole["results"] = [
            *({"comparison": "current", **row} for row in current),
            *({"comparison": "previous", **row} for row in previous),
        ]
    return whole


@dataclass(frozen=True, slots=True)
class _Working:
    query: Query
    setting: Setting
    rows_of: RowsOf

    def rows(self, begin: int, end: int) -> list[Row]:
        rows = self.rows_of(self.query, begin, end)
        where = self.query.where
        return [row for row in rows if where is None or where(row)]

    def results(self, begin: int, end: int) -> list[Json]:
        rows = self.rows(begin, end)
        if self.query.selected[0].attribute:
            return self._events(rows)
        if not self.query.facets:
            return self._values(rows, begin, end)
        found: list[Json] = []
        for values, own in self._shown(rows):
            texts = [str(value) for value in values]
            head: Json = {"facet": texts[0] if len(texts) == 1 else texts}
            if len(texts) == 1:
                head[self.query.facets[0]] = texts[0]
            found += [{**head, **row} for row in self._values(own, begin, end)]
        return found

    def total(self, begin: int, end: int) -> Json | list[Json]:
        values = self._values(self.rows(begin, end), begin, end)
        return values if self.query.is_series else values[0]

    def other(self, begin: int, end: int) -> Json | list[Json]:
        rows = self.rows(begin, end)
        shown = {values for values, _ in self._shown(rows)}
        left = [row for row in rows if self._facet(row) not in shown]
        values = self._values(left, begin, end)
        return values if self.query.is_series else values[0]

    def _shown(self, rows: Sequence[Row]) -> list[tuple[tuple[object, ...], list[Row]]]:
        groups: dict[tuple[object, ...], list[Row]] = {}
        for row in rows:
            facet = self._facet(row)
            if None not in facet:
                groups.setdefault(facet, []).append(row)
        limit = DEFAULT_FACETS if self.query.limit is None else self.query.limit
        most_first = sorted(groups.items(), key=lambda one: -len(one[1]))
        return most_first[: min(limit, LIMIT_MAX)]

    def _facet(self, row: Row) -> tuple[object, ...]:
        return tuple(row.get(name) for name in self.query.facets)

    def _events(self, rows: Sequence[Row]) -> list[Json]:
        limit = DEFAULT_ROWS if self.query.limit is None else min(self.query.limit, LIMIT_MAX)
        newest = list(reversed(rows))[:limit]
        return [
            {
                "timestamp": row["timestamp"],
                **{one.key: row.get(one.attribute) for one in self.query.selected},
            }
            for row in newest
        ]

    def _values(self, rows: Sequence[Row], begin: int, end: int) -> list[Json]:
        if not self.query.is_series:
            return [self._value(rows, end - begin)]
        width = self.query.width_ms or max(60_000, (end - begin) // 28)
        if -(-(end - begin) // width) > BUCKETS:
            raise NrqlError(f"TIMESERIES supports at most {BUCKETS} buckets")
        found = []
        starts = range(begin, end, width)
        buckets: list[list[Row]] = [[] for _ in starts]
        for row in rows:
            buckets[(int(str(row["timestamp"])) - begin) // width].append(row)
        for start, own in zip(starts, buckets, strict=True):
            stop = min(start + width, end)
            seconds = {"beginTimeSeconds": _s(start), "endTimeSeconds": _s(stop)}
            found.append({**seconds, **self._value(own, stop - start)})
        return found

    def _value(self, rows: Sequence[Row], length_ms: int) -> Json:
        span = Span(length_ms, self.setting.share_of_nothing)
        return {one.key: one.work(rows, span) for one in self.query.selected}


def _s(ms: int) -> int | float:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000
