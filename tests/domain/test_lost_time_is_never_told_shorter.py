"""Lost time in words, on the screen and on paper, is the same and never less than it was."""

import pytest

from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, SECOND_US
from statusboard.domain.language import Language
from statusboard.domain.report_words import WORDS
from statusboard.domain.time_text import lost_seconds, lost_text


@pytest.mark.parametrize(
    ("lost_s", "told_s"),
    [(0, 0), (0.000001, 1), (59, 59), (60.5, 120), (3_601, 3_660), (86_399, 86_400)],
)
def test_lost_time_is_rounded_up_to_its_smaller_unit(lost_s: float, told_s: int) -> None:
    assert lost_seconds(round(lost_s * SECOND_US)) == told_s


def test_days_are_told_in_whole_hours() -> None:
    assert lost_seconds((86_400 + 1) * SECOND_US) == 86_400 + 3_600


def test_figures_behind_a_claim_say_no_less_than_screen_and_paper() -> None:
    assert lost_text((41 * 60 + 20) * SECOND_US) == "42 minutes"


@pytest.mark.parametrize(
    ("length_us", "words"),
    [
        (SECOND_US, "less than a minute"),
        (MINUTE_US, "1 minute"),
        (MINUTE_US + 1, "2 minutes"),
        (79 * MINUTE_US + 17 * SECOND_US, "1 hour 20 minutes"),
        (DAY_US - SECOND_US, "1 day"),
        (DAY_US + HOUR_US + 1, "1 day 2 hours"),
    ],
)
def test_claims_tell_it_as_reports_do(length_us: int, words: str) -> None:
    assert lost_text(length_us) == words
    if length_us >= MINUTE_US:
        assert WORDS[Language.ENGLISH].length(length_us) == words
