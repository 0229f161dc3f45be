"""A sentence that was filled in once is held against the fields of the notice as they are now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.agreement import contradictions, relinked
from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.finding import mended
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import filled
from statusboard.domain.status import ComponentStatus, IncidentStatus

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SHEET = FactSheet(
    now=NOW,
    zone=ZoneInfo("Europe/Berlin"),
    services=("Checkout API",),
    status=ComponentStatus.MAJOR_OUTAGE,
    started=NOW - 18 * MINUTE,
    ended=NOW - MINUTE,
    works_again=True,
    next_update=NOW + 30 * MINUTE,
)
MAJOR, SLOW = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.DEGRADED_PERFORMANCE
SAID = {"Checkout API": MAJOR, "Card payments": None, "Search": None}
TEXT = "{trouble} We look into it. {next_update_promise}\n\n{recovery} {lasted}"
OTHERS = {
    "next_update_promise": replace(SHEET, next_update=NOW + timedelta(days=1)),
    "trouble": replace(SHEET, started=NOW - timedelta(days=1)),
    "recovery": replace(SHEET, ended=NOW - 9 * MINUTE),
    "lasted": replace(SHEET, ended=NOW - 9 * MINUTE),
}


@pytest.mark.parametrize("language", Language)
def test_what_was_filled_in_now_contradicts_nothing(language: Language) -> None:
    values = SHEET.values(language)
    said = Wording(body=filled(TEXT, values).text)
    assert contradictions(said, SHEET, language, SAID) == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", list(OTHERS))
def test_what_says_another_time_is_found_and_mended(name: str, language: Language) -> None:
    values, before = SHEET.values(language), OTHERS[name].values(language)
    body = f"We look into it. {before[name]} Thank you."
    (finding,) = contradictions(Wording(body=body), SHEET, language)
    assert (finding.rule, finding.blocks) == ("contradicts", True)
    assert [one.text for one in finding.words] == [before[name]]
    assert mended(body, "body", finding.fixes) == f"We look into it. {values[name]} Thank you."


def test_a_promise_in_a_text_that_makes_none_is_found() -> None:
    body = "It is over. We will update this notice by 14:50 CET."
    (finding,) = contradictions(Wording(body=body), FactSheet(NOW, UTC), Language.ENGLISH)
    assert finding.sentence.endswith("No next update is promised.")
    assert mended(body, "body", finding.fixes) == "It is over."


@pytest.mark.parametrize(
    "body",
    [
        "Since 14:02 CET payments fail.",
        "Search has been unavailable since 11:20 CET.",
        "Search has been unavailable for some time.",
        "We will update this notice by and by",
        "It lasted a while.",
    ],
)
def test_a_persons_own_words_are_left_alone(body: str) -> None:
    assert contradictions(Wording(body=body), SHEET, Language.ENGLISH) == ()


DIFFER = replace(
    SHEET, services=("Checkout API", "Card payments"), status=MAJOR, statuses=(MAJOR, SLOW)
)


@pytest.mark.parametrize("language", Language)
def test_of_services_that_differ_each_sentence_is_held_against_what_is_said_of_it(
    language: Language,
) -> None:
    body = DIFFER.values(language)["trouble"] + " Thank you."
    said = {**SAID, "Card payments": SLOW}
    assert contradictions(Wording(body=body), DIFFER, language, said) == ()
    (finding,) = contradictions(Wording(body=body), SHEET, language, SAID)
    assert (finding.rule, finding.blocks) == ("contradicts", True)
    assert mended(body, "body", finding.fixes) == SHEET.values(language)["trouble"] + " Thank you."


@pytest.mark.parametrize("language", Language)
def test_a_service_that_was_taken_out_is_found_among_those_that_are_left(
    language: Language,
) -> None:
    both = replace(SHEET, services=("Checkout API", "Card payments"))
    body = both.values(language)["trouble"]
    (finding,) = contradictions(Wording(body=body), SHEET, language, SAID)
    assert "Card payments" not in mended(body, "body", finding.fixes)
    over = Wording(body=body, status=IncidentStatus.RESOLVED)
    assert contradictions(over, replace(SHEET, next_update=None), language, SAID) == ()


@pytest.mark.parametrize(
    "body",
    ["Search is unavailable.", "Card payments and Search are not working as usual."],
)
def test_a_sentence_of_what_the_notice_does_not_name_is_found(body: str) -> None:
    (finding,) = contradictions(Wording(body=body), SHEET, Language.ENGLISH, SAID)
    assert finding.sentence.endswith("The fields do not say so.")
    assert mended(f"{body} Thank you.", "body", finding.fixes) == " Thank you."


def test_a_milder_word_of_ours_is_no_contradiction() -> None:
    body = "Checkout API is not working as usual. Our Search is unavailable."
    assert contradictions(Wording(body=body), SHEET, Language.ENGLISH, SAID) == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The next update is at 23:00 UTC.", "23:00 UTC"),
        ("Next update: 11 pm UTC", "11 pm UTC"),
        ("We will post another update by 23:00 CET.", "23:00 CET"),
        ("Our next update follows at 13:50 CET (12:50 UTC).", "13:50 CET"),
        ("Die nächste Meldung kommt um 23 Uhr MEZ.", "23 Uhr MEZ"),
        ("Wir melden uns hier spätestens um 23.00 Uhr MEZ.", "23.00 Uhr MEZ"),
        ("Checkout API is failing since 11:20 CET.", "11:20 CET"),
        ("Since 11:20 CET, Checkout API is unavailable in Europe.", "11:20 CET"),
        ("Checkout API ist seit 11:20 Uhr MEZ gestört.", "11:20 Uhr MEZ"),
    ],
)
def test_a_time_in_a_persons_own_words_is_held_against_the_fields(body: str, words: str) -> None:
    language = Language.GERMAN if "MEZ" in words else Language.ENGLISH
    (finding,) = contradictions(Wording(body=body), SHEET, language, SAID)
    assert [one.text for one in finding.words] == [words]
    name = "started" if "11:20" in words else "next_update"
    assert finding.fixes[0].text == SHEET.values(language)[name]


@pytest.mark.parametrize(
    "body",
    [
        "The next update is at 14:50 CET (13:50 UTC).",
        "The next update is at 1:50 pm UTC.",
        "The next update is at 14:50 MEZ, or before.",
        "The next update is at 23:00.",
        "The next update is at 23:00 IST.",
        "The next update was due at 11:00 UTC.",
        "The next update of the app comes at 23:00 UTC.",
        "We will update the servers at 23:00 UTC.",
        "Checkout API is unavailable since 14:00 CET.",
        "Checkout API has been available again since 14:40 CET.",
        "Checkout API was slow since 14:02 CET. Checkout API is failing since 14:10 CET.",
        "Checkout API and Search are failing since 11:20 CET.",
        "We have been looking at failing orders of Checkout API since 14:15 CET.",
        "Orders fail since 11:20 CET.",
    ],
)
def test_a_time_that_is_true_or_of_something_else_is_left_alone(body: str) -> None:
    assert contradictions(Wording(body=body), SHEET, Language.ENGLISH, SAID) == ()


def test_a_promise_that_moves_on_may_be_a_little_earlier_in_the_text() -> None:
    body = "The next update is at 14:45 CET."
    moving = Wording(body=body, next_update_in=30 * MINUTE)
    assert contradictions(moving, SHEET, Language.ENGLISH) == ()
    assert contradictions(Wording(body=body), SHEET, Language.ENGLISH)


@pytest.mark.parametrize("language", Language)
def test_the_next_update_begins_with_its_own_promise(language: Language) -> None:
    said = OTHERS["next_update_promise"].values(language)["next_update_promise"]
    assert relinked(f"We look.\n\n{said}") == "We look.\n\n{next_update_promise}"


@given(st.text())
def test_any_text_can_be_looked_at(body: str) -> None:
    for language in Language:
        for finding in contradictions(Wording(body=body), SHEET, language, SAID):
            (words,) = finding.words
            assert body[words.start : words.stop] == words.text
    assert "\n".join(relinked(body).splitlines()) == "\n".join(body.splitlines())
