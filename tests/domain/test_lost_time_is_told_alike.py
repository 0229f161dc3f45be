"""Commands and claims tell lost time as screens and reports do: never shorter than it was."""

import pytest

from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, SECOND_US
from statusboard.domain.language import Language
from statusboard.domain.report_words import WORDS
from statusboard.domain.time_text import lost_text


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
def test_lost_time_goes_up_to_its_smaller_unit(length_us: int, words: str) -> None:
    assert lost_text(length_us) == words
    if length_us >= MINUTE_US:
        assert WORDS[Language.ENGLISH].length(length_us) == words
