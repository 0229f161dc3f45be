"""One value in a JSON answer, found by an RFC 9535 path and compared with what is expected."""

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jsonpath import CompoundJSONPath, JSONPath

# Enough to find the wanted value among many; a path that matches everything stops here.
MOST_MATCHES = 1_000
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

    @classmethod
    def of(cls, path: str, value: str | None) -> "JsonExpectation":
        """The expectation. Raises ValueError for a path that is none."""
        return cls(path, value, compile_path(path))

    def problem(self, body: bytes) -> str | None:
        """What is wrong with the answer, in words; None where it is as expected."""
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            return f"expected {self._wanted}, but the answer is not JSON"
        try:
            found = self._found(document)
        except (RecursionError, TypeError, ValueError, ArithmeticError):
            return f"expected {self._wanted}, but the answer could not be searched"
        if not found:
            return f"expected {self._wanted}, but there is no such value"
        if self.value is None or any(self._is_wanted(value) for value in found):
            return None
        shown = ", ".join(_shown(value) for value in found[:SHOWN])
        return f"expected {self._wanted}, got {shown}"

    def _found(self, document: object) -> list[object]:
        # The library reads a text as JSON once more, so a bare value is answered here.
        if not isinstance(document, dict | list):
            return [document] if self.path.strip() == "$" else []
        matches = islice(self.compiled.finditer(document), MOST_MATCHES)
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
        return not isinstance(wanted, bool) and bool(wanted == value)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
