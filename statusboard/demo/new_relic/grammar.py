"""The search language of entities, as far as clients are known to use it; the rest is an error.

`AND`, `OR`, `NOT` and parentheses over comparisons: `=`, `!=`, `IN`, `LIKE` (each with `NOT`) and
`IS [NOT] NULL / TRUE / FALSE`, over a few attributes and tags, in backticks or without.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from statusboard.demo.new_relic.tokens import SearchError, Tokens, split

__all__ = ["Condition", "Entity", "SearchError", "parse_search"]

Entity = Mapping[str, object]
Condition = Callable[[Entity], bool]
Read = Callable[[Entity], set[str]]

_TEXTS = (
    "domain",
    "type",
    "domainType",
    "entityType",
    "name",
    "id",
    "accountId",
    "alertSeverity",
    "reporting",
)
_BLANKS = str.maketrans(".,;:*-_", "       ")
# Nested deeper than this no person writes, and the stack is not for strangers to fill.
DEPTH = 32


def parse_search(text: str) -> Condition:
    """The condition that a search states. Raises SearchError for anything not understood."""
    reading = _Reading(Tokens(split(text)))
    condition = reading.either()
    reading.tokens.end()
    return condition


@dataclass(slots=True)
class _Reading:
    """One search as it is read: `OR` binds weaker than `AND`, and `AND` weaker than `NOT`."""

    tokens: Tokens
    depth: int = 0

    def either(self) -> Condition:
        found = [self._both()]
        while self.tokens.took("OR"):
            found.append(self._both())
        return found[0] if len(found) == 1 else lambda entity: any(one(entity) for one in found)

    def _both(self) -> Condition:
        found = [self._one()]
        while self.tokens.took("AND"):
            found.append(self._one())
        return found[0] if len(found) == 1 else lambda entity: all(one(entity) for one in found)

    def _one(self) -> Condition:
        self.depth += 1
        if self.depth > DEPTH:
            raise SearchError("the search is nested too deeply")
        try:
            if self.tokens.took("NOT"):
                return _not(self._one())
            if self.tokens.took("("):
                inner = self.either()
                self.tokens.need(")")
                return inner
            return self._comparison()
        finally:
            self.depth -= 1

    def _comparison(self) -> Condition:
        read = _attribute(self.tokens)
        if self.tokens.took("="):
            return _is_any(read, frozenset({self._literal()}))
        if self.tokens.took("!="):
            return _not(_is_any(read, frozenset({self._literal()})))
        if self.tokens.took("IS"):
            return self._is(read)
        is_negated = self.tokens.took("NOT")
        if self.tokens.took("IN"):
            condition = _is_any(read, self._literals())
        else:
            self.tokens.need("LIKE")
            condition = _is_like(read, self.tokens.take("text"))
        return _not(condition) if is_negated else condition

    def _is(self, read: Read) -> Condition:
        is_negated = self.tokens.took("NOT")
        condition: Condition
        if self.tokens.took("NULL"):
            condition = _not(lambda entity: bool(read(entity)))
        elif self.tokens.took("TRUE"):
            condition = _is_any(read, frozenset({"true"}))
        else:
            self.tokens.need("FALSE")
            condition = _is_any(read, frozenset({"false"}))
        return _not(condition) if is_negated else condition

    def _literal(self) -> str:
        return self.tokens.take("number" if self.tokens.next_sort == "number" else "text")

    def _literals(self) -> frozenset[str]:
        self.tokens.need("(")
        found = [self._literal()]
        while self.tokens.took(","):
            found.append(self._literal())
        self.tokens.need(")")
        return frozenset(found)


def _not(condition: Condition) -> Condition:
    return lambda entity: not condition(entity)


def _is_any(read: Read, wanted: frozenset[str]) -> Condition:
    return lambda entity: not wanted.isdisjoint(read(entity))


def _is_like(read: Read, text: str) -> Condition:
    parts = (re.escape(_plain(part)) for part in text.split("%"))
    pattern = re.compile(".*".join(parts), re.DOTALL)
    return lambda entity: any(pattern.fullmatch(_plain(value)) for value in read(entity))


def _attribute(tokens: Tokens) -> Read:
    name = tokens.take("name")
    if name.startswith("tags."):
        key = name.removeprefix("tags.").strip("`")
        if key == "accountId":
            return lambda entity: {str(entity["accountId"])}
        return lambda entity: _tag_values(entity, key)
    if name not in _TEXTS:
        raise SearchError(f"unknown attribute {name}")
    return lambda entity: _values(entity, name)


def _values(entity: Entity, name: str) -> set[str]:
    match name:
        case "id":
            value: object = entity["guid"]
        case "domainType":
            value = f"{entity['domain']}-{entity['type']}"
        case "reporting":
            value = None if entity["reporting"] is None else str(entity["reporting"]).lower()
        case _:
            value = entity[name]
    return set() if value is None else {str(value)}


def _tag_values(entity: Entity, key: str) -> set[str]:
    tags = entity["tags"]
    found: set[str] = set()
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict) and tag.get("key") == key:
            found.update(str(value) for value in tag.get("values") or ())
    return found


def _plain(text: str) -> str:
    return text.translate(_BLANKS).casefold()
