"""The rules of wording speak in the review, and stop a text as the evidence does."""

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish
from statusboard.app.notices.queries import EDITOR, REVIEW
from statusboard.app.notices.uptime_claims import last_quarter
from statusboard.app.notices.wording_findings import is_about_words, wording_findings
from statusboard.domain.finding import Finding
from statusboard.domain.notice import Wording
from statusboard.domain.percent import percent_text
from statusboard.domain.word_facts import WordFacts
from statusboard.errors import RuleBroken
from statusboard.storage.checks import add_check
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import (
    COLLECTOR,
    DEGRADED,
    GOOD,
    MAJOR,
    MINUTE,
    NOON,
    Newsroom,
    wording,
)


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    room = Newsroom(database)
    room.publishes_to(tmp_path / "page")
    return room


@pytest.fixture
def failing(newsroom: Newsroom) -> int:
    """A service that has been slow for ten minutes."""
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, DEGRADED))
    newsroom.watched()
    return component_id


def found(newsroom: Newsroom, written: Wording) -> dict[str, Finding]:
    saved = newsroom.draft(written)
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    return {finding.rule: finding for finding in review.findings if is_about_words(finding)}


def about(failing: int, body: str) -> Wording:
    return wording({failing: DEGRADED}, body=f"{body} We are looking into it.")


def test_what_is_known_inside_alone_stops_a_notice_until_somebody_says_why(
    newsroom: Newsroom, failing: int
) -> None:
    saved = newsroom.draft(about(failing, "Since 11:50 UTC db-prod-03 refuses our payments."))
    with pytest.raises(RuleBroken, match="db-prod-03") as refused:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision))
    assert refused.value.field == "override"
    said = newsroom.do(publish, Publish(saved.notice_id, saved.revision, "it is in the press"))
    assert said.incident_id
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        rows = unit.connection.execute(select(AUDIT.c.verb, AUDIT.c.detail)).all()
    kept = [json.loads(row.detail) for row in rows if row.verb == "notice.publish"][-1]
    assert kept["override"] == "it is in the press"
    assert any("db-prod-03" in sentence for sentence in kept["findings"])


def test_a_warning_stands_in_the_review_and_stops_nothing(newsroom: Newsroom, failing: int) -> None:
    written = about(failing, "Payments fail since 11:50 because of the DNS.")
    finding = found(newsroom, written)["jargon"]
    assert not finding.blocks
    assert [words.text for words in finding.words] == ["DNS"]
    saved = newsroom.draft(written)
    assert newsroom.do(publish, Publish(saved.notice_id, saved.revision))


def test_hosts_of_our_checks_and_who_writes_stay_inside(newsroom: Newsroom, failing: int) -> None:
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        for url in ("https://orders7:8443/health", "https://shop.example.com/", "http://10.1.2.3/"):
            add_check(unit, component_id=failing, kind="http", config={"url": url})
    newsroom.draft(about(failing, "Begun."), who="Ada Lovelace")
    said = found(newsroom, about(failing, "Ada Lovelace has restarted orders7."))
    assert {words.text for words in said["internals"].words} == {"Ada Lovelace", "orders7"}
    assert "internals" not in found(newsroom, about(failing, "Use shop.example.com, dear Ada."))


def test_the_address_of_the_page_is_for_readers_wherever_it_is(
    newsroom: Newsroom, failing: int
) -> None:
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        add_check(unit, component_id=failing, kind="http", config={"url": "http://10.1.2.3/"})
    written = about(failing, "Payments fail. To be told: {tell_me_when_fixed} Not http://10.1.2.4.")
    newsroom.setting("server.public_url", "http://10.1.2.3:8080")

    said = found(newsroom, written)

    assert [words.text for words in said["internals"].words] == ["10.1.2.4"]


def test_fields_that_are_left_empty_are_no_matter_of_words(newsroom: Newsroom) -> None:
    saved = newsroom.draft(wording({}, body="Exports fail. We look into it.", next_update_in=None))
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    others = {finding.rule for finding in review.findings if not is_about_words(finding)}
    assert {"no_promise", "no_services"} <= others
    assert not {finding.rule for finding in review.findings} & {"no_next_update"}


def test_a_team_has_words_of_its_own(newsroom: Newsroom, failing: int) -> None:
    newsroom.setting("words.glossary", "OMS = list of orders")
    newsroom.setting("words.blocked", "glitch = fault\nsabotage")
    newsroom.setting("words.staff", "Payments Squad")
    said = found(newsroom, about(failing, "A glitch in the OMS of the Payments Squad."))
    assert {rule for rule, finding in said.items() if finding.blocks} == {
        "blocked_words",
        "internals",
    }
    assert [fix.text for fix in said["jargon"].fixes] == ["list of orders"]
    assert [fix.text for fix in said["blocked_words"].fixes] == ["fault"]


