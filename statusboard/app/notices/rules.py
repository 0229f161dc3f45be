"""What has to be true of a wording before it is published, and what it then says."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from statusboard.app.health.measured import read_measured
from statusboard.app.notices.announcing import (
    announced_update,
    announcement_findings,
    refuse_past_showing,
    without_a_state,
)
from statusboard.app.notices.assistant_facts import read_assistant_facts
from statusboard.app.notices.assistant_findings import assistant_findings
from statusboard.app.notices.beside import beside_findings
from statusboard.app.notices.fact_sheet import read_filler
from statusboard.app.notices.filling import Filler, judged
from statusboard.app.notices.known_words import read_word_facts
from statusboard.app.notices.on_pages import refuse_unknown_pages
from statusboard.app.notices.times import read_troubles, times_of
from statusboard.app.notices.translation_findings import translation_findings
from statusboard.app.notices.uptime_claims import uptime_claims
from statusboard.app.notices.wording_findings import wording_findings
from statusboard.app.page.pages_of_text import languages_for
from statusboard.app.settings import page_zone
from statusboard.domain.evidence import Evidence, findings
from statusboard.domain.filled_wording import FilledWording
from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.incident import Incident, public_statuses
from statusboard.domain.languages import LANGUAGES, LONGEST_CODE, is_code, own_name
from statusboard.domain.letters import can_be_seen
from statusboard.domain.moves import moves
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT, Revision, Wording
from statusboard.domain.picture import pictures_in
from statusboard.domain.stated_impact import impact_said
from statusboard.domain.status import ComponentStatus
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.word_facts import WordFacts
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.components import read_components
from statusboard.storage.incident_updates import NewUpdate
from statusboard.storage.notices import Notice
from statusboard.storage.pictures import kept_pictures
from statusboard.storage.unit import Unit

# Further from now no instant of a notice is meant, and at the ends of the calendar none is shown.
FURTHEST = timedelta(days=365)
LONGEST = 10 * FURTHEST
_TOO_FAR = "The promised next update is more than a year away. Choose an earlier time."


def refuse_unfit_wording(unit: Unit, wording: Wording) -> None:
    """Raises RuleBroken, with the field at fault, for a text that nobody should publish."""
    if not can_be_seen(without_comments(wording.title)):
        raise RuleBroken("The notice has no title. Say what customers notice.", field="title")
    if not can_be_seen(without_comments(wording.body)):
        raise RuleBroken("The notice has no text. Say what is being done.", field="body")
    if len(wording.title) > TITLE_LIMIT:
        raise RuleBroken(
            f"The title has {len(wording.title)} characters; at most {TITLE_LIMIT} fit.",
            field="title",
        )
    if len(wording.body) > BODY_LIMIT:
        raise RuleBroken(
            f"The text has {len(wording.body)} characters; at most {BODY_LIMIT} fit.",
            field="body",
        )
    _refuse_unfit_translations(wording)
    refuse_unknown_pages(unit, wording)
    refuse_past_showing(unit, wording)
    _refuse_lost_pictures(unit, wording)
    _refuse_unfit_times(unit, wording)
    _refuse_unfit_services(unit, wording)


def _refuse_unfit_translations(wording: Wording) -> None:
    if len(wording.translations) > len(LANGUAGES):
        raise RuleBroken(
            f"A notice has at most {len(LANGUAGES)} translations, one for each language of pages.",
            field="translations",
        )
    for one in wording.translations:
        if not is_code(one.language):
            raise RuleBroken(
                f"“{one.language[:LONGEST_CODE]}” is no language of the page. It can be "
                f"{', '.join(LANGUAGES)}.",
                field="translations",
            )
        if len(one.title) > TITLE_LIMIT or len(one.body) > BODY_LIMIT:
            raise RuleBroken(
                f"The translation into {own_name(one.language)} is too long: at most {TITLE_LIMIT} "
                f"characters of a title and {BODY_LIMIT} of a text fit.",
                field="translations",
            )


def _refuse_lost_pictures(unit: Unit, wording: Wording) -> None:
    texts = (wording.body, *(one.body for one in wording.translations))
    names = tuple(name for text in texts for name in pictures_in(text))
    if names and not kept_pictures(unit, names) >= set(names):
        raise RuleBroken(
            "A picture of the text is not kept here, so customers would see a gap. "
            "Take it out, or insert it again.",
            field="body",
        )


def _refuse_unfit_times(unit: Unit, wording: Wording) -> None:
    if wording.next_update_in is not None and wording.next_update_in > FURTHEST:
        raise RuleBroken(_TOO_FAR, field="next_update")
    promised = wording.promise(unit.now)
    if not wording.status.is_over:
        if promised is None:
            raise RuleBroken(
                "The notice does not say when the next update comes. Choose a time.",
                field="next_update",
            )
        if promised <= unit.now:
            raise RuleBroken(
                "The promised next update is already past. Choose a later time.",
                field="next_update",
            )
        if promised - unit.now > FURTHEST:
            raise RuleBroken(_TOO_FAR, field="next_update")
    if wording.started_at is not None and wording.started_at > unit.now:
        raise RuleBroken(
            "The stated start lies in the future. Choose when it began.", field="started_at"
        )
    if wording.started_at is not None and unit.now - wording.started_at > LONGEST:
        raise RuleBroken(
            "The stated start lies more than ten years back. Choose when it began.",
            field="started_at",
        )


def _refuse_unfit_services(unit: Unit, wording: Wording) -> None:
    known = {component.id for component in read_components(unit)}
    if not wording.components.keys() <= known:
        raise RuleBroken(
            "The notice names a service that has been removed. Take it out of the notice.",
            field="components",
        )
    if ComponentStatus.UNKNOWN in wording.components.values():
        raise RuleBroken(
            "The notice has to say what each named service is: choose a status for every one.",
            field="components",
        )


def findings_of(unit: Unit, notice: Notice, wording: Wording) -> tuple[Finding, ...]:
    """What monitoring contradicts, what the notice leaves out and what its words do, as of now.

    An announcement claims nothing of any service, so only its words are looked at.
    """
    incident = incident_of(unit, notice)
    claims = uptime_claims(unit, wording)
    filler = read_filler(unit, wording, incident, claims)
    evidence = Evidence(
        now=unit.now,
        zone=ZoneInfo(page_zone(unit)),
        measured=read_measured(unit),
        told_elsewhere=told_elsewhere(unit, incident),
        published_start=incident.started_at if incident is not None else None,
        published_end=incident.resolved_at if incident is not None else None,
        said=incident.wording if incident is not None else None,
        troubles=read_troubles(unit, incident, wording) if wording.status.is_over else (),
    )
    facts = read_word_facts(unit, incident, claims, wording)
    if notice.sort is NoticeSort.ANNOUNCEMENT:
        plain = filler.fill(without_a_state(notice, wording), unit.now)
        found = judged(plain, lambda one: announcement_findings(one, evidence, facts))
        return (*found, *_of_translations(unit, plain, facts, filler))

    def of_helper(one: Wording) -> tuple[Finding, ...]:
        if not one.from_helper:
            return ()
        return assistant_findings(one, read_assistant_facts(unit, wording, incident))

    filled = filler.fill(wording, unit.now)
    found = judged(
        filled,
        lambda one: findings(one, evidence),
        lambda one: beside_findings(unit, notice, one, incident),
        lambda one: wording_findings(one, facts),
        lambda one: filler.contradictions(one, unit.now),
        of_helper,
    )
    return (*found, *_of_translations(unit, filled, facts, filler))


def _of_translations(
    unit: Unit, filled: FilledWording, facts: WordFacts, filler: Filler
) -> tuple[Finding, ...]:
    _, *further = languages_for(unit, filled.written)
    return translation_findings(filled, further, facts=facts, filler=filler, now=unit.now)


def filled_of(unit: Unit, notice: Notice, wording: Wording) -> FilledWording:
    """The wording with its facts, as readers get it if it is published now."""
    return read_filler(unit, wording, incident_of(unit, notice)).fill(wording, unit.now)


def refuse_gaps(found: FilledWording) -> None:
    """Raises RuleBroken for a placeholder that nothing fills: no reason lets braces through."""
    gaps = found.gaps()
    if gaps:
        first = gaps[0]
        part = first.words[0].part if first.words else "body"
        raise RuleBroken(f"{first.sentence} Or take it out of the text.", field=part)


def told_elsewhere(unit: Unit, incident: Incident | None) -> frozenset[int]:
    """The services that open incidents other than this one say are in trouble."""
    return frozenset(
        component_id
        for other in incidents.read_unresolved(unit)
        if incident is None or other.id != incident.id
        for component_id, status in other.components.items()
        if status.is_trouble
    )


def blocking_findings(unit: Unit, notice: Notice, wording: Wording) -> tuple[Finding, ...]:
    """Those of them that only an override lets through."""
    return tuple(finding for finding in findings_of(unit, notice, wording) if finding.blocks)


def new_update_of(
    unit: Unit, notice: Notice, revision: Revision, found: FilledWording | None = None
) -> NewUpdate:
    """What the update will say, with everything the wording leaves to the measurements.

    `found` is its wording with the facts where they are filled in already.
    """
    wording = (found or filled_of(unit, notice, revision.wording)).wording
    incident = incident_of(unit, notice)
    if notice.sort is NoticeSort.ANNOUNCEMENT:
        filled = replace(revision, wording=wording)
        return announced_update(unit, notice, filled, incident)
    public_status = public_statuses(
        tuple(component.id for component in read_components(unit)),
        (*incidents.read_unresolved(unit), *incidents.read_under_way(unit)),
    )
    changed = moves(wording, incident, public_status)
    started_at, ended_at = times_of(unit, incident, wording)
    return NewUpdate(
        wording=wording.settled(
            unit.now,
            started_at=started_at,
            ended_at=ended_at,
            components={component_id: after for component_id, (_, after) in changed.items()},
        ),
        impact=impact_said(wording, incident),
        moves=changed,
        notice_id=notice.id,
        revision=revision.number,
        published_by=unit.actor.name if unit.actor else "",
        corrects=notice.corrects,
    )


def incident_of(unit: Unit, notice: Notice) -> Incident | None:
    """The incident that a notice goes on with; None for what is new."""
    if notice.incident_id is None:
        return None
    return incidents.read_incident(unit, notice.incident_id)
