"""What a helper would get for a notice: shown to a person first, and sent as it was shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from statusboard.app.doorway import query
from statusboard.app.notices.asks import AssistantAsk, ReadThrough
from statusboard.app.notices.assistant_facts import filled_templates
from statusboard.app.notices.fact_sheet import read_fact_sheet
from statusboard.app.notices.known_words import read_word_facts
from statusboard.app.notices.rules import findings_of
from statusboard.app.settings import notice_language
from statusboard.app.templates.queries import read_templates
from statusboard.app.writing_help.chosen import assistant_in
from statusboard.domain.finding import Finding
from statusboard.domain.incident import Incident
from statusboard.domain.language import Language
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.views.writing_help import AskAssistant, AssistantView
from statusboard.domain.word_facts import WordFacts
from statusboard.domain.writing_prompt import FACTS, Wish, prompt_of
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.notices import Notice
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit
from statusboard.wording.base import Draft, draft_of
from statusboard.wording.rules import word_rules
from statusboard.wording.tongue import text_language


@dataclass(frozen=True, slots=True)
class AssistantRequest:
    """What would be sent, to whom, in which language. `left_out` says what was not, in words."""

    ask: AskAssistant
    assistant: AssistantView
    language: Language
    left_out: tuple[str, ...] = ()


def _request(unit: Unit, given: AssistantAsk) -> AssistantRequest:
    assistant = assistant_in(read_settings(unit))
    if assistant is None:
        raise RuleBroken("No writing helper is chosen. Choose one in Settings.", field="url")
    incident = _incident(unit, given.incident_id)
    known = read_word_facts(unit, incident)
    language = given.language or _language(unit, given.wording, known)
    sheet = read_fact_sheet(unit, given.wording, incident)
    values = sheet.values(language)
    kept = _outside(values, known, language)
    templates = filled_templates(read_templates(unit), given.wording, language, kept)
    fit = tuple(one for one in templates if is_for_outside(one, known, language))
    prompt = prompt_of(kept, fit, Wish(given.wording.status, given.tone, language))
    left_out = tuple(FACTS[name] for name in values if name in FACTS and name not in kept)
    ask = AskAssistant(prompt, assistant.url, assistant.model)
    return AssistantRequest(ask, assistant, language, left_out)


# What would be sent for a wording. Raises RuleBroken where no helper is chosen.
ASSISTANT_REQUEST = query("notices.helper_request")(_request)


def is_for_outside(text: str, known: WordFacts, language: Language) -> bool:
    """Whether a text reveals nothing that is known inside alone: hosts, staff, tickets, keys."""
    return word_rules()["internals"].look(_draft(text, known, language)) is None


def _outside(values: Mapping[str, str], known: WordFacts, language: Language) -> dict[str, str]:
    return {name: text for name, text in values.items() if is_for_outside(text, known, language)}


def _draft(text: str, known: WordFacts, language: Language) -> Draft:
    return replace(draft_of("", text, language, None), facts=known)


def _language(unit: Unit, wording: Wording, known: WordFacts) -> Language:
    """The language that the text is written in, else the usual one."""
    return text_language(wording.title, wording.body, known.usual) or notice_language(unit)


def _incident(unit: Unit, incident_id: int | None) -> Incident | None:
    return None if incident_id is None else incidents.read_incident(unit, incident_id)


def _read_through(unit: Unit, given: ReadThrough) -> tuple[Finding, ...]:
    notice = Notice(0, given.incident_id, NoticeState.DRAFT, 0, unit.now)
    return findings_of(unit, notice, given.wording)


# Everything that the review would say of a wording that nobody has saved.
READ_THROUGH = query("notices.read_through")(_read_through)
