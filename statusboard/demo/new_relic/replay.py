"""Serves bodies word for word for requests by name, so that parsers meet what was really said.

They come from an order, or from the file that `statusboard newrelic record --out` writes.
"""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from statusboard.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Replayed:
    """One answer: its body as it came, unknown keys included, and its status code."""

    content: str
    code: int = 200


@dataclass(slots=True)
class Replays:
    """What is answered to a document by its name, one after the other; the last one stays."""

    waiting: dict[str, deque[Replayed]] = field(default_factory=dict)

    def add(self, name: str, answers: Sequence[Replayed]) -> None:
        """Answers a document with these from now on; with none of them as ever."""
        if answers:
            self.waiting[name] = deque(answers)
        else:
            self.waiting.pop(name, None)

    def take(self, name: str) -> Replayed | None:
        """The next answer to a document; None where it is worked out as ever."""
        held = self.waiting.get(name)
        if not held:
            return None
        return held.popleft() if len(held) > 1 else held[0]


def read_record(text: str) -> Mapping[str, Sequence[Replayed]]:
    """The answers of a record, by document, the oldest first; those that were cut are left out.

    Raises RuleBroken for a file that is no record.
    """
    try:
        entries = json.loads(text)
        found: dict[str, list[Replayed]] = {}
        for entry in entries:
            body = entry["body"]
            if _is_whole(body):
                answer = Replayed(body, int(entry["status"]))
                found.setdefault(str(entry["document"]), []).append(answer)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RuleBroken("That is no record of `statusboard newrelic record`.") from error
    return found


def _is_whole(body: str) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
