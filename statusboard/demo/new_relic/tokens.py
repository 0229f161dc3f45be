"""The words and marks of a search for entities, taken one after the other."""

import re
from dataclasses import dataclass

_WORDS = frozenset({"AND", "OR", "NOT", "IN", "LIKE", "IS", "NULL", "TRUE", "FALSE"})
# An attribute may stand in backticks, as a whole or from its dot on.
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.)*')
      | (?P<number>\d+)
      | (?P<name>tags\.`[^`]+`|`[^`]+`|[A-Za-z_][\w.]*)
      | (?P<mark>!=|[=(),])
    )""",
    re.VERBOSE | re.DOTALL,
)


class SearchError(ValueError):
    """The text is not in the search language."""


def split(text: str) -> list[tuple[str, str]]:
    """Sorts and texts: `text` (without its quotes), `number`, `name`, `word`, `mark`."""
    tokens: list[tuple[str, str]] = []
    place = 0
    stripped = text.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if found is None or found.lastgroup is None:
            raise SearchError(f"cannot read the search at position {place}")
        tokens.append(_told_apart(found.lastgroup, found[found.lastgroup]))
        place = found.end()
    return tokens


def _told_apart(sort: str, text: str) -> tuple[str, str]:
    if sort == "text":
        return sort, re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    if sort == "name" and text.upper() in _WORDS:
        return "word", text.upper()
    if sort == "name" and text.startswith("`"):
        return sort, text.strip("`")
    return sort, text


@dataclass(slots=True)
class Tokens:
    """What is left of a search. All but `took` and `next_sort` raise SearchError."""

    tokens: list[tuple[str, str]]
    place: int = 0

    @property
    def next_sort(self) -> str:
        """What comes next; empty at the end."""
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def took(self, word: str) -> bool:
        """Whether this word or mark came next; then it is taken."""
        if self.next_sort not in ("word", "mark") or self.tokens[self.place][1] != word:
            return False
        self.place += 1
        return True

    def need(self, word: str) -> None:
        """Takes this word or mark."""
        if not self.took(word):
            raise self._unexpected()

    def take(self, sort: str) -> str:
        """Takes a token of this sort."""
        if self.next_sort != sort:
            raise self._unexpected()
        self.place += 1
        return self.tokens[self.place - 1][1]

    def end(self) -> None:
        """Makes sure that nothing is left."""
        if self.next_sort:
            raise self._unexpected()

    def _unexpected(self) -> SearchError:
        if not self.next_sort:
            return SearchError("the search ends too early")
        return SearchError(f"unexpected {self.tokens[self.place][1]} in the search")
