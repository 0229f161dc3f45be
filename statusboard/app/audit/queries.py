"""The audit trail to read and filter, and the proof that nobody has changed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from statusboard.app.doorway import query
from statusboard.app.settings import page_zone
from statusboard.domain.instants import from_us
from statusboard.domain.trail import Anchor, Link, TrailFault, TrailFilter, faults
from statusboard.storage import audit
from statusboard.storage.unit import Unit

PAGE = 200


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail: its number, when, who (`kind` says of which sort), what, about what.

    `detail` are its particulars by name, `hash` is that of its row.
    """

    number: int
    at: datetime
    kind: str
    who: str
    verb: str
    subject: str
    detail: dict[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class TrailView:
    """Lines, the newest first; whether there are older ones; and everybody who did something."""

    lines: tuple[TrailLine, ...]
    has_more: bool
    actors: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class TrailProof:
    """What verifying the whole trail showed: how many rows, the hash of the last, and faults."""

    rows: int
    end: str
    faults: tuple[TrailFault, ...]
    as_of: datetime


def trail_line(link: Link) -> TrailLine:
    """A row of the chain as people and programs read it. Its line must be there."""
    assert link.line is not None
    kind, _, who = link.line.actor.partition(":")
    detail: dict[str, object] = msgspec.json.decode(link.line.detail)
    at = from_us(link.line.at_us)
    return TrailLine(
        link.number, at, kind, who, link.line.verb, link.line.subject, detail, link.hash
    )


def trail_view(unit: Unit, wanted: TrailFilter) -> TrailView:
    """The lines that a filter lets through, the newest first, at most `PAGE`."""
    links = audit.read_trail(unit, wanted, limit=PAGE + 1)
    return TrailView(
        lines=tuple(trail_line(link) for link in links[:PAGE]),
        has_more=len(links) > PAGE,
        actors=audit.read_actors(unit),
        zone=page_zone(unit),
    )


def _verify(unit: Unit, anchors: Iterable[Anchor]) -> TrailProof:
    number, end = audit.read_end(unit)
    found = (*faults(audit.read_links(unit), anchors), *audit.read_added(unit))
    return TrailProof(number, end, found, unit.now)


def _export(unit: Unit, wanted: TrailFilter) -> tuple[TrailLine, ...]:
    links = audit.read_trail(unit, wanted, limit=None)
    return tuple(trail_line(link) for link in reversed(links))


def _zone(unit: Unit, _given: None) -> str:
    return page_zone(unit)


ZONE = query("audit.zone")(_zone)
TRAIL = query("audit.trail")(trail_view)
VERIFY = query("audit.verify")(_verify)
EXPORT = query("audit.export")(_export)
