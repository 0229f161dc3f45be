"""Verbs that make the next update of an incident: nothing has changed, or a notice joins it."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.health.measured import read_measured
from statusboard.app.notices.agreeing import carry_writers, text_changed
from statusboard.app.notices.fact_sheet import read_facts_of
from statusboard.app.notices.inputs import Saved
from statusboard.app.notices.suggestion_inputs import Join, NoChange
from statusboard.app.settings import page_zone
from statusboard.app.templates.queries import read_templates
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.incident import Incident
from statusboard.domain.notice import NoticeState, Wording, both_in_one
from statusboard.domain.status import IncidentStatus
from statusboard.domain.suggesting import Kind
from statusboard.domain.suggestion import follow_up, worded
from statusboard.domain.suggestion import no_change as no_change_wording
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.domain.translation import under_titles
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.notices import Notice
from statusboard.storage.suggestions import (
    forget_suggestion,
    keep_suggestion,
    says_no_change,
    untouched,
)
from statusboard.storage.unit import Unit


@verb("notice.no_change", Permission.WRITE, NoChange, Saved)
def no_change(unit: Unit, given: NoChange) -> Done[Saved]:
    """Drafts the update that keeps the promise where there is nothing new.

    Raises RuleBroken where the incident is over, or a person writes its next update already.
    """
    notices.lock_notices(unit)
    incident = _open_incident(unit, given.incident_id)
    wording = no_change_wording(
        incident,
        read_measured(unit),
        now=unit.now,
        zone=ZoneInfo(page_zone(unit)),
        templates=read_templates(unit),
        facts=read_facts_of(unit, incident.components, incident),
    )
    draft = _draft_of(unit, incident.id)
    if draft is not None and not says_no_change(unit, draft.id):
        raise RuleBroken(
            "The next update of this incident is being written already. Open it and publish it, "
            "or discard it first.",
            field="incident_id",
        )
    saved = _keep(unit, draft, incident.id, wording)
    keep_suggestion(unit, saved.notice_id, Kind.NO_CHANGE, saved.revision)
    return _done(saved, incident)


@verb("notice.join", Permission.WRITE, Join, Saved)
def join(unit: Unit, given: Join) -> Done[Saved]:
    """Makes a new notice the next update of an open incident: its text, and the services of both.

    The draft leaves the list, and its revisions stay. Where the next update is being written
    already, the text comes below it. Raises RuleBroken where the notice is no draft of its own, is
    not as its reader saw it, or the incident is over.
    """
    notices.lock_notices(unit)
    notice = notices.read_notice(unit, given.notice_id)
    if notice is None or notice.state is not NoticeState.DRAFT:
        raise RuleBroken("This draft is gone. Look at the notices.", field="notice_id")
    if notice.incident_id is not None:
        raise RuleBroken("This notice belongs to an incident already.", field="notice_id")
    if notice.revision != given.revision:
        raise RuleBroken(
            "Somebody has changed this notice since you looked at it. Read the newest text first.",
            field="revision",
        )
    mine = notices.read_revision(unit, notice.id, notice.revision)
    assert mine is not None
    incident = _open_incident(unit, given.incident_id)
    draft = _draft_of(unit, incident.id)
    said = mine.wording
    if untouched(unit, notice.id) is not None:
        said = _by_state(unit, said, incident)
    written = notices.read_revision(unit, draft.id, draft.revision) if draft is not None else None
    saved = _keep(
        unit,
        draft,
        incident.id,
        both_in_one(written.wording, said) if written is not None else _as_update(incident, said),
    )
    carry_writers(unit, notice, saved.notice_id, saved.revision)
    notices.set_state(unit, notice.id, NoticeState.DISCARDED)
    forget_suggestion(unit, notice.id)
    return _done(saved, incident, {"joined": notice.id})


def _by_state(unit: Unit, mine: Wording, incident: Incident) -> Wording:
    """What monitoring suggested, in the words of an incident whose cause is known.

    Customers read that it was found: they are not told that it is looked for again.
    """
    if incident.status is IncidentStatus.INVESTIGATING:
        return mine
    known = replace(mine, status=IncidentStatus.IDENTIFIED)
    return worded(
        known,
        TemplateKind.STILL_IDENTIFIED,
        read_templates(unit),
        read_facts_of(unit, mine.components),
        now=unit.now,
    )


def _as_update(incident: Incident, mine: Wording) -> Wording:
    """The next update of the incident with the text of a notice that was begun for itself.

    What is watched does not work again while something else of it has begun to fail.
    """
    said = follow_up(incident)
    is_back = said.status is IncidentStatus.MONITORING and mine.status is IncidentStatus.IDENTIFIED
    return replace(
        mine,
        title=said.title,
        status=mine.status if is_back else said.status,
        components={**said.components, **mine.components},
        started_at=said.started_at,
        translations=under_titles(said.translations, mine.translations),
    )


def _open_incident(unit: Unit, incident_id: int) -> Incident:
    incident = incidents.read_incident(unit, incident_id)
    if incident is None or incident.status.is_over:
        raise RuleBroken(
            "This incident is over. Write a new notice, or look at what was said last.",
            field="incident_id",
        )
    return incident


def _draft_of(unit: Unit, incident_id: int) -> Notice | None:
    """The next update that a person writes; what monitoring suggested gives way."""
    notice_id = notices.draft_of_incident(unit, incident_id)
    if notice_id is None:
        return None
    if untouched(unit, notice_id) is not None:
        forget_suggestion(unit, notice_id)
        notices.set_state(unit, notice_id, NoticeState.DISCARDED)
        return None
    return notices.read_notice(unit, notice_id)


def _keep(unit: Unit, draft: Notice | None, incident_id: int, wording: Wording) -> Saved:
    if draft is None:
        saved = Saved(notices.start_notice(unit, incident_id), 1)
    else:
        saved = Saved(draft.id, draft.revision + 1)
    notices.add_revision(unit, saved.notice_id, saved.revision, wording)
    text_changed(unit, saved.notice_id)
    return saved


def _done(saved: Saved, incident: Incident, more: dict[str, object] | None = None) -> Done[Saved]:
    detail: dict[str, object] = {"revision": saved.revision, "incident": incident.id}
    return Done(
        saved, Changes.of(Topic.NOTICES), Audit(f"notice {saved.notice_id}", detail | (more or {}))
    )
