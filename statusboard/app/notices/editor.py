"""One notice in the editor: a draft as it was saved, or a new one made of measured facts."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.health.measured import read_measured, read_watched_until
from statusboard.app.health.plain_words import plain_reason
from statusboard.app.notices.agreeing import agreement_of
from statusboard.app.notices.announcing import first_announcement
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.assistant_facts import with_assistant
from statusboard.app.notices.beside import other_incidents
from statusboard.app.notices.correcting import corrected, incident_to_correct
from statusboard.app.notices.ended import ended_words
from statusboard.app.notices.fact_sheet import read_facts_of, read_filler
from statusboard.app.notices.known_words import read_word_facts
from statusboard.app.notices.rules import told_elsewhere
from statusboard.app.notices.times import read_troubles
from statusboard.app.notices.uptime_claims import uptime_claims
from statusboard.app.page.pages_of_text import languages_for
from statusboard.app.settings import page_names, page_zone
from statusboard.app.templates.queries import read_templates
from statusboard.domain.evidence import Measured
from statusboard.domain.incident import Incident
from statusboard.domain.instants import MINUTE_US, Interval
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.suggestion import all_clear, first_wording, follow_up
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import Choice, EditorView
from statusboard.errors import RuleBroken
from statusboard.storage import generations, incidents, notices
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history import states
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.suggestions import read_suggestions, untouched
from statusboard.storage.unit import Unit

STRIP = 48
STRIP_STEP_US = 30 * MINUTE_US


def _editor(unit: Unit, given: EditorAsk) -> EditorView:
    return with_assistant(unit, _opened(unit, given))


def _opened(unit: Unit, given: EditorAsk) -> EditorView:
    notice_id, incident_id = given.notice_id, given.incident_id
    if notice_id is None and given.corrects:
        incident_id = incident_to_correct(unit, given.corrects).id
    if notice_id is None and incident_id is not None:
        notice_id = notices.draft_of_incident(unit, incident_id)
        is_own = given.afresh or bool(given.corrects)
        if notice_id is not None and is_own and untouched(unit, notice_id) is not None:
            notice_id = None  # what takes words back is not what monitoring suggests
    if notice_id is None and incident_id is None and not given.afresh:
        notice_id = _suggested(given.component_ids, unit)
    if notice_id is not None:
        return _saved(unit, notice_id)
    measured = read_measured(unit)
    if incident_id is None and given.sort is NoticeSort.ANNOUNCEMENT:
        return replace(_view(unit, measured, first_announcement()), sort=given.sort)
    if incident_id is not None:
        incident = incidents.read_incident(unit, incident_id)
        if incident is None:
            raise RuleBroken("This incident no longer exists.", field="incident_id")
        zone = ZoneInfo(page_zone(unit))
        # What takes words back tells no end: everybody has to hear of that.
        is_plain = not given.corrects and incident.sort is NoticeSort.INCIDENT
        over = _all_clear(unit, incident, measured, zone) if is_plain else None
        view = _view(unit, measured, over or follow_up(incident), incident=incident)
        return replace(view, corrects=corrected(unit, incident, given.corrects))
    chosen = _chosen(unit, measured, given.component_ids)
    wording = first_wording(
        chosen,
        now=unit.now,
        zone=ZoneInfo(page_zone(unit)),
        templates=read_templates(unit),
        facts=read_facts_of(unit, [seen.component_id for seen in chosen]),
    )
    return _view(unit, measured, wording)


def _all_clear(
    unit: Unit, incident: Incident, measured: tuple[Measured, ...], zone: ZoneInfo
) -> Wording | None:
    return all_clear(
        incident,
        measured,
        now=unit.now,
        zone=zone,
        templates=read_templates(unit),
        facts=read_facts_of(unit, incident.components, incident),
    )


def _saved(unit: Unit, notice_id: int) -> EditorView:
    notice = notices.read_notice(unit, notice_id)
    revision = notices.read_revision(unit, notice_id, notice.revision) if notice else None
    if notice is None or revision is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    incident = (
        incidents.read_incident(unit, notice.incident_id)
        if notice.incident_id is not None
        else None
    )
    claims = uptime_claims(unit, revision.wording)
    filler = read_filler(unit, revision.wording, incident, claims)
    return EditorView(
        notice_id=notice.id,
        incident=incident,
        state=notice.state,
        revision=revision.number,
        wording=revision.wording,
        saved_at=revision.saved_at,
        saved_by=revision.saved_by,
        choices=_choices(unit, read_measured(unit)),
        zone=page_zone(unit),
        uptime_sentence=filler.values(revision.wording, unit.now).get("uptime_record", ""),
        word_facts=read_word_facts(unit, incident, claims),
        facts=filler.facts,
        templates=read_templates(unit),
        told_elsewhere=told_elsewhere(unit, incident),
        waits_since=generations.waits_since(unit),
        corrects=corrected(unit, incident, notice.corrects),
        troubles=read_troubles(unit, incident, revision.wording, of_any=True),
        sort=notice.sort,
        ended=_ended(incident),
        others=other_incidents(unit, incident),
        is_suggested=untouched(unit, notice.id) is not None,
        agreement=agreement_of(unit, notice, revision),
        languages=languages_for(unit, revision.wording),
        pages=page_names(unit),
    )


def _view(
    unit: Unit,
    measured: tuple[Measured, ...],
    wording: Wording,
    *,
    incident: Incident | None = None,
) -> EditorView:
    claims = uptime_claims(unit, wording)
    filler = read_filler(unit, wording, incident, claims)
    return EditorView(
        notice_id=None,
        incident=incident,
        state=NoticeState.DRAFT,
        revision=0,
        wording=wording,
        saved_at=None,
        saved_by="",
        choices=_choices(unit, measured),
        zone=page_zone(unit),
        uptime_sentence=filler.values(wording, unit.now).get("uptime_record", ""),
        word_facts=read_word_facts(unit, incident, claims),
        facts=filler.facts,
        templates=read_templates(unit),
        told_elsewhere=told_elsewhere(unit, incident),
        waits_since=generations.waits_since(unit),
        troubles=read_troubles(unit, incident, wording, of_any=True),
        sort=NoticeSort.INCIDENT if incident is None else incident.sort,
        ended=_ended(incident),
        others=other_incidents(unit, incident),
        languages=languages_for(unit, wording),
        pages=page_names(unit),
    )


def _suggested(component_ids: tuple[int, ...], unit: Unit) -> int | None:
    """What monitoring drafted about the first of these services, if anything."""
    return next(
        (
            one.notice_id
            for one in read_suggestions(unit)
            if one.incident_id is None
            and not one.is_touched
            and component_ids
            and component_ids[0] in one.wording.components
        ),
        None,
    )


def _ended(incident: Incident | None) -> str:
    is_ended = incident is not None and not incident.is_counted
    return ended_words(incident.is_withdrawn) if incident is not None and is_ended else ""


def _chosen(
    unit: Unit, measured: tuple[Measured, ...], component_ids: tuple[int, ...]
) -> list[Measured]:
    """The services asked for; or all in trouble that customers have not been told about."""
    if component_ids:
        return [seen for seen in measured if seen.component_id in component_ids]
    told = {
        component_id
        for incident in incidents.read_unresolved(unit)
        for component_id, status in incident.components.items()
        if status.is_trouble
    }
    return [seen for seen in measured if seen.status.is_trouble and seen.component_id not in told]


def _choices(unit: Unit, measured: tuple[Measured, ...]) -> tuple[Choice, ...]:
    groups = {group.id: group.name for group in read_groups(unit)}
    components = {component.id: component for component in read_components(unit)}
    troubled = [seen.component_id for seen in measured if seen.status.is_trouble]
    strips = _strips(unit, troubled)
    reasons = _reasons(unit)
    return tuple(
        Choice(
            component_id=seen.component_id,
            name=seen.name,
            group=groups.get(components[seen.component_id].group_id or 0, ""),
            measured=seen.status,
            since=seen.since,
            reason=reasons.get(seen.component_id, "") if seen.status.is_trouble else "",
            strip=strips.get(seen.component_id, ()),
        )
        for seen in measured
    )


def _strips(unit: Unit, component_ids: list[int]) -> dict[int, tuple[ComponentStatus, ...]]:
    if not component_ids:
        return {}
    edges = [unit.now_us - (STRIP - n) * STRIP_STEP_US for n in range(STRIP + 1)]
    bounds = Interval(edges[0], edges[-1])
    arrays = read_arrays(unit, bounds, now_us=read_watched_until(unit))
    return lengths(arrays, component_ids, edges).strips()


def _reasons(unit: Unit) -> Mapping[int, str]:
    """Why each service is as it is, in words fit for a notice: those of its worst check."""
    stored = states.read_states(unit)
    found: dict[int, tuple[int, str]] = {}
    for check in read_checks(unit, enabled_only=True):
        state = stored.get(check.id)
        if state is None or not check.weight:
            continue
        severity = state.state.level.severity
        if severity > found.get(check.component_id, (-2, ""))[0]:
            found[check.component_id] = (severity, plain_reason([state]))
    return {number: words for number, (_, words) in found.items()}


EDITOR = query("notices.editor")(_editor)
