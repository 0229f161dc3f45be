"""Values in a JSON answer, found by an RFC 9535 path and compared with what is expected."""

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from statusboard.probes.web.charset import decoded

if TYPE_CHECKING:
    from jsonpath import CompoundJSONPath, JSONPath

# A path that matches everything stops here; what lies beyond would go unseen, so it is told.
MOST_MATCHES = 100_000
LONGEST_PATH = 300
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
# How many values a message shows.
SHOWN = 3


def compile_path(text: str) -> "JSONPath | CompoundJSONPath":
    """The path, ready to use. Raises ValueError with a sentence for a person.

    Left out is what could be made to run for minutes: regular expressions, “..” more than once,
    and filters that go back to the beginning for each value.
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
    try:
        return environment.compile(text)
    except (JSONPathError, RecursionError) as error:
        why = str(error).splitlines()[0]
        message = f"“{text}” is not a JSON path ({why}). Write it like $.status or $.items[0].id."
        raise ValueError(message) from error


@dataclass(frozen=True, slots=True)
class JsonExpectation:
    """A path that must lead somewhere, and to `value` where one is given."""

    path: str
    value: str | None
    compiled: "JSONPath | CompoundJSONPath"
    any_will_do: bool = False

    @classmethod
    def of(cls, path: str, value: str | None, *, any_will_do: bool = False) -> "JsonExpectation":
        """The expectation. Raises ValueError for a path that is none."""
        return cls(path, value, compile_path(path), any_will_do)

    def problem(self, body: bytes, charset: str = "utf-8") -> str | None:
        """What is wrong with the answer, in words; None where it is as expected."""
        try:
            document = _parsed(body, charset)
        except (ValueError, RecursionError):
            return f"expected {self._wanted}, but the answer is not JSON"
        try:
            found = self._found(document)
            return self._difference(found)
        except (RecursionError, TypeError, ValueError, ArithmeticError):
            return f"expected {self._wanted}, but the answer could not be searched"

    def _difference(self, found: list[object]) -> str | None:
        if not found:
            return f"expected {self._wanted}, but there is no such value"
        if self.value is None:
            return None
        too_many = len(found) > MOST_MATCHES
        others = [value for value in found if not self._is_wanted(value)]
        if self.any_will_do and len(others) < len(found):
            return None
        if not others and not too_many:
            return None
        if too_many:
            return f"expected {self._wanted}, but it leads to more than {MOST_MATCHES:,} values"
        shown = ", ".join(_shown(value) for value in others[:SHOWN])
        if len(found) == 1 or self.any_will_do:
            return f"expected {self._wanted}, got {shown}"
        return f"expected {self._wanted}, but {len(others)} of {len(found)} values differ: {shown}"

    def _found(self, document: object) -> list[object]:
        # The library reads a text as JSON once more, so a bare value is answered here.
        if not isinstance(document, dict | list):
            return [document] if self.path.strip() == "$" else []
        matches = islice(self.compiled.finditer(document), MOST_MATCHES + 1)
        return [match.obj for match in matches]

    @property
    def _wanted(self) -> str:
        return self.path if self.value is None else f"{self.path} = {self.value}"

    def _is_wanted(self, value: object) -> bool:
        """Equal as text, or as the JSON that the text spells: 5, true, null."""
        if isinstance(value, str):
            return value == self.value or json.dumps(value) == self.value
        if isinstance(value, bool) or value is None:
            return json.dumps(value) == self.value
        try:
            wanted = json.loads(self.value or "")
        except ValueError:
            return False
        return _is_same(wanted, value)


def _is_same(one: object, other: object) -> bool:
    """Equal as JSON has it: true is no 1, however deep it lies."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return bool(one == other)


def _parsed(body: bytes, charset: str) -> object:
    """The document: UTF-8, as JSON has to be, else in the charset that was found."""
    try:
        return json.loads(body)
    except UnicodeDecodeError:
        return json.loads(decoded(body, charset))


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
