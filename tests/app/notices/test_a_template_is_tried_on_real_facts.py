"""A template is shown as readers would get it: on the newest open incident, or one made up."""

from pathlib import Path

import pytest

from statusboard.app.notices.template_sample import SAMPLE, TemplateSample, template_findings
from statusboard.domain.language import Language
from statusboard.domain.templates.house import ours
from statusboard.domain.templates.kinds import TemplateKind, TemplateText
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import MAJOR, PARTIAL, wording
from tests.fixtures.watched_newsroom import WatchedNewsroom

pytestmark = ON_SQLITE
NEEDS_MORE = {TemplateKind.QUARTER}  # a quarter that was observed


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> WatchedNewsroom:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    made.serves("Checkout API", "Card payments", "Search")
    return made


def body(newsroom: WatchedNewsroom, kind: TemplateKind, text: str) -> str:
    sample: TemplateSample = newsroom.ask(SAMPLE)
    template = TemplateText("", text)
    tried = sample.tried(kind, template, Language.ENGLISH, newsroom.clock.now())
    return tried.wording.body


def test_without_an_incident_services_that_there_are_seem_to_fail(
    newsroom: WatchedNewsroom,
) -> None:
    assert newsroom.ask(SAMPLE).about == ""
    assert body(newsroom, TemplateKind.INVESTIGATING, "{services} {effect}.") == (
        "Checkout API and Card payments are unavailable."
    )


def test_a_desk_without_services_is_shown_one(database: Database) -> None:
    text = body(WatchedNewsroom(database), TemplateKind.INVESTIGATING, "{services} {effect}.")
    assert text == "Checkout API is unavailable."


def test_an_open_incident_is_what_it_is_tried_on(newsroom: WatchedNewsroom) -> None:
    newsroom.passes({3: "dd"})
    newsroom.publish(wording({3: PARTIAL}, title="Search fails"))

    assert newsroom.ask(SAMPLE).about == "Search fails"
    assert body(newsroom, TemplateKind.INVESTIGATING, "{services} {effect}.") == (
        "Search is failing for some customers."
    )


@pytest.mark.parametrize("kind", [TemplateKind.MONITORING, TemplateKind.RESOLVED])
def test_what_is_said_of_an_end_is_tried_as_if_it_were_over(
    newsroom: WatchedNewsroom, kind: TemplateKind
) -> None:
    newsroom.passes({1: "dd"})
    newsroom.publish(wording({1: MAJOR}))

    text = body(newsroom, kind, "{recovery}")
    assert text.startswith("Checkout API has been working as usual again since ")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", sorted(set(TemplateKind) - NEEDS_MORE))
def test_ours_have_no_gap_and_break_no_rule_on_it(
    newsroom: WatchedNewsroom, kind: TemplateKind, language: Language
) -> None:
    sample: TemplateSample = newsroom.ask(SAMPLE)
    tried = sample.tried(kind, ours(kind, language), language, newsroom.clock.now())

    found = template_findings(kind, tried, language, sample.word_facts)
    assert [one.sentence for one in found if one.blocks] == []


def test_a_gap_is_told(newsroom: WatchedNewsroom) -> None:
    sample: TemplateSample = newsroom.ask(SAMPLE)
    kind, now = TemplateKind.INVESTIGATING, newsroom.clock.now()
    tried = sample.tried(kind, TemplateText("", "It was {ended}."), Language.ENGLISH, now)

    rules = {
        one.rule for one in template_findings(kind, tried, Language.ENGLISH, sample.word_facts)
    }
    assert "gap" in rules


def test_a_text_on_trial_is_in_force_in_the_sample_alone(newsroom: WatchedNewsroom) -> None:
    key = (TemplateKind.RESOLVED, Language.ENGLISH)
    sample: TemplateSample = newsroom.ask(SAMPLE)
    tried = sample.with_own(key, TemplateText("It is over", "All is well."))

    assert tried.templates.house.text(TemplateKind.RESOLVED).body == "All is well."
    assert sample.templates.house.text(TemplateKind.RESOLVED).body != "All is well."
