"""Values in a JSON answer, found by an RFC 9535 path and compared with what is expected."""

import json
import re
from collections.abc import Sized
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

from statusboard.probes.web.comparing import Comparison, Operator
from statusboard.probes.web.document import Document

if TYPE_CHECKING:
    from jsonpath import CompoundJSONPath, JSONPath

# A path that matches everything stops here; what lies beyond would go unseen, so it is told.
MOST_MATCHES = 100_000
LONGEST_PATH = 300
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
# What takes one value: a name (numbered here), or a place counted from the beginning.
_PLAIN = re.compile(r"'\d+'|\d+")
# How often one value may be taken on the way, where steps overlap.
MOST_TIMES = 16
# How many values a message shows.
SHOWN = 3


def compile_path(text: str) -> "JSONPath | CompoundJSONPath":
    """The path, ready to use. Raises ValueError with a sentence for a person.

    Left out is what could be made to run for minutes: regular expressions, “..” more than once,
    filters that go back to the beginning for each value, and steps that take the same value again
    and again.
    """
    from jsonpath import JSONPathEnvironment, JSONPathError

    environment = JSONPathEnvironment(strict=True)
    for name in ("match", "search"):
        environment.function_extensions.pop(name, None)
    bare = _QUOTED.sub("", text)
    if bare.count("..") > 1 or bare.count("$") > 1 or len(text) > LONGEST_PATH:
        message = (
            "The path may contain “..” and “$” once each and have up to 300 characters. "
            "Name the way down instead, such as $.a.b."
        )
        raise ValueError(message)
    if _times_taken(text) > MOST_TIMES:
        message = (
            "Too many steps of the path may take the same value more than once. Name each one "
            "once, such as $.items[0,1].id."
        )
        raise ValueError(message)
    try:
        return environment.compile(text)
    except (JSONPathError, RecursionError) as error:
        why = str(error).splitlines()[0]
        message = f"“{text}” is not a JSON path ({why}). Write it like $.status or $.items[0].id."
        raise ValueError(message) from error


def _times_taken(text: str) -> int:
    """How many times one value may be taken on the way: `[0, 0][0, 0]` takes it four times.

    Different names or numbers in one pair of brackets never take the same value.
    """
    names: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        name = found[0][1:-1]
        # With a backslash the same name can be written in many ways.
        return "*" if "\\" in name else f"'{names.setdefault(name, len(names))}'"

    times, opened = 1, [""]
    for mark in _QUOTED.sub(numbered, text):
        if mark == "[":
            opened.append("")
        elif mark == "]" and len(opened) > 1:
            taken = [one.strip() for one in opened.pop().split(",")]
            is_once = len(set(taken)) == len(taken) and all(map(_PLAIN.fullmatch, taken))
            times *= 1 if is_once else len(taken)
        else:
            opened[-1] += mark
    return times


@dataclass(frozen=True, slots=True)
class JsonExpectation:
    """A path that must lead somewhere, and to what is `wanted` where anything is.

    Of several values all must fit, unless `any_will_do`.
    """

    path: str
    wanted: Comparison | None
    compiled: "JSONPath | CompoundJSONPath"
    any_will_do: bool = False

    @classmethod
    def of(
        cls, path: str, wanted: Comparison | None, *, any_will_do: bool = False
    ) -> "JsonExpectation":
        """The expectation. Raises ValueError for a path that is none."""
        return cls(path, wanted, compile_path(path), any_will_do)

    def problem(self, document: Document) -> str | None:
        """What is wrong with the answer, in words; None where it is as expected."""
        try:
            content = document.content
        except (ValueError, RecursionError):
            return f"expected {self}, but the answer is not JSON"
        try:
            return self._difference(self._found(content))
        except (RecursionError, TypeError, ValueError, ArithmeticError):
            return f"expected {self}, but the answer could not be searched"

    def __str__(self) -> str:
        return self.path if self.wanted is None else f"{self.path} {self.wanted}"

    def _difference(self, found: list[object]) -> str | None:
        wanted = self.wanted
        if wanted is not None and wanted.operator is Operator.MISSING:
            shown = ", ".join(_shown(value) for value in found[:SHOWN])
            return f"expected {self}, got {shown}" if found else None
        if not found:
            return f"expected {self}, but there is no such value"
        if wanted is None or wanted.operator is Operator.EXISTS:
            return None
        too_many = len(found) > MOST_MATCHES
        others = [value for value in found if not wanted.fits_json(value)]
        if self.any_will_do and len(others) < len(found):
            return None
        if not others and not too_many:
            return None
        if too_many:
            return f"expected {self}, but it leads to more than {MOST_MATCHES:,} values"
        shown = ", ".join(self._told(value) for value in others[:SHOWN])
        if len(found) == 1 or self.any_will_do:
            return f"expected {self}, got {shown}"
        return f"expected {self}, but {len(others)} of {len(found)} values differ: {shown}"

    def _told(self, value: object) -> str:
        """A value that does not fit; where its length is the matter, that."""
        is_counted = self.wanted is not None and self.wanted.of_length and isinstance(value, Sized)
        return str(len(cast("Sized", value))) if is_counted else _shown(value)

    def _found(self, content: object) -> list[object]:
        return _at(self.path, self.compiled, content, MOST_MATCHES + 1)


def values_at(path: str, content: object, most: int) -> list[object]:
    """What a path leads to in JSON that was read, up to so many values.

    Raises ValueError with a sentence where it cannot be searched.
    """
    try:
        return _at(path, compile_path(path), content, most)
    except (RecursionError, TypeError, ArithmeticError) as error:
        message = f"{path} could not be searched"
        raise ValueError(message) from error


def _at(
    path: str, compiled: "JSONPath | CompoundJSONPath", content: object, most: int
) -> list[object]:
    # The library reads a text as JSON once more, so a bare value is answered here.
    if not isinstance(content, dict | list):
        return [content] if path.strip() == "$" else []
    return [match.obj for match in islice(compiled.finditer(content), most)]


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
