"""What is said without an incident: what has to be true of it, what it says, and to whom."""

from dataclasses import replace

from statusboard.app.notices.wording_findings import wording_findings
from statusboard.domain.evidence import Evidence, findings
from statusboard.domain.finding import Finding
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Revision, Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.domain.word_facts import WordFacts
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.incident_updates import NewUpdate
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit

# What the evidence asks of incidents alone.
_NOT_ASKED = frozenset({"no_services"})


def first_announcement() -> Wording:
    """What a new announcement begins with. It has no state, and none that would be open."""
    return Wording(status=IncidentStatus.RESOLVED)


def sort_of(unit: Unit, incident_id: int | None, wanted: NoticeSort) -> NoticeSort:
    """What a notice that is started is about: what it follows up, or what is wanted."""
    incident = None if incident_id is None else incidents.read_incident(unit, incident_id)
    return wanted if incident is None else incident.sort


def refuse_planned_work(sort: NoticeSort, field: str) -> None:
    """Raises RuleBroken for planned work, which is told as it is planned and by nothing else."""
    if sort is NoticeSort.MAINTENANCE:
        raise RuleBroken(
            "This is planned work, which tells of itself. Change, extend or cancel the work, and "
            "customers read it.",
            field=field,
        )


def refuse_past_showing(unit: Unit, wording: Wording) -> None:
    """Raises RuleBroken where it would be off the page before anybody has read it."""
    if wording.shown_until is not None and wording.shown_until <= unit.now:
        raise RuleBroken(
            "The time until which it is shown is already past. Choose a later time, or none.",
            field="shown_until",
        )


def without_a_state(notice: Notice, wording: Wording) -> Wording:
    """What a notice says; an announcement nothing of any service, and of nothing still to come."""
    if notice.sort is not NoticeSort.ANNOUNCEMENT:
        return wording
    plain = replace(wording, status=IncidentStatus.RESOLVED, components={})
    return plain.without_promise()


def announcement_findings(
    wording: Wording, evidence: Evidence, facts: WordFacts
) -> tuple[Finding, ...]:
    """What is wrong with its words: it claims nothing that could be measured."""
    bare = Evidence(now=evidence.now, zone=evidence.zone, measured=())
    found = (*findings(wording, bare), *wording_findings(wording, facts))
    return tuple(finding for finding in found if finding.rule not in _NOT_ASKED)


def announced_update(
    unit: Unit, notice: Notice, revision: Revision, before: Incident | None
) -> NewUpdate:
    """What it says: nothing of any service, and nothing that is still to come."""
    plain = without_a_state(notice, revision.wording)
    begun_at = unit.now if before is None else before.started_at
    return NewUpdate(
        wording=plain.settled(unit.now, started_at=begun_at, components={}),
        impact=Impact.NONE,
        moves={},
        notice_id=notice.id,
        revision=revision.number,
        published_by=unit.actor.name if unit.actor else "",
        kind=UpdateKind.ANNOUNCEMENT,
        corrects=notice.corrects,
    )
