"""A state that moves back says why, and a title stays what readers know the incident by."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.evidence import Evidence, findings
from statusboard.domain.notice import Wording
from statusboard.domain.status import OF_INCIDENTS, IncidentStatus

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, POSTMORTEM = OF_INCIDENTS
BEFORE = "Payments work again. We are watching them."


def says(status: IncidentStatus, body: str, title: str = "Payments fail") -> Wording:
    promised = None if status.is_over else timedelta(minutes=30)
    return Wording(title=title, status=status, body=body, next_update_in=promised)


def found(wording: Wording, said: Wording | None, rule: str) -> list[str]:
    evidence = Evidence(now=NOW, zone=UTC, measured=(), said=said)
    mine = [one for one in findings(wording, evidence) if one.rule == rule]
    assert not any(one.blocks for one in mine)
    return [one.sentence for one in mine]


def test_a_state_that_goes_back_without_a_word_is_found() -> None:
    before = says(MONITORING, BEFORE)

    assert found(says(IDENTIFIED, "We are repairing it."), before, "moved_back") == [
        "The last update said monitoring, and this one says identified. "
        "Say in the text why it goes back."
    ]


def test_an_end_that_is_taken_back_is_named_as_one() -> None:
    (sentence,) = found(
        says(INVESTIGATING, "We are looking into it."), says(RESOLVED, BEFORE), "moved_back"
    )

    assert sentence == (
        "Customers were told that it is over, and this update says investigating. "
        "Say in the text why it is not over."
    )


@pytest.mark.parametrize(
    "body",
    [
        "The errors came back at 14:10 CET. We are looking into them.",
        "Payments fail again. We are looking into it.",
        "The repair did not hold. We are working on another one.",
        "We said that it is over too early. Some payments still fail.",
        "Die Störung ist erneut aufgetreten. Wir suchen die Ursache.",
        "Wir untersuchen es weiter, weil einzelne Zahlungen fehlschlagen.",
    ],
)
def test_a_text_that_says_why_is_left_in_peace(body: str) -> None:
    assert found(says(IDENTIFIED, body), says(MONITORING, BEFORE), "moved_back") == []


def test_the_words_of_the_last_update_say_no_reason() -> None:
    again = "Payments work again."

    assert found(says(IDENTIFIED, again), says(MONITORING, again), "moved_back")
    assert found(
        says(IDENTIFIED, f"{again} <!-- they fail again -->"),
        says(MONITORING, again),
        "moved_back",
    )


STATES = st.sampled_from(OF_INCIDENTS)


@given(before=STATES, after=STATES)
def test_only_a_step_back_asks_for_a_reason(before: IncidentStatus, after: IncidentStatus) -> None:
    asked = found(says(after, "We work on it."), says(before, "Payments fail."), "moved_back")

    assert bool(asked) is (after.step < before.step)


def test_the_first_word_goes_back_on_nothing() -> None:
    assert found(says(INVESTIGATING, "Payments fail."), None, "moved_back") == []
    assert found(says(INVESTIGATING, "Payments fail."), None, "title_changed") == []


def test_another_title_is_found_and_the_old_one_named() -> None:
    said = says(IDENTIFIED, "B", title="Payments fail")

    assert found(says(IDENTIFIED, "B", title="Cards are refused"), said, "title_changed") == [
        "The title was “Payments fail” in the last update. "
        "Who knows it by that may take this for something else."
    ]


def test_spaces_and_comments_make_no_other_title() -> None:
    said = says(IDENTIFIED, "B", title="Payments fail")
    same = says(IDENTIFIED, "B", title="  Payments   fail <!-- check the name -->")

    assert found(same, said, "title_changed") == []
