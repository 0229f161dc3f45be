"""Pages of a search: opaque cursors, bound to their search and limit."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from statusboard.demo.new_relic.estate import Entity

PAGE_LIMIT: Final = 200


class CursorError(ValueError):
    """A cursor that belongs to another search, or to none."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search as a cursor remembers it."""

    query: str
    limit: int
    person_id: int

    @property
    def mark(self) -> str:
        """What binds a cursor to this search."""
        text = f"{self.query}\0{self.limit}\0{self.person_id}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def clamped(limit: int | None) -> int:
    """The size of a page: a limit can only lower it. Raises CursorError for one below 1."""
    if limit is None:
        return PAGE_LIMIT
    if limit < 1:
        raise CursorError("limit must be positive")
    return min(limit, PAGE_LIMIT)


def cut_page(
    found: Sequence[Entity], search: Search, cursor: str | None
) -> tuple[list[Entity], str | None]:
    """A page and the cursor of the next one, None at the end."""
    start = _start(search, cursor) if cursor else 0
    stop = start + search.limit
    following = _cursor(search, stop) if stop < len(found) else None
    return list(found[start:stop]), following


def _cursor(search: Search, start: int) -> str:
    text = json.dumps({"at": start, "of": search.mark})
    return base64.urlsafe_b64encode(text.encode()).decode()


def _start(search: Search, cursor: str) -> int:
    try:
        held = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        start, mark = int(held["at"]), held["of"]
    except (ValueError, KeyError, TypeError) as error:
        raise CursorError("the cursor is not one of ours") from error
    if mark != search.mark:
        raise CursorError("the cursor belongs to another search")
    return start