def test_an_uptime_is_carried_by_measurements_or_stops_the_notice(newsroom: Newsroom) -> None:
    steady = newsroom.service("Storefront")
    newsroom.measures(steady, (NOON - 95 * 24 * 60 * MINUTE, GOOD))
    newsroom.watched()
    claim = "Our uptime was {} % over {}."
    good = found(newsroom, about(steady, claim.format("100", "90 days")))
    assert "uptime_claim" not in good
    for figure, period in (("100", "two years"), ("99.99", "90 days")):
        said = found(newsroom, about(steady, claim.format(figure, period)))
        assert said["uptime_claim"].blocks


def test_the_uptime_of_a_quarter_that_was_measured_may_be_said(newsroom: Newsroom) -> None:
    steady = newsroom.service("Storefront")
    newsroom.measures(steady, (NOON - 300 * 24 * 60 * MINUTE, GOOD))
    newsroom.watched()
    begin, _ = last_quarter(NOON.date())
    said = f"Our uptime in Q{begin.month // 3 + 1} {begin.year} was {{}} %."
    assert "uptime_claim" not in found(newsroom, about(steady, said.format("100")))
    assert found(newsroom, about(steady, said.format("99.99")))["uptime_claim"].blocks
    filled = about(steady, "Our uptime in {quarter} was {uptime_quarter}.")
    assert "uptime_claim" not in found(newsroom, filled)


def said_of(failing: int, body: str) -> Wording:
    if not body.startswith("Unsere"):
        return about(failing, body)
    german = f"{body} Wir sehen uns das gerade an und melden uns wieder."
    return wording({failing: DEGRADED}, title="Zahlungen dauern lange", body=german)


# Days that each time is long, of which one hour was lost, or none.
CLAIMS = (
    ("Our uptime was {} % this year.", 297.5, 1),
    ("Our availability was {} % in August.", 31, 1),
    ("Our uptime was more than {} % in August.", 31, 1),
    ("Unsere Verfügbarkeit im August lag bei {} %.", 31, 1),
    ("We had {} % uptime since May 2026.", 177.5, 1),
    ("Our uptime in Q3 was {} %.", 92, 1),
    ("Our uptime was {} % over the last 6 months.", 180, 1),
    ("Our availability was {} % last month.", 30, 0),
)


@ON_SQLITE
def test_a_claim_of_any_time_is_judged_by_what_was_measured_then(newsroom: Newsroom) -> None:
    steady = newsroom.service("Storefront")
    fell = datetime(2026, 8, 10, 12, tzinfo=UTC)
    began = NOON - timedelta(days=400)
    newsroom.measures(steady, (began, GOOD), (fell, MAJOR), (fell + timedelta(hours=1), GOOD))
    newsroom.setting("page.zone", "UTC")
    newsroom.watched()

    for sentence, days, lost in CLAIMS:
        true = percent_text(1 - Fraction(lost) / Fraction(days * 24), places=3)
        mark = "," if sentence.startswith("Unsere") else "."
        said = said_of(steady, sentence.format(true.replace(".", mark)))
        assert "uptime_claim" not in found(newsroom, said), sentence
        wrong = found(newsroom, said_of(steady, sentence.format(f"99{mark}999")))
        if not lost:
            assert "True is: 100 % over that time" in wrong["uptime_claim"].sentence
            continue
        assert "uptime_claim" in wrong, sentence
        assert wrong["uptime_claim"].blocks
        assert f"True is: {true.replace('.', mark)} %" in wrong["uptime_claim"].sentence
        assert [fix.text for fix in wrong["uptime_claim"].fixes] == [f"{true.replace('.', mark)} %"]


@ON_SQLITE
def test_a_claim_of_one_service_is_judged_by_that_service(newsroom: Newsroom) -> None:
    steady, shaky = newsroom.service("Storefront"), newsroom.service("Search")
    began, fell = NOON - timedelta(days=100), NOON - timedelta(days=50)
    newsroom.measures(steady, (began, GOOD))
    newsroom.measures(shaky, (began, GOOD), (fell, MAJOR), (fell + timedelta(hours=2), GOOD))
    newsroom.watched()
    claim = "{} has been available 100 % of the time over the last 90 days."

    assert "uptime_claim" not in found(newsroom, about(steady, claim.format("Storefront")))
    wrong = found(newsroom, about(steady, claim.format("Search")))["uptime_claim"]
    assert wrong.blocks
    assert "True is: 99.907 %" in wrong.sentence


def test_a_text_in_another_language_is_not_called_good(newsroom: Newsroom, failing: int) -> None:
    french = wording({failing: DEGRADED}, title="Paiements", body="Les paiements ne passent pas.")
    saved = newsroom.draft(french)
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    assert not review.are_words_judged
    assert not [finding for finding in review.findings if is_about_words(finding)]


def test_the_editor_is_told_what_the_review_knows(newsroom: Newsroom, failing: int) -> None:
    newsroom.setting("words.blocked", "glitch")
    written = about(failing, "A glitch delays payments since 11:50.")
    saved = newsroom.draft(written)
    view = newsroom.ask(EDITOR, EditorAsk(saved.notice_id))
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    expected = [finding for finding in review.findings if is_about_words(finding)]
    assert list(wording_findings(written, view.word_facts)) == expected
    assert {finding.rule for finding in expected} == {"blocked_words", "zoneless_time"}
    assert WordFacts() != view.word_facts
