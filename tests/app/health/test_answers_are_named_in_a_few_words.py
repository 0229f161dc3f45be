"""What a table says of an answer: its code, or why it is as it is, in a few words."""

import pytest

from statusboard.app.health.answer_words import answer_words, reason_words
from statusboard.domain.result import Outcome, Reason
from statusboard.storage.history.packing import StoredAnswer


@pytest.mark.parametrize(
    ("outcome", "reason", "code", "words"),
    [
        (Outcome.UP, Reason.OK, 200, "200"),
        (Outcome.UP, Reason.OK, None, "good"),
        (Outcome.DOWN, Reason.STATUS_CODE, 503, "503"),
        (Outcome.DOWN, Reason.TEXT_MISSING, 200, "200, expected text missing"),
        (Outcome.DOWN, Reason.DEADLINE, None, "timed out"),
        (Outcome.DOWN, Reason.SOURCE_ALERT, None, "critical"),
        (Outcome.DEGRADED, Reason.SOURCE_ALERT, None, "warning"),
    ],
)
def test_an_answer_is_named_by_its_code_or_by_why_it_is_so(
    outcome: Outcome, reason: Reason, code: int | None, words: str
) -> None:
    assert answer_words(StoredAnswer(0, outcome, reason, None, code)) == words


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_of_its_own(reason: Reason) -> None:
    assert [other for other in Reason if reason_words(other) == reason_words(reason)] == [reason]
