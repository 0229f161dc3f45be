"""What a writing helper may know of a notice, and what its words are held against."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.health.measured import read_measured
from statusboard.app.notices.assistant_templates import templates_for
from statusboard.app.notices.uptime_claims import uptime_claims
from statusboard.app.settings import DEFAULT_NAME, PAGE_NAME, page_address, page_zone, text_setting
from statusboard.app.writing_help.chosen import assistant_in
from statusboard.domain.evidence import Measured, measured_start
from statusboard.domain.fact_sheet import FactSheet, Uptime
from statusboard.domain.incident import Incident
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import filled
from statusboard.domain.status import ComponentStatus, impact_of, worst
from statusboard.domain.views.notices import EditorView
from statusboard.domain.views.writing_help import AssistantFacts
from statusboard.storage.components import read_components
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def read_fact_sheet(unit: Unit, wording: Wording, incident: Incident | None) -> FactSheet:
    """The facts of a notice as of now: what is measured, chosen and published of it."""
    settings, measured = read_settings(unit), read_measured(unit)
    components = read_components(unit)
    claims = uptime_claims(unit, wording)
    published = incident.started_at if incident is not None else None
    named = [one.name for one in components if one.id in wording.components]
    return FactSheet(
        now=unit.now,
        zone=ZoneInfo(page_zone(unit)),
        services=named,
        status=worst(wording.components.values()),
        title=wording.title.strip(),
        impact=impact_of(wording.components.values()),
        started=wording.started_at or published or measured_start(wording, measured),
        ended=_ended(wording, measured),
        next_update=wording.promise(unit.now),
        page_name=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
        page_url=page_address(settings),
        uptimes=[Uptime(one.uptime, one.days) for one in claims.carried if one.uptime is not None],
        is_all=not named or len(named) == len(components),
    )


def _ended(wording: Wording, measured: Sequence[Measured]) -> datetime | None:
    """When the last of the named services was well again; None while one is not."""
    named = [seen for seen in measured if seen.component_id in wording.components]
    ends = [seen.since for seen in named if seen.since is not None]
    is_back = all(seen.status is ComponentStatus.OPERATIONAL for seen in named)
    return max(ends) if is_back and ends and len(ends) == len(named) else None


def read_assistant_facts(unit: Unit, wording: Wording, incident: Incident | None) -> AssistantFacts:
    """What the helper's words are held against, in every language."""
    sheet = read_fact_sheet(unit, wording, incident)
    templates = [
        text
        for language in Language
        for text in filled_templates(wording, language, sheet.values(language))
    ]
    return AssistantFacts(sheet, tuple(templates))


def filled_templates(
    wording: Wording, language: Language, values: Mapping[str, str]
) -> tuple[str, ...]:
    """The templates for its state with their facts; one with a gap is no example of anything."""
    made = [filled(text, values) for text in templates_for(wording.status, language)]
    return tuple(one.text for one in made if not one.gaps)


def with_assistant(unit: Unit, view: EditorView) -> EditorView:
    """The view with the helper that is chosen, and with the facts that its words need."""
    assistant = assistant_in(read_settings(unit))
    if assistant is None and not view.wording.from_helper:
        return view
    facts = read_assistant_facts(unit, view.wording, view.incident)
    return replace(view, assistant=assistant, assistant_facts=facts)
