"""What comes with the program passes every rule of wording, filled with facts, in each language."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from statusboard.domain.fact_sheet import FactSheet, Uptime
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.language import Language
from statusboard.domain.notice import TITLE_LIMIT, Wording
from statusboard.domain.placeholders import filled, places_in
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, IncidentStatus
from statusboard.domain.templates.house import begun, ours, spoken
from statusboard.domain.templates.kinds import TemplateKind, kind_for, spoken_kind
from statusboard.domain.word_facts import Carried, WordFacts
from statusboard.wording.base import Draft
from statusboard.wording.rules import check
from statusboard.wording.tongue import language_of

START = datetime(2026, 11, 22, 13, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUARTER, QUARTER_KEY = date(2026, 7, 1), "2026-Q3"
SHARE = Fraction(99_988, 100_000)
ALL = [(kind, language) for kind in TemplateKind for language in Language]
STATUSES = (
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.DEGRADED_PERFORMANCE,
)


def sheet(kind: TemplateKind, *, names: tuple[str, ...], status: ComponentStatus) -> FactSheet:
    is_back = kind.status in (IncidentStatus.RESOLVED, IncidentStatus.MONITORING)
    return FactSheet(
        now=START + 44 * MINUTE,
        zone=ZoneInfo("Europe/Berlin"),
        services=names,
        status=ComponentStatus.OPERATIONAL if is_back else status,
        title="Some card payments are failing",
        started=START,
        ended=START + 41 * MINUTE,
        works_again=is_back or kind is TemplateKind.SUPPORT_RECOVERED,
        next_update=START + 74 * MINUTE,
        page_name="Acme",
        page_url="https://status.example.com",
        uptimes=(Uptime(SHARE, 365),),
        quarter=(QUARTER, SHARE),
        quarter_coverage=Fraction(996, 1000),
        days_since_last_major=61,
    )


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("names", [("Checkout API",), ("Checkout API", "Card payments")])
@pytest.mark.parametrize(("kind", "language"), ALL)
def test_no_rule_has_anything_to_say_of_it(
    kind: TemplateKind, language: Language, names: tuple[str, ...], status: ComponentStatus
) -> None:
    values = sheet(kind, names=names, status=status).values(language)
    text = begun(ours(kind, language), values)
    title, body = filled(text.title, values), filled(text.body, values)

    assert (title.gaps, body.gaps) == ((), ())
    assert len(title.text) <= TITLE_LIMIT
    wording = Wording(title=title.text, body=body.text)
    state = kind.status
    wording = wording if state is None else replace(wording, status=state)
    facts = WordFacts(
        services=("Checkout API", "Card payments"),
        carried=tuple(
            Carried(SHARE, key, of)
            for key in ("12mo", QUARTER_KEY)
            for of in (frozenset[str](), frozenset(names))
        ),
        usual=language,
    )
    draft = Draft(
        wording, language, knows_status=state is not None, promises=True, names_services=True
    )
    assert check(replace(draft, facts=facts)) == ()


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_its_language_can_be_told_and_it_is_finished(
    kind: TemplateKind, language: Language
) -> None:
    template = ours(kind, language)
    names = ("Checkout API", "Card payments")
    values = sheet(kind, names=names, status=ComponentStatus.MAJOR_OUTAGE).values(language)
    said = without_comments(filled(template.body, values).text)

    assert language_of(said) is language
    assert (template.title == "") == kind.is_spoken
    assert template.body.count("{") == len(places_in(template.body))


@pytest.mark.parametrize("language", Language)
def test_what_nothing_fills_is_left_out_of_a_draft_or_shown_as_a_gap(language: Language) -> None:
    bare = FactSheet(now=START, zone=UTC, services=("Search",), next_update=START + MINUTE)
    text = begun(ours(TemplateKind.RESOLVED, language), bare.values(language))
    assert places_in(text.body) == ()
    assert not text.body.startswith((" ", "\n"))
    assert [one.name for one in places_in(text.title)] == ["effect"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", OF_INCIDENTS)
def test_a_sentence_with_a_gap_is_not_spoken(status: IncidentStatus, language: Language) -> None:
    bare = FactSheet(now=START, zone=UTC)
    said = spoken(ours(spoken_kind(status), language), bare.values(language))
    assert said
    assert "{" not in said
    assert kind_for(status).status is status
