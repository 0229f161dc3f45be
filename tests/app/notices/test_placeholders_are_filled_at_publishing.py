"""A placeholder stays in the draft, and is filled where the text is looked at and published."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import publish
from statusboard.app.notices.fact_sheet import read_fact_sheet
from statusboard.app.notices.inputs import Publish
from statusboard.app.notices.queries import EDITOR, REVIEW
from statusboard.app.notices.uptime_claims import last_quarter
from statusboard.app.page.public import PUBLIC
from statusboard.app.settings import NOTICE_LANGUAGE, PAGE_ZONE, PUBLIC_URL
from statusboard.domain.status import IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

RESOLVED = IncidentStatus.RESOLVED


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    """A desk whose page has a place, with one service that fails and one that works."""
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    newsroom.setting(PAGE_ZONE, "Europe/Berlin")
    newsroom.measures(newsroom.service(), (NOON - 10 * MINUTE, MAJOR))
    newsroom.measures(newsroom.service("Search"), (NOON - 10 * MINUTE, GOOD))
    newsroom.watched()
    return newsroom


BODY = "{services} fails since {started}. We are looking for the cause. {next_update_promise}"


def said_by(newsroom: Newsroom) -> str:
    (incident,) = newsroom.ask(PUBLIC).incidents
    body: str = incident.updates[0].wording.body
    return body


def test_the_promise_is_that_of_the_moment_of_publishing(newsroom: Newsroom) -> None:
    saved = newsroom.draft(wording({1: MAJOR}, body=BODY))
    newsroom.clock.forward(5 * MINUTE)
    newsroom.watched()
    seen = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    newsroom.do(publish, Publish(saved.notice_id, saved.revision))

    assert said_by(newsroom) == (
        "Checkout API fails since 12:50 CET. We are looking for the cause. "
        "We will update this notice by 13:35 CET."
    )
    assert seen.wording.body == said_by(newsroom)
    assert seen.findings == ()
    view = newsroom.ask(EDITOR, EditorAsk(saved.notice_id))
    assert view.wording.body == BODY


def test_a_gap_is_told_and_no_reason_lets_it_through(newsroom: Newsroom) -> None:
    saved = newsroom.draft(wording({1: MAJOR}, body="Over at {ended}. We are looking for it."))
    seen = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    (gap,) = [finding for finding in seen.findings if finding.rule == "gap"]
    assert gap.blocks
    assert [one.text for one in gap.words] == ["{ended}"]
    with pytest.raises(RuleBroken, match="cannot be filled: monitoring does not see") as refused:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision, "I know better"))
    assert refused.value.field == "body"


def test_rules_judge_the_filled_words_and_mark_what_was_written(newsroom: Newsroom) -> None:
    body = "{services} fails. Our engineers look into this outage of the primary pod. {started}"
    saved = newsroom.draft(wording({1: MAJOR}, body=body))
    seen = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    (jargon,) = [finding for finding in seen.findings if finding.rule == "jargon"]
    for words in jargon.words:
        assert body[words.start : words.stop] == words.text


def test_a_text_is_filled_in_its_own_language(newsroom: Newsroom) -> None:
    body = "Die Zahlungen sind seit {started} gestört. Wir suchen die Ursache."
    saved = newsroom.draft(wording({1: MAJOR}, title="Zahlungen sind gestört", body=body))
    seen = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    assert "seit 12:50 Uhr MEZ gestört" in seen.wording.body


def test_a_new_notice_is_begun_in_the_language_of_drafts(newsroom: Newsroom) -> None:
    newsroom.setting(NOTICE_LANGUAGE, "de")
    view = newsroom.ask(EDITOR, EditorAsk())
    assert view.wording.title == "Checkout API ist nicht erreichbar"
    assert view.wording.body == (
        "Checkout API ist seit 12:50 Uhr MEZ nicht erreichbar. Wir suchen die Ursache.\n\n"
        "{next_update_promise}"
    )


def test_what_is_over_says_from_when_to_when_and_how_long(newsroom: Newsroom) -> None:
    said = newsroom.publish(wording({1: MAJOR}))
    newsroom.clock.forward(20 * MINUTE)
    newsroom.measures(1, (NOON - 10 * MINUTE, MAJOR), (NOON + 18 * MINUTE, GOOD))
    newsroom.watched()
    view = newsroom.ask(EDITOR, EditorAsk(incident_id=said.incident_id))

    assert view.wording.status is RESOLVED
    assert view.wording.body.startswith(
        "Checkout API has been working as usual again since 13:18 CET. It lasted 28 minutes, from "
        "12:50 CET to 13:18 CET."
    )
    saved = newsroom.draft(view.wording, incident_id=said.incident_id)
    seen = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    assert seen.findings == ()


def test_a_mistyped_placeholder_reaches_customers_only_where_somebody_says_why(
    newsroom: Newsroom,
) -> None:
    saved = newsroom.draft(wording({1: MAJOR}, body="{servces} fails. We are looking into it."))
    with pytest.raises(RuleBroken, match=r"Did you mean \{services\}") as refused:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision))
    assert refused.value.field == "override"
    assert newsroom.ask(PUBLIC).incidents == ()


def test_the_sheet_knows_where_readers_ask_to_be_told(newsroom: Newsroom) -> None:
    newsroom.setting(PUBLIC_URL, "https://status.example.com")
    with newsroom.database.reading(NOON) as unit:
        sheet = read_fact_sheet(unit, replace(wording({2: GOOD, 1: MAJOR})), None)
    assert sheet.follow_url == "https://status.example.com/subscribe"
    assert sheet.services == ("Checkout API",)  # Search is only said to work
    assert sheet.started == NOON - 10 * MINUTE
    assert sheet.uptimes == ()  # ten minutes of a year carry nothing
    assert sheet.quarter is None


@pytest.mark.parametrize(
    ("today", "first", "after"),
    [
        ((2026, 11, 22), (2026, 7, 1), (2026, 10, 1)),
        ((2026, 1, 1), (2025, 10, 1), (2026, 1, 1)),
        ((2026, 3, 31), (2025, 10, 1), (2026, 1, 1)),
        ((2026, 4, 1), (2026, 1, 1), (2026, 4, 1)),
    ],
)
def test_the_last_quarter_is_the_last_full_one(
    today: tuple[int, int, int], first: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    day = NOON.date().replace
    found = last_quarter(day(*today))
    assert found == (day(*first), day(*after))
