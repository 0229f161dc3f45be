"""A first wording made of measured facts: what is wrong, with what, since when. People edit it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.agreement import relinked
from statusboard.domain.evidence import Measured
from statusboard.domain.incident import Incident
from statusboard.domain.notice import TITLE_LIMIT, Wording
from statusboard.domain.notice_facts import NoticeFacts
from statusboard.domain.recovery import was_never_seen
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.taken_back import standing
from statusboard.domain.templates.house import OURS, HouseTemplates, begun
from statusboard.domain.templates.kinds import TemplateKind, kind_for, no_change_kind

# The promise a new notice begins with.
NEXT_UPDATE_IN = timedelta(minutes=30)
# What monitoring sees of a service that says something of its state to customers.
_CLEAR = frozenset(
    status
    for status in ComponentStatus
    if status.is_trouble or status is ComponentStatus.OPERATIONAL
)


def first_wording(
    chosen: Sequence[Measured],
    *,
    now: datetime,
    zone: tzinfo,
    templates: HouseTemplates = OURS,
    facts: NoticeFacts | None = None,
) -> Wording:
    """A wording about the chosen services, with their measured states; empty for none.

    A service that a person chose although nothing is measured to be wrong is called degraded:
    the least that a notice can mean. `facts` is what else is known.
    """
    if not chosen:
        return Wording(next_update_in=NEXT_UPDATE_IN)
    said = {
        seen.component_id: seen.status
        if seen.status.is_trouble
        else ComponentStatus.DEGRADED_PERFORMANCE
        for seen in chosen
    }
    starts = [seen.since for seen in chosen if seen.status.is_trouble and seen.since is not None]
    wording = Wording(
        status=IncidentStatus.INVESTIGATING,
        components=said,
        next_update_in=NEXT_UPDATE_IN,
        started_at=min(starts, default=None),
    )
    facts = facts or NoticeFacts(zone=zone, measured=chosen)
    return worded(wording, TemplateKind.INVESTIGATING, templates, facts, now=now)


def worded(
    wording: Wording,
    kind: TemplateKind,
    templates: HouseTemplates,
    facts: NoticeFacts,
    *,
    now: datetime,
) -> Wording:
    """The wording with the text of a template, and its title where it has none yet.

    So it is in the further languages that there are templates in.
    """
    sheet, has_title = facts.sheet(wording, now), bool(wording.title)
    text = begun(templates.text(kind), sheet.values(templates.language))
    beside = templates.beside(kind, sheet, has_title=has_title)
    translated = {code: (title[:TITLE_LIMIT], body) for code, (title, body) in beside.items()}
    titled = replace(wording, title=wording.title or text.title[:TITLE_LIMIT])
    return titled.saying(text.body, translated)


def follow_up(incident: Incident) -> Wording:
    """A wording that starts from what was said last, with a new promise of the same length.

    What becomes of each field stands with the field, as `followed_up`. Where the last text said
    its promise in our sentence, the new one stands there. Of translations the title alone is kept:
    nothing goes out in another language that nobody has written for this update.
    """
    last = incident.updates[0]
    promised = NEXT_UPDATE_IN
    if last.wording.next_update_at is not None:
        promised = max(last.wording.next_update_at - last.published_at, timedelta(minutes=1))
    is_over = incident.status.is_over
    # Why something was withdrawn is no beginning of what is said next.
    words = next((one.wording.body for one in standing(incident.updates)), last.wording.body)
    begins = last.wording.saying(words if is_over else relinked(words))
    return replace(
        begins,
        components={
            component_id: status
            for component_id, status in last.wording.components.items()
            if status is not ComponentStatus.OPERATIONAL or is_over
        },
        next_update_in=None if is_over else promised,
        next_update_at=None,
    )


def all_clear(
    incident: Incident,
    measured: Sequence[Measured],
    *,
    now: datetime,
    zone: tzinfo,
    templates: HouseTemplates = OURS,
    facts: NoticeFacts | None = None,
    status: IncidentStatus = IncidentStatus.RESOLVED,
) -> Wording | None:
    """A wording that says it is over, where monitoring sees every named service work; else None.

    So it is where all have been well since before it began: monitoring cannot see that end.
    It is only where a person begins: nothing says that it is over before they have read it.
    `status` may be monitoring, which says that it works again and is watched. `facts` is what else
    is known.
    """
    named = [seen for seen in measured if seen.component_id in incident.components]
    if incident.status.is_over or not _are_well(named) or _never_failed(incident, named):
        return None
    follows = follow_up(incident)
    wording = replace(
        follows,
        status=status,
        components={seen.component_id: ComponentStatus.OPERATIONAL for seen in named},
        next_update_in=None if status.is_over else follows.next_update_in,
    )
    facts = facts or NoticeFacts(zone=zone, measured=measured, started=incident.started_at)
    kind = (no_change_kind(status) if status is incident.status else None) or kind_for(status)
    return worded(wording, kind, templates, facts, now=now)


def no_change(
    incident: Incident,
    measured: Sequence[Measured],
    *,
    now: datetime,
    zone: tzinfo,
    templates: HouseTemplates = OURS,
    facts: NoticeFacts | None = None,
) -> Wording:
    """An update that keeps a promise where there is nothing new: what is still so, as of now.

    Each service is said to be as it is measured, and as customers were told where nothing is.
    Where monitoring sees all of them work, it says that, and that they are watched: never that it
    is over. It promises the next update after as long a time as the last one did. The incident must
    not be over.
    """
    facts = facts or NoticeFacts(zone=zone, measured=measured, started=incident.started_at)
    watched = all_clear(
        incident,
        measured,
        now=now,
        zone=zone,
        templates=templates,
        facts=facts,
        status=IncidentStatus.MONITORING,
    )
    if watched is not None:
        return watched
    said = follow_up(incident)
    named = [one for one in measured if one.component_id in incident.components]
    seen = {one.component_id: one.status for one in named if one.status in _CLEAR}
    if _never_failed(incident, named):
        seen = {}  # what customers notice is nothing that checks see
    now_so = {number: seen.get(number, status) for number, status in said.components.items()}
    kind = no_change_kind(incident.status)
    assert kind is not None
    return worded(replace(said, components=now_so), kind, templates, facts, now=now)


def _are_well(named: Sequence[Measured]) -> bool:
    return bool(named) and all(seen.status is ComponentStatus.OPERATIONAL for seen in named)


def _never_failed(incident: Incident, named: Sequence[Measured]) -> bool:
    """Whether all of them have been well since before customers were told that it began."""
    return _are_well(named) and was_never_seen([one.since for one in named], incident.started_at)
