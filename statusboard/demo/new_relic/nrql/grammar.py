"""Reads NRQL as far as clients are known to write it; everything else is a syntax error.

`FROM`, `SELECT`, `WHERE`, `FACET`, `SINCE`, `UNTIL`, `TIMESERIES`, `COMPARE WITH` and `LIMIT`, in
any order.
"""

from dataclasses import dataclass
from typing import Final

from statusboard.demo.new_relic.nrql import values
from statusboard.demo.new_relic.nrql.conditions import Conditions
from statusboard.demo.new_relic.nrql.tokens import NrqlError, Token, Tokens, split
from statusboard.demo.new_relic.nrql.values import Holds, Work

__all__ = ["NrqlError", "Query", "Selected", "parse_nrql"]

_UNITS: Final = {"SECOND": 1, "MINUTE": 60, "HOUR": 3600, "DAY": 86_400, "WEEK": 604_800}
_CLAUSES: Final = ("FROM", "SELECT", "WHERE", "FACET", "SINCE", "UNTIL", "TIMESERIES")
_SIMPLE: Final = {
    "COUNT": values.count,
    "AVERAGE": values.average,
    "SUM": values.total,
    "MIN": values.least,
    "MAX": values.most,
    "LATEST": values.latest,
    "UNIQUECOUNT": values.distinct,
}
LIMIT_MAX: Final = 5000
_EPOCH: Final = 10**11


@dataclass(frozen=True, slots=True)
class Selected:
    """One thing that is asked for: its key in a row, and how it is worked out.

    `attribute`: it is plain, and there is a row for each event.
    """

    key: str
    work: Work
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant: so many ms before now, or, where `epoch_ms` is set, that one."""

    ago_ms: int = 0
    epoch_ms: int | None = None
    words: str = "NOW"

    def at(self, now_ms: int) -> int:
        """The instant, in ms."""
        return self.epoch_ms if self.epoch_ms is not None else now_ms - self.ago_ms


@dataclass(slots=True)
class Query:
    """A query as it was read. `limit` and `width_ms` are None where nothing was said."""

    events: tuple[str, ...] = ()
    selected: tuple[Selected, ...] = ()
    where: Holds | None = None
    guids: frozenset[str] | None = None
    facets: tuple[str, ...] = ()
    since: Moment = Moment(3_600_000, words="60 MINUTES AGO")
    until: Moment = Moment()
    is_series: bool = False
    width_ms: int | None = None
    compared_ms: int | None = None
    compared: str = ""
    limit: int | None = None


def parse_nrql(text: str) -> Query:
    """The query. Raises NrqlError for whatever is not understood, in the service's form."""
    reading = _Reading(Tokens(split(text)))
    return reading.query()


