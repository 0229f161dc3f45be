"""The audit trail as a hash chain: each row's hash is made of the row and of the hash before it.

Who changes, removes, swaps or adds a row without making every later row anew is found, and the row
is named. Who makes the whole rest anew is found by a hash that was kept elsewhere (`Anchor`): a
chain proves what was written before the anchor, and no chain proves more (Haber and Stornetta,
“How to time-stamp a digital document”, 1991).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

# What the first row follows.
GENESIS = "0" * 64
# In ASCII and without spaces. One encoder: to make one takes longer than to encode a row.
_encoded = json.JSONEncoder(separators=(",", ":")).encode


# Tuples: a million of them are made to verify a million rows.
class Line(NamedTuple):
    """One line of who did what: in microseconds since 1970, with its particulars as JSON."""

    at_us: int
    actor: str
    verb: str
    subject: str
    detail: str


class Link(NamedTuple):
    """A place in the chain: its number from 1 on, its hash, and that of the one before.

    `line` is None where the row that it stands for is gone.
    """

    number: int
    previous: str
    hash: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row and its hash as they were noted elsewhere."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which lines are wanted: by words in any field, by who did it, and by when.

    `before` is the number of a row: only older ones. `verbs` are what names of verbs begin with.
    `by_people` leaves out what the machine does by itself. Empty and None: all.
    """

    words: str = ""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    verbs: tuple[str, ...] = ()
    by_people: bool = False


class FaultKind(StrEnum):
    """What was done to a row."""

    CHANGED = "changed"
    REMOVED = "removed"
    REPLACED = "replaced"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class TrailFault:
    """Rows that are not what was written, from `first` to `last`.

    `CHANGED`: what a row says is not what its hash was made of. `REMOVED`: rows are missing.
    `REPLACED`: a row fits its own hash, but not the rows around it, or not the anchor. `ADDED`: the
    row belongs to no place of the chain; it is named by the number of its table.
    """

    kind: FaultKind
    first: int
    last: int

    @property
    def sentence(self) -> str:
        """What was found, for people."""
        one = self.first == self.last
        rows = f"Row {self.first} is" if one else f"Rows {self.first}–{self.last} are"
        match self.kind:
            case FaultKind.CHANGED:
                return f"{rows} not what was written."
            case FaultKind.REMOVED:
                return f"{rows} missing."
            case FaultKind.REPLACED:
                return f"{rows} not the one that was written here first."
            case FaultKind.ADDED:
                return f"A row was added past the chain. Its key is {self.first}."


def hash_of(previous: str, number: int, line: Line) -> str:
    """The hash of a row: SHA-256, in hexadecimal, over the hash before it, its number and fields.

    The fields are a JSON array, so that none can take letters of its neighbour.
    """
    fields = [previous, number, line.at_us, line.actor, line.verb, line.subject, line.detail]
    return hashlib.sha256(_encoded(fields).encode()).hexdigest()


def faults(links: Iterable[Link], anchors: Iterable[Anchor] = ()) -> Iterator[TrailFault]:
    """What is not as it was written, in the order of the rows; `links` come in that order.

    Anchors beyond the last row say that the end was cut off.
    """
    noted = {anchor.number: anchor.hash for anchor in anchors}
    before = Link(0, "", GENESIS, None)
    for link in links:
        missing = link.number - before.number - 1
        if missing:
            yield TrailFault(FaultKind.REMOVED, before.number + 1, link.number - 1)
        if link.line is None:
            yield TrailFault(FaultKind.REMOVED, link.number, link.number)
        elif hash_of(link.previous, link.number, link.line) != link.hash:
            yield TrailFault(FaultKind.CHANGED, link.number, link.number)
        if not missing and link.previous != before.hash:
            # Its own hash was made anew, so the row after it follows another one.
            whose = max(1, before.number)
            yield TrailFault(FaultKind.REPLACED, whose, whose)
        if noted.pop(link.number, link.hash) != link.hash:
            yield TrailFault(FaultKind.REPLACED, link.number, link.number)
        before = link
    if noted and max(noted) > before.number:
        yield TrailFault(FaultKind.REMOVED, before.number + 1, max(noted))
