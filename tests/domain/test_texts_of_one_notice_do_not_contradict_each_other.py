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
from statusboard.domain.status import ComponentStatus

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
    assert contradictions(said, values, language) == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", list(OTHERS))
def test_what_says_another_time_is_found_and_mended(name: str, language: Language) -> None:
    values, before = SHEET.values(language), OTHERS[name].values(language)
    body = f"We look into it. {before[name]} Thank you."
    (finding,) = contradictions(Wording(body=body), values, language)
    assert (finding.rule, finding.blocks) == ("contradicts", True)
    assert [one.text for one in finding.words] == [before[name]]
    assert mended(body, "body", finding.fixes) == f"We look into it. {values[name]} Thank you."


def test_a_promise_in_a_text_that_makes_none_is_found() -> None:
    body = "It is over. We will update this notice by 14:50 CET."
    (finding,) = contradictions(Wording(body=body), {}, Language.ENGLISH)
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
    assert (
        contradictions(Wording(body=body), SHEET.values(Language.ENGLISH), Language.ENGLISH) == ()
    )


@pytest.mark.parametrize("language", Language)
def test_the_next_update_begins_with_its_own_promise(language: Language) -> None:
    said = OTHERS["next_update_promise"].values(language)["next_update_promise"]
    assert relinked(f"We look.\n\n{said}") == "We look.\n\n{next_update_promise}"


@given(st.text())
def test_any_text_can_be_looked_at(body: str) -> None:
    for language in Language:
        for finding in contradictions(Wording(body=body), SHEET.values(language), language):
            (words,) = finding.words
            assert body[words.start : words.stop] == words.text
    assert "\n".join(relinked(body).splitlines()) == "\n".join(body.splitlines())