@dataclass(slots=True)
class _Reading:
    tokens: Tokens

    def query(self) -> Query:
        query, seen = Query(), set[str]()
        while self.tokens.next is not None:
            clause = self._clause()
            if clause in seen:
                raise self.tokens.unexpected()
            seen.add(clause)
            self._read(clause, query)
        if not {"FROM", "SELECT"} <= seen:
            raise self.tokens.unexpected()
        plain = [one for one in query.selected if one.attribute]
        if plain and (len(plain) < len(query.selected) or query.facets or query.is_series):
            raise NrqlError("NRQL Syntax Error: attributes and functions cannot be mixed")
        return query

    def _clause(self) -> str:
        for word in _CLAUSES:
            if self.tokens.took(word):
                return word
        if self.tokens.took("LIMIT"):
            return "LIMIT"
        if self.tokens.took("COMPARE", "WITH"):
            return "COMPARE"
        raise self.tokens.unexpected()

    def _read(self, clause: str, query: Query) -> None:
        match clause:
            case "FROM":
                query.events = self._names()
            case "SELECT":
                query.selected = self._selected()
            case "WHERE":
                conditions = Conditions(self.tokens)
                query.where = conditions.read()
                query.guids = conditions.guids
            case "FACET":
                query.facets = self._names()
            case "SINCE":
                query.since = self._moment()
            case "UNTIL":
                query.until = self._moment()
            case "TIMESERIES":
                query.is_series, query.width_ms = True, self._width_ms()
            case "LIMIT":
                query.limit = self._limit()
            case _:
                query.compared_ms, query.compared = self._length_ms()
                self.tokens.need("AGO")

    def _width_ms(self) -> int | None:
        if self.tokens.took("MAX"):
            return 1
        token = self.tokens.next
        return self._length_ms()[0] if token is not None and token.sort == "number" else None

    def _limit(self) -> int:
        return LIMIT_MAX if self.tokens.took("MAX") else int(self.tokens.take("number"))

    def _names(self) -> tuple[str, ...]:
        found = [self.tokens.take("name")]
        while self.tokens.took(","):
            found.append(self.tokens.take("name"))
        return tuple(found)

    def _length_ms(self) -> tuple[int, str]:
        number = float(self.tokens.take("number"))
        unit = self.tokens.take("name").upper().removesuffix("S")
        if unit not in _UNITS:
            raise self.tokens.unexpected()
        return round(number * _UNITS[unit] * 1000), f"{number:g} {unit}S AGO"

    def _moment(self) -> Moment:
        if self.tokens.took("NOW"):
            return Moment()
        token = self.tokens.next
        if token is not None and token.sort == "number" and float(token.text) > _EPOCH:
            number = int(float(self.tokens.take("number")))
            return Moment(epoch_ms=number, words=str(number))
        ago_ms, words = self._length_ms()
        self.tokens.need("AGO")
        return Moment(ago_ms, words=words)

    def _selected(self) -> tuple[Selected, ...]:
        found = [self._one_selected()]
        while self.tokens.took(","):
            found.append(self._one_selected())
        return tuple(found)

    def _one_selected(self) -> Selected:
        start = self.tokens.place
        token = self.tokens.next
        following = self.tokens.tokens[start + 1 : start + 2]
        if token is not None and token.sort == "name" and not _opens(following):
            name = self.tokens.take("name")
            key = self._alias() or name
            return Selected(key, values.latest(name), attribute=name)
        work = self._sum()
        given = self.tokens.tokens[start : self.tokens.place]
        return Selected(self._alias() or _key([each.text for each in given]), work)

    def _alias(self) -> str:
        if not self.tokens.took("AS"):
            return ""
        token = self.tokens.next
        return self.tokens.take("text" if token is not None and token.sort == "text" else "name")

    def _sum(self) -> Work:
        found = self._product()
        while self.tokens.sees("+") or self.tokens.sees("-"):
            mark = self.tokens.take("mark")
            found = values.combined(mark, found, self._product())
        return found

    def _product(self) -> Work:
        found = self._factor()
        while self.tokens.sees("*") or self.tokens.sees("/"):
            mark = self.tokens.take("mark")
            found = values.combined(mark, found, self._factor())
        return found

    def _factor(self) -> Work:
        token = self.tokens.next
        if token is not None and token.sort == "number":
            number = float(self.tokens.take("number"))
            return lambda _rows, _span: number
        if self.tokens.took("("):
            found = self._sum()
            self.tokens.need(")")
            return found
        return self._function()

    def _function(self) -> Work:
        name = self.tokens.take("name")
        self.tokens.need("(")
        work = self._call(name.upper(), name)
        self.tokens.need(")")
        return work

    def _call(self, upper: str, name: str) -> Work:
        if upper == "COUNT" and self.tokens.took("*"):
            return values.count("*")
        if upper in _SIMPLE:
            return _SIMPLE[upper](self.tokens.take("name"))
        match upper:
            case "PERCENTILE":
                attribute = self.tokens.take("name")
                wanted = []
                while self.tokens.took(","):
                    wanted.append(float(self.tokens.take("number")))
                return values.percentile(attribute, wanted or [95.0])
            case "APDEX":
                attribute = self.tokens.take("name")
                self.tokens.need(",")
                self.tokens.need("T")
                self.tokens.need(":")
                return values.apdex(attribute, float(self.tokens.take("number")))
            case "PERCENTAGE" | "FILTER":
                inner = self._sum()
                self.tokens.need(",")
                self.tokens.need("WHERE")
                holds = Conditions(self.tokens).read()
                made = values.percentage if upper == "PERCENTAGE" else values.filtered
                return made(inner, holds)
            case "RATE":
                inner = self._sum()
                self.tokens.need(",")
                return values.rate(inner, self._length_ms()[0])
            case "CLAMP_MAX":
                inner = self._sum()
                self.tokens.need(",")
                return values.clamped(inner, float(self.tokens.take("number")))
            case _:
                raise NrqlError(f"NRQL Syntax Error: Unknown function {name}()")


def _opens(following: list[Token]) -> bool:
    return bool(following) and following[0].text == "("


def _key(texts: list[str]) -> str:
    """What a value without a name of its own is called: `count`, `average.duration`."""
    if len(texts) > 3 and texts[1] == "(" and texts[-1] == ")" and texts.count("(") == 1:
        name = texts[0]
        return name if texts[2] == "*" else f"{name}.{texts[2]}"
    return "".join(texts)
