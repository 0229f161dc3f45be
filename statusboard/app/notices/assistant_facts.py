"""What a writing helper may know of a notice, and what its words are held against."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.notices.fact_sheet import read_fact_sheet
from statusboard.app.templates.queries import read_templates
from statusboard.app.writing_help.chosen import assistant_in
from statusboard.domain.incident import Incident
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import filled
from statusboard.domain.templates.house import HouseTemplates, begun
from statusboard.domain.templates.kinds import kind_for
from statusboard.domain.views.notices import EditorView
from statusboard.domain.views.writing_help import AssistantFacts
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def read_assistant_facts(unit: Unit, wording: Wording, incident: Incident | None) -> AssistantFacts:
    """What the helper's words are held against, in every language."""
    sheet, house = read_fact_sheet(unit, wording, incident), read_templates(unit)
    templates = [
        text
        for language in Language
        for text in filled_templates(house, wording, language, sheet.values(language))
    ]
    return AssistantFacts(sheet, tuple(templates))


def filled_templates(
    house: HouseTemplates, wording: Wording, language: Language, values: Mapping[str, str]
) -> tuple[str, ...]:
    """The template in force for its state with its facts; with a gap it is no example."""
    text = begun(house.text(kind_for(wording.status), language), values).body
    made = filled(text, values)
    return () if made.gaps else (made.text,)


def with_assistant(unit: Unit, view: EditorView) -> EditorView:
    """The view with the helper that is chosen, and with the facts that its words need."""
    assistant = assistant_in(read_settings(unit))
    if assistant is None and not view.wording.from_helper:
        return view
    facts = read_assistant_facts(unit, view.wording, view.incident)
    return replace(view, assistant=assistant, assistant_facts=facts)
