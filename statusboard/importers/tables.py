"""Mappings as they were read, with their lines, and how values are taken out of them safely."""

import math
from collections.abc import Iterator
from typing import Any

from statusboard.domain.letters import as_shown

LONGEST = 20_000


class Table(dict[str, Any]):
    """A mapping of a file. `line` is where it begins, 0 where that is not known."""

    line: int = 0

    def text(self, *keys: str) -> str:
        """The first of these keys that holds something, as text; empty for none of them."""
        for key in keys:
            found = plain(self.get(key))
            if found:
                return found
        return ""

    def number(self, key: str) -> float | None:
        """A number, also one that is written as text; None for anything else."""
        return as_number(self.get(key))

    def whole(self, key: str) -> int | None:
        """A whole number; None for anything else."""
        found = self.number(key)
        return int(found) if found is not None and found == int(found) else None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Whether something is switched on; 1, "1" and "true" are that, too."""
        found = self.get(key)
        if found is None or found == "":
            return default
        return found is True or str(found).strip().lower() in ("1", "true", "yes", "on")

    def table(self, key: str) -> "Table":
        """A mapping inside; an empty one for anything else."""
        found = self.get(key)
        return found if isinstance(found, Table) else Table()

    def tables(self, key: str) -> Iterator["Table"]:
        """The mappings of a list inside; what is none is left out."""
        for one in self.rows(key):
            if isinstance(one, Table):
                yield one

    def rows(self, key: str) -> list[Any]:
        """A list inside; of one value that list; an empty one for nothing."""
        found = self.get(key)
        if isinstance(found, list):
            return found
        return [] if found is None or found == "" or isinstance(found, Table) else [found]

    def texts(self, key: str) -> list[str]:
        """The texts of a list inside."""
        return [text for text in (plain(one) for one in self.rows(key)) if text]

    @property
    def where(self) -> str:
        """The line for people; empty where it is not known."""
        return f"line {self.line}" if self.line else ""


def plain(value: object) -> str:
    """A value as text; empty for what is none, such as a list."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value.strip()[:LONGEST]
        case int():
            return str(value) if abs(value) < 10**18 else ""
        case float():
            return repr(value)
        case _:
            return ""


def as_number(value: object) -> float | None:
    """A finite number, also one that is written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and abs(found) < 1e15 else None


def one_line(text: str, most: int = 100) -> str:
    """The text in one line of at most so many characters, without what cannot be seen."""
    shown = " ".join(as_shown(text[: 4 * most]).split())
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"
