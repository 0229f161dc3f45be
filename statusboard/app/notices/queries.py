"""The notices screen's views: the list, the review, and how far a page has got."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from statusboard.app.doorway import query
from statusboard.app.health.measured import read_measured
from statusboard.app.health.page_places import publish_problem
from statusboard.app.health.spoken import promises_of
from statusboard.app.notices.agreeing import (
    agreement_of,
    agreements_of,
    redline_of,
    unapproved,
    unapproved_of,
)
from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.correcting import corrected
from statusboard.app.notices.editor import EDITOR
from statusboard.app.notices.previews import PreviewAsk, channel_findings, previews_of
from statusboard.app.notices.rules import filled_of, findings_of, incident_of, new_update_of
from statusboard.app.notices.suggestions import read_suggested
from statusboard.app.notices.untold import usual_telling
from statusboard.app.notices.wording_findings import is_judged
from statusboard.app.page.queries import PUBLICATIONS, labels_that_publish
from statusboard.app.settings import notice_language, page_zone
from statusboard.domain.incident import Incident, public_statuses
from statusboard.domain.moves import moves
from statusboard.domain.notice import NoticeState, Revision
from statusboard.domain.other_states import other_states
from statusboard.domain.promises import Promise, last_promise
from statusboard.domain.views.agreement import NO_AGREEMENT, AgreementView
from statusboard.domain.views.notices import (
    Ending,
    NoticeCounts,
    NoticeItem,
    NoticesView,
    ReviewView,
    StatusMove,
)
from statusboard.domain.word_facts import WordFacts
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage import notices as stored
from statusboard.storage.components import read_components
from statusboard.storage.corrections import read_corrections
from statusboard.storage.notices import Notice
from statusboard.storage.suggestions import count_suggestions
from statusboard.storage.unit import Unit

__all__ = [
    "COUNTS",
    "EDITOR",
    "NEXT_DUE",
    "NOTICES",
    "PUBLICATIONS",
    "REVIEW",
    "EditorAsk",
    "ReviewAsk",
]

# So many incidents that are over stand in the list.
RESOLVED_SHOWN = 50
ANNOUNCED_SHOWN = 20


def _notices(unit: Unit, _given: None) -> NoticesView:
    drafts = stored.read_drafts(unit)
    following = followed_up(drafts)
    said = incidents.read_incidents(unit)
    suggested = read_suggested(unit)
    sources = {
        one.notice_id: suggested.sources[one.notice_id]
        for one in suggested.own
        if one.incident_id is None
    }
    announced = incidents.read_announcements(unit)[:ANNOUNCED_SHOWN]
    told = {one.id: one for one in (*said, *announced)}
    stands = agreements_of(unit, drafts, told)
    emergencies = unapproved(unit, [one.id for one in said if not one.status.is_over])
    begun = [(notice, revision) for notice, revision in drafts if notice.incident_id is None]
    items = [
        replace(
            item_of(incident, following.get(incident.id), stands),
            without_approval=emergencies.get(incident.id, ""),
        )
        for incident in said
    ]
    over = [item for item, incident in zip(items, said, strict=True) if incident.status.is_over]
    return NoticesView(
        as_of=unit.now,
        zone=page_zone(unit),
        live=tuple(
            item for item, incident in zip(items, said, strict=True) if not incident.status.is_over
        ),
        drafts=tuple(
            _draft_item(notice, revision, stands)
            for notice, revision in begun
            if notice.id not in sources
        ),
        resolved=tuple(over[:RESOLVED_SHOWN]),
        publish_problem=publish_problem(unit),
        announced=tuple(item_of(one, following.get(one.id), stands) for one in announced),
        suggested=tuple(
            replace(_draft_item(notice, revision, stands), source=sources[notice.id])
            for notice, revision in begun
            if notice.id in sources
        ),
    )


def _draft_item(
    notice: Notice, revision: Revision, stands: Mapping[int, AgreementView]
) -> NoticeItem:
    """A draft that belongs to no incident."""
    return NoticeItem(
        notice_id=notice.id,
        incident_id=None,
        wording=revision.wording,
        saved_at=revision.saved_at,
        resolved_at=None,
        has_draft=True,
        sort=notice.sort,
        agreement=stands.get(notice.id, NO_AGREEMENT),
    )


def followed_up(
    drafts: Sequence[tuple[Notice, Revision]],
) -> dict[int, tuple[Notice, Revision]]:
    """The drafts that follow an incident up, by its id."""
    return {
        notice.incident_id: (notice, revision)
        for notice, revision in drafts
        if notice.incident_id is not None
    }


def item_of(
    incident: Incident,
    draft: tuple[Notice, Revision] | None,
    stands: Mapping[int, AgreementView] | None = None,
) -> NoticeItem:
    """The incident as a line of the list, with the draft that follows it up, if there is one."""
    known = stands or {}
    return NoticeItem(
        notice_id=draft[0].id if draft is not None else None,
        incident_id=incident.id,
        wording=incident.wording,
        saved_at=draft[1].saved_at if draft is not None else incident.updates[0].published_at,
        resolved_at=incident.resolved_at,
        has_draft=draft is not None,
        public_id=incident.public_id,
        sort=incident.sort,
        ending=_ending_of(incident),
        agreement=known.get(draft[0].id, NO_AGREEMENT) if draft is not None else NO_AGREEMENT,
    )


def _ending_of(incident: Incident) -> Ending:
    if incident.is_withdrawn:
        return Ending.WITHDRAWN
    return Ending.NONE if incident.is_counted else Ending.JOINED


def _review(unit: Unit, given: ReviewAsk) -> ReviewView:
    notice = stored.read_notice(unit, given.notice_id)
    revision = stored.read_revision(unit, given.notice_id, given.revision)
    if notice is None or revision is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    if notice.state is not NoticeState.DRAFT:
        raise RuleBroken("This notice is no longer a draft.", field="notice_id")
    found = filled_of(unit, notice, revision.wording)
    wording = found.wording
    incident = incident_of(unit, notice)
    new_update = new_update_of(unit, notice, revision, found)
    components = read_components(unit)
    names = {component.id: component.name for component in components}
    standing = (*incidents.read_unresolved(unit), *incidents.read_under_way(unit))
    public_status = public_statuses(tuple(names), standing)
    return ReviewView(
        notice_id=notice.id,
        revision=revision.number,
        update_number=1 + (len(incident.updates) if incident is not None else 0),
        before=incident.wording if incident is not None else None,
        wording=wording,
        moves=tuple(
            StatusMove(names[component_id], before, after)
            for component_id, (before, after) in moves(wording, incident, public_status).items()
            if component_id in names
        ),
        findings=(
            *findings_of(unit, notice, revision.wording),
            *other_states(wording, read_measured(unit), notice.sort),
            *channel_findings(previews_of(unit, PreviewAsk(notice.incident_id, wording))),
        ),
        targets=labels_that_publish(unit),
        promise=wording.promise(unit.now),
        as_of=unit.now,
        zone=page_zone(unit),
        corrects=corrected(unit, incident, notice.corrects),
        are_words_judged=is_judged(wording, WordFacts(usual=notice_language(unit))),
        last_promise=_last_promise(unit, None if notice.corrects else incident),
        becomes=new_update.wording,
        told_end=incident.resolved_at if incident is not None else None,
        impact=new_update.impact,
        told_impact=incident.impact if incident is not None else None,
        tells=usual_telling(unit, notice, incident, wording),
        sort=notice.sort,
        agreement=agreement_of(unit, notice, revision),
        redline=redline_of(unit, notice, revision),
        without_approval="" if incident is None else unapproved_of(unit, incident.id),
    )


def _last_promise(unit: Unit, incident: Incident | None) -> Promise | None:
    if incident is None:
        return None
    return last_promise(promises_of(incident, read_corrections(unit)), unit.now)


def _counts(unit: Unit, _given: None) -> NoticeCounts:
    suggested = count_suggestions(unit)
    return NoticeCounts(
        incidents.count_unresolved(unit), stored.count_drafts(unit) - suggested, suggested
    )


def _next_due(unit: Unit, _given: None) -> datetime | None:
    """By when the most urgent of the promised updates has to come; None where none is owed."""
    newest = (incident.updates[0] for incident in incidents.read_unresolved(unit))
    promised = (update.wording.promise(update.published_at) for update in newest)
    return min((due for due in promised if due is not None), default=None)


COUNTS = query("notices.counts")(_counts)
NEXT_DUE = query("notices.next_due")(_next_due)
NOTICES = query("notices.list")(_notices)
REVIEW = query("notices.review")(_review)


def _incident_id(unit: Unit, public_id: str) -> int:
    """The id of an incident by its public one. Raises RuleBroken where there is none."""
    for incident in (*incidents.read_incidents(unit), *incidents.read_announcements(unit)):
        if incident.public_id == public_id:
            return incident.id
    sentence = f"There is no incident {public_id}. “statusboard notice list” names those there are."
    raise RuleBroken(sentence, field="incident")


INCIDENT_ID = query("notices.incident_id")(_incident_id)
