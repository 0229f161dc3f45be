"""The trail as people read it: each line a sentence, with the titles of the notices it names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.app.audit.queries import TrailLine, trail_view
from statusboard.app.doorway import query
from statusboard.domain.deed import Deed
from statusboard.domain.deeds import deed_text
from statusboard.domain.trail import TrailFilter
from statusboard.storage.audit import read_end
from statusboard.storage.incidents import read_incident
from statusboard.storage.maintenance import read_maintenance
from statusboard.storage.notices import read_notice, read_revision
from statusboard.storage.unit import Unit

# An update is dated a moment after one that was said in the same second.
_SAID_WITH_IT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of the trail: when, who (`kind` says of which sort), and what they did, in words."""

    number: int
    at: datetime
    kind: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldTrail:
    """Lines, the newest first; whether there are older ones; everybody who did something.

    `rows`: how many the whole trail has.
    """

    lines: tuple[ToldLine, ...]
    has_more: bool
    actors: tuple[str, ...]
    rows: int
    zone: str


def _told(unit: Unit, wanted: TrailFilter) -> ToldTrail:
    view = trail_view(unit, wanted)
    lines = tuple(
        ToldLine(line.number, line.at, line.kind, line.who, deed_text(_deed(unit, line)))
        for line in view.lines
    )
    return ToldTrail(lines, view.has_more, view.actors, read_end(unit)[0], view.zone)


def _deed(unit: Unit, line: TrailLine) -> Deed:
    """The line with what the notice, incident or planned work is called that it is about."""
    notice_id = line.detail.get("notice")
    kind, _, number = line.subject.partition(" ")
    if notice_id is None and kind == "notice" and number.isdecimal():
        notice_id = int(number)
    incident_id = int(number) if kind == "incident" and number.isdecimal() else None
    title, update = "", 0
    if isinstance(notice_id, int):
        title = _title(unit, notice_id)
    if kind == "maintenance" and number.isdecimal():
        work = read_maintenance(unit, int(number))
        title = "" if work is None else work.plan.title
    if incident_id is not None:
        incident = read_incident(unit, incident_id)
        if incident is not None:
            title = title or incident.wording.title
            update = sum(one.published_at <= line.at + _SAID_WITH_IT for one in incident.updates)
    return Deed(line.verb, line.subject, line.detail, title, update)


def _title(unit: Unit, notice_id: int) -> str:
    notice = read_notice(unit, notice_id)
    newest = None if notice is None else read_revision(unit, notice.id, notice.revision)
    return "" if newest is None else newest.wording.title


TOLD = query("audit.told")(_told)
