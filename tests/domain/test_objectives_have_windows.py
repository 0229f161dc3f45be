"""Windows and promises of objectives: what is written, kept and said."""

import pytest

from statusboard.domain.objective import (
    Hours,
    Objective,
    read_promise,
    read_window,
    window_text,
    window_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12mo", "over 12 months"),
        ("24h", "over 24 hours"),
        ("28d", "over 28 days"),
        ("month", "this month"),
        ("year", "this year"),
    ],
)
def test_a_window_is_read_kept_and_said(text: str, words: str) -> None:
    assert window_text(read_window(text)) == text
    assert window_words(read_window(text)) == words


@pytest.mark.parametrize("text", ["", "last-month", "2026-11", "367d", "0d", "fortnight"])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no window of an objective"):
        read_window(text)


def test_a_promise_is_exact() -> None:
    assert read_promise("99.95 %") == 999_500
    assert read_promise("100") == 1_000_000
    for text in ("0", "100.1", "NaN", "soon", "1e999"):
        with pytest.raises(ValueError, match="is not a promise"):
            read_promise(text)
    with pytest.raises(ValueError, match="too fine"):
        read_promise("99.99999")


def test_an_objective_is_said_in_words() -> None:
    said = Objective(999_500, read_window("quarter"), Hours.BUSINESS).words
    assert said == "99.95 % this quarter, in business hours"
    assert Objective(999_900).words == "99.99 % over 12 months"
