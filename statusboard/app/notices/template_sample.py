"""What a template is tried on while it is edited: the newest open incident, or facts made up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from statusboard.app.doorway import query
from statusboard.app.notices.fact_sheet import read_filler
from statusboard.app.notices.known_words import read_word_facts
from statusboard.app.notices.uptime_claims import uptime_claims
from statusboard.app.templates.queries import TemplatesView, templates_view
from statusboard.domain.evidence import Measured
from statusboard.domain.filled_wording import FilledWording, fill
from statusboard.domain.finding import Finding
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.notice_facts import NoticeFacts
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.suggestion import first_wording, follow_up
from statusboard.domain.templates.house import begun, spoken
from statusboard.domain.templates.kinds import TemplateKey, TemplateKind, TemplateText
from statusboard.domain.word_facts import WordFacts
from statusboard.storage import incidents
from statusboard.storage.unit import Unit
from statusboard.wording.base import Draft
from statusboard.wording.rules import check

_MINUTE = timedelta(minutes=1)
_LASTED, _NAMED = 41 * _MINUTE, 2
# Said of what works again, so the sample has to.
_OVER = frozenset(
    {
        TemplateKind.MONITORING,
        TemplateKind.RESOLVED,
        TemplateKind.POSTMORTEM,
        TemplateKind.STILL_MONITORING,
        TemplateKind.MAINTENANCE_ANNOUNCED,
        TemplateKind.MAINTENANCE_MOVED,
        TemplateKind.MAINTENANCE_REMINDER,
        TemplateKind.MAINTENANCE_STARTED,
        TemplateKind.MAINTENANCE_EXTENDED,
        TemplateKind.MAINTENANCE_VERIFYING,
        TemplateKind.MAINTENANCE_FINISHED,
        TemplateKind.MAINTENANCE_CANCELLED,
        TemplateKind.SUPPORT_RESOLVED,
        TemplateKind.SUPPORT_POSTMORTEM,
        TemplateKind.SUPPORT_RECOVERED,
    }
)


@dataclass(frozen=True, slots=True)
class TemplateSample:
    """The templates, and what they are tried on. `about` is the title of an open incident.

    Empty: the incident is made up, about services that there are.
    """

    templates: TemplatesView
    wording: Wording
    facts: NoticeFacts
    word_facts: WordFacts
    about: str

    def with_own(self, key: TemplateKey, text: TemplateText) -> "TemplateSample":
        """The same once that text is in force."""
        house = self.templates.house
        fresh = replace(house, own={**house.own, key: text})
        return replace(self, templates=replace(self.templates, house=fresh))

    def tried(
        self, kind: TemplateKind, text: TemplateText, language: Language, now: datetime
    ) -> FilledWording:
        """The text as readers would get it, without the sentences that nothing fills.

        What is said of an end is tried as if it were over.
        """
        wording, facts = self.wording, self.facts
        if kind in _OVER:
            well = ComponentStatus.OPERATIONAL
            facts = replace(
                facts,
                measured=[
                    Measured(one.component_id, one.name, well, now)
                    if one.component_id in wording.components
                    else one
                    for one in facts.measured
                ],
            )
            if kind.status is not IncidentStatus.MONITORING:
                wording = replace(wording, components=dict.fromkeys(wording.components, well))
        values = facts.sheet(wording, now).values(language)
        if kind.is_spoken:
            said = spoken(text, values)
            return fill(replace(wording, title="", body=said), {})
        draft = begun(text, values)
        return fill(replace(wording, title=draft.title, body=draft.body), values)


def template_findings(
    kind: TemplateKind, found: FilledWording, language: Language, facts: WordFacts
) -> tuple[Finding, ...]:
    """What the rules of wording say of a template in its language, filled; and its gaps."""
    wording = found.wording
    if kind.status is not None:
        wording = replace(wording, status=kind.status)
    draft = Draft(
        wording,
        language,
        knows_status=kind.status is not None,
        promises=True,
        names_services=True,
        facts=facts,
    )
    return (*found.gaps(), *found.placed(check(draft)))


def _sample(unit: Unit, _given: None) -> TemplateSample:
    still_open = incidents.read_unresolved(unit)
    newest = max(still_open, key=lambda one: one.updates[0].published_at, default=None)
    begun = first_wording((), now=unit.now, zone=UTC)
    wording = begun if newest is None else follow_up(newest)
    claims = uptime_claims(unit, wording)
    filler = read_filler(unit, wording, newest, claims)
    facts = filler.facts
    if newest is None:
        wording, facts = _made_up(wording, facts, unit.now)
    return TemplateSample(
        templates=templates_view(unit, None),
        wording=wording,
        facts=facts,
        # What was said before is no fault of a template.
        word_facts=read_word_facts(unit, None, claims),
        about="" if newest is None else newest.wording.title,
    )


def _made_up(wording: Wording, facts: NoticeFacts, now: datetime) -> tuple[Wording, NoticeFacts]:
    """An outage of services that there are, as if it had begun a while ago."""
    started = now - _LASTED
    named: Sequence[Measured] = [
        replace(one, status=ComponentStatus.MAJOR_OUTAGE, since=started)
        for one in facts.measured[:_NAMED]
    ] or [Measured(0, "Checkout API", ComponentStatus.MAJOR_OUTAGE, started)]
    said = {one.component_id: one.status for one in named}
    rest = [one for one in facts.measured if one.component_id not in said]
    title = "Some orders are failing"
    return (
        replace(wording, title=title, components=said, started_at=started),
        replace(facts, measured=[*named, *rest], uptimes_of=frozenset(said)),
    )


SAMPLE = query("templates.sample")(_sample)
