"""The search language of entities, as far as it is proven; anything else is an error.

`=`, `AND`, `IN`, `LIKE`, `IS NOT NULL`, over a few attributes and tags.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Entity = Mapping[str, object]
Condition = Callable[[Entity], bool]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.)*')
      | (?P<number>\d+)
      | (?P<tag>tags\.(?:`[^`]+`|[A-Za-z_][\w.]*))
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark>[=(),])
    )""",
    re.VERBOSE,
)
_TEXTS = ("domain", "type", "domainType", "name", "id", "alertSeverity", "reporting")
_BLANKS = str.maketrans(".,;:*-_", "       ")


class SearchError(ValueError):
    """The text is not in the search language."""


@dataclass(slots=True)
class _Tokens:
    tokens: list[tuple[str, str]]
    place: int = 0

    def take(self, sort: str | None = None, word: str | None = None) -> str:
        if self.place >= len(self.tokens):
            raise SearchError("the search ends too early")
        found_sort, text = self.tokens[self.place]
        if (sort and found_sort != sort) or (word and text.upper() != word):
            raise SearchError(f"unexpected {text} in the search")
        self.place += 1
        return text

    def has(self, word: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][1].upper() == word

    @property
    def ended(self) -> bool:
        return self.place >= len(self.tokens)

    @property
    def next_sort(self) -> str:
        return "" if self.ended else self.tokens[self.place][0]


def parse_search(text: str) -> Condition:
    """The condition that a search states. Raises SearchError for anything not understood."""
    tokens = _Tokens(_split(text))
    conditions = [_comparison(tokens)]
    while not tokens.ended:
        tokens.take("word", "AND")
        conditions.append(_comparison(tokens))
    return lambda entity: all(condition(entity) for condition in conditions)


def _split(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    stripped = text.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if found is None or found.lastgroup is None:
            raise SearchError(f"cannot read the search at position {place}")
        tokens.append((found.lastgroup, found[found.lastgroup]))
        place = found.end()
    return tokens


def _comparison(tokens: _Tokens) -> Condition:
    read = _attribute(tokens)
    if tokens.has("="):
        tokens.take()
        wanted = _literal(tokens)
        return lambda entity: wanted in read(entity)
    if tokens.has("IN"):
        tokens.take()
        wanted_any = _literals(tokens)
        return lambda entity: not wanted_any.isdisjoint(read(entity))
    if tokens.has("LIKE"):
        tokens.take()
        pattern = _like(_unquoted(tokens.take("text")))
        return lambda entity: any(pattern.fullmatch(_plain(value)) for value in read(entity))
    for word in ("IS", "NOT", "NULL"):
        tokens.take("word", word)
    return lambda entity: bool(read(entity))


def _attribute(tokens: _Tokens) -> Callable[[Entity], set[str]]:
    if tokens.next_sort == "tag":
        key = tokens.take("tag").removeprefix("tags.").strip("`")
        return lambda entity: _tag_values(entity, key)
    name = tokens.take("word")
    if name == "accountId":
        return lambda entity: {str(entity["accountId"])}
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


def _literal(tokens: _Tokens) -> str:
    if tokens.next_sort == "number":
        return tokens.take("number")
    return _unquoted(tokens.take("text"))


def _literals(tokens: _Tokens) -> frozenset[str]:
    tokens.take("mark", "(")
    found = [_literal(tokens)]
    while tokens.has(","):
        tokens.take()
        found.append(_literal(tokens))
    tokens.take("mark", ")")
    return frozenset(found)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _plain(text: str) -> str:
    return text.translate(_BLANKS).casefold()


def _like(pattern: str) -> re.Pattern[str]:
    parts = (re.escape(_plain(part)) for part in pattern.split("%"))
    return re.compile(".*".join(parts), re.DOTALL)
