"""Two incidents turn out to be one: what has to be true of them, and what both then say."""

from dataclasses import replace

from statusboard.app.notices.agreeing import carry_writers, text_changed
from statusboard.app.notices.announcing import refuse_planned_work
from statusboard.app.settings import notice_language
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.incident import Incident
from statusboard.domain.letters import can_be_seen
from statusboard.domain.moves import said_statuses
from statusboard.domain.next_promise import next_promise
from statusboard.domain.notice import BODY_LIMIT, NoticeState, Wording, both_in_one
from statusboard.domain.status import Impact, IncidentStatus, worst
from statusboard.domain.suggestion import follow_up
from statusboard.domain.telling import TELLINGS
from statusboard.domain.translation import under_titles
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.components import read_components
from statusboard.storage.incident_updates import NewUpdate
from statusboard.storage.unit import Unit

_IMPACTS = tuple(Impact)


def to_join(unit: Unit, incident_id: int, into: int) -> tuple[Incident, Incident]:
    """The incident that goes, and the one that stays. Raises RuleBroken where they cannot."""
    going, staying = (incidents.read_incident(unit, one) for one in (incident_id, into))
    if going is None or staying is None:
        raise RuleBroken("This incident no longer exists.", field="incident_id")
    if incident_id == into:
        raise RuleBroken("An incident cannot be joined with itself. Choose another.", field="into")
    for one, name in ((going, "incident_id"), (staying, "into")):
        refuse_planned_work(one.sort, name)
        if one.sort is not NoticeSort.INCIDENT:
            raise RuleBroken("An announcement is no incident to be joined.", field=name)
        if one.merged_into is not None:
            raise RuleBroken(f"“{one.wording.title}” was joined already.", field=name)
        if one.status.is_over:
            raise RuleBroken(
                f"“{one.wording.title}” is over, so nothing of it goes on in another incident.",
                field=name,
            )
    return going, staying


def usual_words(unit: Unit, going: Incident) -> str:
    """What the one that stays says of it where nobody writes other words."""
    names = {component.id: component.name for component in read_components(unit)}
    named = [names[one] for one in going.components if one in names]
    told = TELLINGS[notice_language(unit)]
    return told.goes_on.format(told.names(named) or told.quote.format(going.wording.title))


def joined_update(unit: Unit, going: Incident, staying: Incident, words: str) -> NewUpdate:
    """What the one that stays says: everything that both say. Raises RuleBroken without words."""
    words = without_comments(words).strip()
    if not can_be_seen(words):
        raise RuleBroken("Say what is told here from now on. Customers read it.", field="words")
    if len(words) > BODY_LIMIT:
        raise RuleBroken(
            f"The text has {len(words)} characters; at most {BODY_LIMIT} fit.", field="words"
        )
    said, other = said_statuses(staying.wording), said_statuses(going.wording)
    both = {
        one: worst(says[one] for says in (said, other) if one in says)
        for one in sorted(said.keys() | other.keys())
    }
    known = {component.id for component in read_components(unit)}
    promises = [one.wording.promise(unit.now) for one in (staying, going)]
    return NewUpdate(
        wording=replace(
            staying.wording.saying(words),
            status=_status(staying, going),
            components=both,
            started_at=min(staying.started_at, going.started_at),
        ).promising(next_promise(unit.now, promises)),
        impact=max(staying.impact, going.impact, key=_IMPACTS.index),
        # The other one has said of its services what is said of them now.
        moves={
            one: (said.get(one, other.get(one, status)), status)
            for one, status in both.items()
            if one in known
        },
        published_by=unit.actor.name if unit.actor else "",
    )


def last_update(unit: Unit, going: Incident) -> NewUpdate:
    """What the one that goes says last. It changes no service: the other one goes on with them."""
    return NewUpdate(
        wording=replace(
            going.wording.saying(TELLINGS[notice_language(unit)].moved_on),
            status=IncidentStatus.RESOLVED,
        ).promising(None),
        impact=going.impact,
        moves={},
        published_by=unit.actor.name if unit.actor else "",
        kind=UpdateKind.MERGER,
    )


def move_draft(unit: Unit, going: Incident, staying: Incident) -> int | None:
    """Offers what is being written about the one that goes as text of the one that stays.

    The id of the draft that goes on, None where nothing is being written. One that is there
    already gets the text below its own, and names the services that came: without them, publishing
    it would say that they work. `staying` is as it is after both were joined.
    """
    draft_id = notices.draft_of_incident(unit, going.id)
    kept_id = notices.draft_of_incident(unit, staying.id)
    follows = follow_up(staying)
    moved = Wording() if draft_id is None else _words_of(unit, draft_id, going)
    if kept_id is None:
        if draft_id is not None:
            notices.set_state(unit, draft_id, NoticeState.DRAFT, incident_id=staying.id)
            _add(unit, draft_id, _under(follows, moved))
        return draft_id
    (newest,) = notices.read_revisions(unit, kept_id)[-1:]
    came = {one: now for one, now in follows.components.items() if one in going.components}
    offered = replace(_under(newest.wording, moved), components=came)
    _add(unit, kept_id, both_in_one(newest.wording, offered))
    if draft_id is not None:
        gone = notices.read_notice(unit, draft_id)
        assert gone is not None
        carry_writers(unit, gone, kept_id, newest.number + 1)
        notices.set_state(unit, draft_id, NoticeState.DISCARDED)
    return kept_id


def refuse_corrections(unit: Unit, *told: Incident) -> None:
    """Raises RuleBroken where one is being written: it goes to others than what is moved here."""
    for one in told:
        draft_id = notices.draft_of_incident(unit, one.id)
        draft = None if draft_id is None else notices.read_notice(unit, draft_id)
        if draft is not None and draft.corrects:
            raise RuleBroken(
                f"A correction of “{one.wording.title}” is being written. Publish it or discard "
                "it, then join them.",
                field="incident_id",
            )


def _words_of(unit: Unit, draft_id: int, going: Incident) -> Wording:
    """What a draft says in words; another title is text that would be lost."""
    (newest,) = notices.read_revisions(unit, draft_id)[-1:]
    said = newest.wording
    title, body = said.title.strip(), said.body.strip()
    if not title or title == going.wording.title:
        return replace(said, body=body)
    translated = tuple(
        replace(one, body=f"{one.title}\n\n{one.body}".strip()) for one in said.translations
    )
    return replace(said, body=f"{title}\n\n{body}".strip(), translations=translated)


def _under(titled: Wording, moved: Wording) -> Wording:
    """The text of a draft, in all its languages, under the title of another one."""
    titles = [one.without_body() for one in titled.translations]
    translated = under_titles(titles, moved.translations)
    return replace(titled, body=moved.body, translations=translated)


def _add(unit: Unit, notice_id: int, wording: Wording) -> None:
    (newest,) = notices.read_revisions(unit, notice_id)[-1:]
    notices.add_revision(unit, notice_id, newest.number + 1, wording)
    text_changed(unit, notice_id)


def _status(staying: Incident, going: Incident) -> IncidentStatus:
    """What works again in one of them does not in both, as long as the other one says so."""
    if staying.status is going.status or staying.status is not IncidentStatus.MONITORING:
        return staying.status
    return IncidentStatus.IDENTIFIED
