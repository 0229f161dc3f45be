"""A TOML text being read: its tables, and for each fault the line it stands on and a hint."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from statusboard.app.services.toml_lines import Path, find_lines, line_of
from statusboard.errors import RuleBroken

__all__ = ["Path", "Source", "Table"]

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """The text being read, for saying where something is wrong."""

    name: str
    lines: Mapping[Path, int]

    @classmethod
    def parse(cls, text: str, name: str) -> tuple[Self, Table]:
        """The source and its document. Raises RuleBroken with the line where it is no TOML."""
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RuleBroken(_syntax(str(error), name)) from error
        except (RecursionError, ValueError) as error:  # nested, or digits, beyond all measure
            sentence = f"{name}, line 1: This is nested too deep, or holds too long a number."
            raise RuleBroken(sentence) from error
        return cls(name, find_lines(text.replace("\r\n", "\n"))), document

    def fault(self, path: Path, sentence: str) -> RuleBroken:
        """What is wrong at a path, with its line."""
        line = line_of(dict(self.lines), path)
        return RuleBroken(f"{self.name}, line {line}: {sentence}", field=".".join(map(str, path)))

    def only(self, path: Path, table: Table, known: Iterable[str]) -> None:
        """Refuses a key that is not known, with the one that may have been meant."""
        known = tuple(known)
        for key in table:
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."
                raise self.fault((*path, key), f"{key} is not known here. {hint}")

    def table(self, path: Path, table: Table, key: str) -> Table:
        """The table under a key; empty where there is none."""
        given = table.get(key, {})
        if not isinstance(given, dict):
            raise self.fault((*path, key), f"{key} must be a table. Write [{key}] above it.")
        return given

    def tables(self, path: Path, table: Table, key: str) -> list[Table]:
        """The tables of an array; none where it is missing."""
        given = table.get(key, [])
        if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
            header = ".".join([*(str(p) for p in path if isinstance(p, str)), key])
            sentence = f"{key} must be tables. Write [[{header}]] above each."
            raise self.fault((*path, key), sentence)
        return given

    def text(self, path: Path, table: Table, key: str) -> str:
        """The text under a key; empty where there is none."""
        given = table.get(key, "")
        if not isinstance(given, str):
            sentence = f'{key} must be a text in quotes, such as {key} = "…".'
            raise self.fault((*path, key), sentence)
        return given


def _syntax(message: str, name: str) -> str:
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    where = f", line {place[1]}" if place else ", at its end"
    what = re.sub(r"\s*\(at .*\)$", "", message)
    return f"{name}{where}: This is not TOML: {what[:1].lower()}{what[1:]}."
