"""The conditions of NRQL: `AND`, `OR`, `NOT` and parentheses over comparisons of an attribute."""

import re
from collections.abc import Callable

from statusboard.demo.new_relic.nrql.tokens import Tokens
from statusboard.demo.new_relic.nrql.values import Holds, Row

_GUIDS = ("entityGuid", "entity.guid")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}


class Conditions:
    """Reads conditions from tokens, and remembers the guids that every row has to be of."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._depth = 0
        self.guids: frozenset[str] | None = None

    def read(self) -> Holds:
        """A whole condition."""
        found = [self._all()]
        while self._tokens.took("OR"):
            self.guids = None  # no longer true of every row
            found.append(self._all())
        return found[0] if len(found) == 1 else lambda row: any(one(row) for one in found)

    def _all(self) -> Holds:
        found = [self._one()]
        while self._tokens.took("AND"):
            found.append(self._one())
        return found[0] if len(found) == 1 else lambda row: all(one(row) for one in found)

    def _one(self) -> Holds:
        self._depth += 1
        if self._depth > 32:
            raise self._tokens.unexpected()
        try:
            if self._tokens.took("NOT"):
                before = self.guids
                inner = self._one()
                self.guids = before  # what is not to be holds of no row
                return lambda row: not inner(row)
            if self._tokens.took("("):
                inner = self.read()
                self._tokens.need(")")
                return inner
            return self._comparison()
        finally:
            self._depth -= 1

    def _comparison(self) -> Holds:
        name = self._tokens.take("name")
        if self._tokens.took("="):
            return self._any_of(name, [self._literal()])
        if self._tokens.took("!="):
            wanted = self._literal()
            return lambda row: row.get(name) is not None and _plain(row.get(name)) != wanted
        for mark, compare in _COMPARED.items():
            if self._tokens.took(mark):
                return _compared(name, compare, float(self._tokens.take("number")))
        if self._tokens.took("IS"):
            is_negated = self._tokens.took("NOT")
            self._tokens.need("NULL")
            return lambda row: (row.get(name) is None) is not is_negated
        is_negated = self._tokens.took("NOT")
        if self._tokens.took("IN"):
            wanted_ = self._literals()
            if is_negated:
                return lambda row: row.get(name) is not None and _plain(row[name]) not in wanted_
            return self._any_of(name, wanted_)
        if self._tokens.took("LIKE"):
            return _like(name, self._tokens.take("text"), is_negated=is_negated)
        if is_negated:
            raise self._tokens.unexpected()
        return lambda row: row.get(name) is True

    def _any_of(self, name: str, wanted: list[str]) -> Holds:
        if name in _GUIDS and self._depth == 1:
            self.guids = frozenset(wanted)
        known = frozenset(wanted)
        return lambda row: row.get(name) is not None and _plain(row[name]) in known

    def _literals(self) -> list[str]:
        self._tokens.need("(")
        found = [self._literal()]
        while self._tokens.took(","):
            found.append(self._literal())
        self._tokens.need(")")
        return found

    def _literal(self) -> str:
        token = self._tokens.next
        if token is not None and token.sort == "number":
            return f"{float(self._tokens.take('number')):g}"
        if self._tokens.took("TRUE"):
            return "true"
        if self._tokens.took("FALSE"):
            return "false"
        return self._tokens.take("text")


def _compared(name: str, compare: Callable[[float, float], bool], limit: float) -> Holds:
    def holds(row: Row) -> bool:
        value = row.get(name)
        return isinstance(value, int | float) and compare(value, limit)

    return holds


def _like(name: str, text: str, *, is_negated: bool) -> Holds:
    pattern = re.compile(".*".join(map(re.escape, text.split("%"))), re.DOTALL)

    def holds(row: Row) -> bool:
        value = row.get(name)
        return value is not None and bool(pattern.fullmatch(_plain(value))) is not is_negated

    return holds


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, int | float) else str(value)
