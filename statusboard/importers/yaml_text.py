"""YAML as plain values with their lines: no types of its own, and no more than the file says.

Made from the parser's events, because whoever composes nodes does so by recursion, and one short
file can make that go deeper than the stack, or unfold aliases into more than there is memory.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from statusboard.errors import RuleBroken
from statusboard.importers.tables import Table

DEEPEST = 60
MOST_VALUES = 500_000
_MERGE = "<<"
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?([0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})([eE][-+]?[0-9]{1,3})?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet. `size` counts its values, aliases unfolded."""

    value: Any
    anchor: str | None = None
    size: int = 1
    key: str | None = None
    merged: list[Table] = field(default_factory=list)


def parse_yaml(text: str, name: str) -> object:
    """What the first document of a text says. Raises RuleBroken with the line at fault.

    Words are read as YAML 1.2 has them: `yes`, `on` and times stay text.
    """
    try:
        return _Reader(name).read(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f", line {mark.line + 1}" if mark is not None else ""
        raise RuleBroken(f"{name}{at}: This is no YAML.", field="source") from error
    except (ValueError, RecursionError) as error:
        raise RuleBroken(f"{name}: This is no YAML.", field="source") from error


class _Reader:
    """Builds values from events, with a stack of its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._total = 0

    def read(self, text: str) -> object:
        root: list[Any] = []
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1
            match event:
                case yaml.MappingStartEvent():
                    table = Table()
                    table.line = line
                    self._open(_Open(table, event.anchor), line)
                case yaml.SequenceStartEvent():
                    self._open(_Open([], event.anchor), line)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close(root)
                case yaml.AliasEvent():
                    if event.anchor not in self._anchors:
                        raise self._fault(line, f"There is no anchor &{event.anchor[:40]} above.")
                    value, size = self._anchors[event.anchor]
                    self._put(root, value, size, line)
                case yaml.ScalarEvent():
                    value = _scalar(event)
                    if event.anchor:
                        self._anchors[event.anchor] = (value, 1)
                    self._put(root, value, 1, line)
                case yaml.DocumentEndEvent():
                    break
                case _:
                    pass  # the stream and the document begin
        return root[0] if root else None

    def _open(self, opened: _Open, line: int) -> None:
        if len(self._stack) >= DEEPEST:
            raise self._fault(line, f"It is nested deeper than {DEEPEST} levels.")
        self._stack.append(opened)

    def _close(self, root: list[Any]) -> None:
        closed = self._stack.pop()
        for table in closed.merged:
            for key, value in table.items():
                closed.value.setdefault(key, value)
        if closed.anchor:
            self._anchors[closed.anchor] = (closed.value, closed.size)
        line = closed.value.line if isinstance(closed.value, Table) else 0
        self._put(root, closed.value, closed.size, line)

    def _put(self, root: list[Any], value: object, size: int, line: int) -> None:
        if not self._stack:
            root.append(value)
            return
        around = self._stack[-1]
        around.size += size
        if around.size > MOST_VALUES:
            raise self._fault(line, f"It unfolds into more than {MOST_VALUES:,} values.")
        if isinstance(around.value, list):
            around.value.append(value)
        elif around.key is None:
            around.key = _key(value)
        else:
            key, around.key = around.key, None
            if key == _MERGE:
                some = value if isinstance(value, list) else [value]
                around.merged += [one for one in some if isinstance(one, Table)]
            else:
                around.value[key] = value

    def _fault(self, line: int, words: str) -> RuleBroken:
        at = f", line {line}" if line else ""
        return RuleBroken(f"{self._name}{at}: {words}", field="source")


def _key(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def _scalar(event: yaml.ScalarEvent) -> object:
    text: str = event.value
    if event.style is not None or event.tag is not None:
        return text
    lowered = text.lower()
    if lowered in _WORDS and text in (lowered, lowered.title(), lowered.upper()):
        return _WORDS[lowered]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
