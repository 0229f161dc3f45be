"""What a helper gets is the fact sheet and the templates; what it says is held against them."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.notices.asks import AssistantAsk, EditorAsk, ReadThrough, ReviewAsk
from statusboard.app.notices.assistant_findings import assistant_findings, followed
from statusboard.app.notices.assistant_request import (
    ASSISTANT_REQUEST,
    READ_THROUGH,
    AssistantRequest,
)
from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish
from statusboard.app.notices.queries import EDITOR, REVIEW
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.templates.commands import save_template
from statusboard.app.templates.inputs import SaveTemplate
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.domain.writing_prompt import Tone, Wish, prompt_of
from statusboard.storage import incidents
from statusboard.storage.database import Database
from statusboard.wording.unfounded import RULE
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

# Nothing here is for SQL to answer.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HELPED = "Checkout API is unavailable since 9:15 UTC. We are working on it."


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    failing = newsroom.service()
    assert failing == 1
    newsroom.measures(failing, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    newsroom.do(choose_settings, ChooseSettings({"helper.url": "http://127.0.0.1:9/v1"}))
    return newsroom


def draft(**more: object) -> Wording:
    return replace(wording({1: MAJOR}, title="Checkout API is unavailable"), **more)


def request(newsroom: Newsroom, said: Wording | None = None, **more: object) -> AssistantRequest:
    found: AssistantRequest = newsroom.ask(ASSISTANT_REQUEST, AssistantAsk(said or draft(), **more))  # type: ignore[arg-type]
    return found


def test_the_prompt_holds_the_facts_and_the_templates(newsroom: Newsroom) -> None:
    text = request(newsroom).ask.prompt.text
    for fact in (
        "State: investigating",
        "- Services: Checkout API",
        "- Began: 11:50 UTC",
        "- Next update: 12:30 UTC",
        "How the team writes:",
        "Checkout API has been unavailable since 11:50 UTC. We are looking for the cause.",
    ):
        assert fact in text
    assert "{" not in text


def test_a_team_s_own_template_is_what_the_helper_sees(newsroom: Newsroom) -> None:
    body = "Dear guests, {services} is out of order since {started}. Back by {next_update}."
    own = SaveTemplate(TemplateKind.INVESTIGATING, Language.ENGLISH, "{services} fails", body)
    newsroom.do(save_template, own)
    text = request(newsroom).ask.prompt.text
    said = "Dear guests, Checkout API is out of order since 11:50 UTC. Back by 12:30 UTC."
    assert said in text
    assert "We are looking for the cause." not in text


def test_the_words_that_stand_in_the_notice_are_not_sent(newsroom: Newsroom) -> None:
    secret = "The card provider went down, as Ada told Bob."
    assert secret not in request(newsroom, draft(body=secret)).ask.prompt.text


@pytest.mark.parametrize(
    "title",
    ["db-prod-03 is full", "Trouble at 10.4.17.2", "OPS-4711: payments", "Ask Ada Lovelace"],
)
def test_what_is_known_inside_alone_is_left_out_and_that_is_said(
    newsroom: Newsroom, title: str
) -> None:
    newsroom.do(choose_settings, ChooseSettings({"words.staff": "Ada Lovelace"}))
    found = request(newsroom, draft(title=title))
    assert title not in found.ask.prompt.text
    assert found.left_out == ("Title",)


def test_language_and_tone_follow_the_wish_and_else_the_notice(newsroom: Newsroom) -> None:
    german = "Die Zahlung ist derzeit gestört und wir arbeiten daran. Wir melden uns hier wieder."
    assert (
        request(newsroom, draft(body=german, title="Zahlung gestört")).language is Language.GERMAN
    )
    assert request(newsroom).language is Language.ENGLISH
    chosen = request(newsroom, language=Language.GERMAN, tone=Tone.BRIEF)
    assert "in German" in chosen.ask.prompt.text
    assert "as few words as can be" in chosen.ask.prompt.text
    assert "seit 11:50 Uhr (UTC)" in chosen.ask.prompt.text or "11:50 Uhr" in chosen.ask.prompt.text


def test_the_same_facts_make_the_same_prompt(newsroom: Newsroom) -> None:
    assert request(newsroom) == request(newsroom)
    wish = Wish(IncidentStatus.RESOLVED)
    values = {"services": "Search", "page_url": "https://status.example.com"}
    assert prompt_of(values, ["a", "a", " "], wish) == prompt_of(dict(values), ["a"], wish)
    assert "status.example.com" not in prompt_of(values, [], wish).text


def test_what_the_helper_wrote_and_no_fact_carries_stands_in_editor_and_review(
    newsroom: Newsroom,
) -> None:
    said = draft(body=f"Hello. {HELPED}", from_helper=HELPED)
    saved = newsroom.draft(said)
    view = newsroom.ask(EDITOR, EditorAsk(saved.notice_id))
    assert view.assistant is not None
    assert view.assistant_facts is not None
    (found,) = assistant_findings(view.wording, view.assistant_facts)
    assert [words.text for words in found.words] == ["9:15 UTC"]
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    assert found in review.findings
    assert found.words == next(one for one in review.findings if one.rule == RULE).words
    assert newsroom.ask(READ_THROUGH, ReadThrough(said)) == review.findings


def test_a_person_s_own_words_are_not_marked(newsroom: Newsroom) -> None:
    facts = newsroom.ask(EDITOR, EditorAsk(newsroom.draft(draft()).notice_id)).assistant_facts
    assert facts is not None
    assert assistant_findings(draft(body=HELPED), facts) == ()
    mended = HELPED.replace("9:15", "9:20")
    assert assistant_findings(draft(body=mended, from_helper=HELPED), facts) == ()
    assert assistant_findings(draft(body="Gone.", from_helper=HELPED), facts) == ()


def test_the_facts_follow_what_is_chosen_beside_the_text(newsroom: Newsroom) -> None:
    newsroom.service("Search")
    facts = newsroom.ask(EDITOR, EditorAsk(newsroom.draft(draft()).notice_id)).assistant_facts
    assert facts is not None
    text = "We know that Search is affected since 9:15 UTC."
    said = draft(body=text, from_helper=text, components={1: MAJOR, 2: MAJOR})
    assert len(assistant_findings(said, facts)) == 2
    names = {1: "Checkout API", 2: "Search"}
    later = replace(said, started_at=NOON.replace(hour=9, minute=15))
    assert assistant_findings(later, followed(facts, later, names, NOON)) == ()


def test_nobody_outside_learns_that_a_helper_wrote_it(newsroom: Newsroom) -> None:
    saved = newsroom.draft(draft(body=HELPED, from_helper=HELPED))
    said = newsroom.do(publish, Publish(saved.notice_id, saved.revision, override="checked"))
    with newsroom.database.reading(NOON) as unit:
        incident = incidents.read_incident(unit, said.incident_id)
    assert incident is not None
    assert incident.wording.from_helper == ""
