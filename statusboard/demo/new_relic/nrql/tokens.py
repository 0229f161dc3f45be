"""The words and marks of an NRQL query, taken one after the other."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.)*')
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<name>`[^`]+`|[A-Za-z_][\w.]*)
      | (?P<mark>!=|<=|>=|[=<>(),+\-*/:])
    )""",
    re.VERBOSE | re.DOTALL,
)


class NrqlError(ValueError):
    """The text is no NRQL, or of a form that the stand-in does not know."""


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query: its sort (`text`, `number`, `name`, `mark`), and where it stands."""

    sort: str
    text: str
    place: int
    is_quoted: bool = False


def split(text: str) -> list[Token]:
    """All tokens. Raises NrqlError for a character that belongs to none."""
    tokens: list[Token] = []
    place = 0
    stripped = text.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if found is None or found.lastgroup is None:
            raise _at(place, stripped[place : place + 10])
        sort, raw = found.lastgroup, found[found.lastgroup]
        if sort == "text":
            raw = re.sub(r"\\(.)", r"\1", raw[1:-1], flags=re.DOTALL)
        is_quoted = raw.startswith("`")
        tokens.append(Token(sort, raw.strip("`"), found.start(sort), is_quoted))
        place = found.end()
    return tokens


def _at(place: int, text: str) -> NrqlError:
    return NrqlError(
        f"NRQL Syntax Error: Error at line 1 position {place + 1}, unexpected '{text}'"
    )


@dataclass(slots=True)
class Tokens:
    """What is left of a query. `need`, `take` and `end` raise NrqlError."""

    tokens: list[Token]
    place: int = 0

    @property
    def next(self) -> Token | None:
        """What comes next; None at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def sees(self, *words: str) -> bool:
        """Whether these words or marks come next, in this order."""
        for offset, word in enumerate(words):
            at = self.place + offset
            token = self.tokens[at] if at < len(self.tokens) else None
            if token is None or token.sort not in ("name", "mark") or token.is_quoted:
                return False
            if token.text.upper() != word:
                return False
        return True

    def took(self, *words: str) -> bool:
        """Whether these words came next; then they are taken."""
        if not self.sees(*words):
            return False
        self.place += len(words)
        return True

    def need(self, *words: str) -> None:
        """Takes these words."""
        if not self.took(*words):
            raise self.unexpected()

    def take(self, sort: str) -> str:
        """Takes a token of this sort."""
        token = self.next
        if token is None or token.sort != sort:
            raise self.unexpected()
        self.place += 1
        return token.text

    def unexpected(self) -> NrqlError:
        """The error for what comes next."""
        token = self.next
        if token is None:
            return NrqlError("NRQL Syntax Error: Error at line 1, unexpected end of query")
        return _at(token.place, token.text)
