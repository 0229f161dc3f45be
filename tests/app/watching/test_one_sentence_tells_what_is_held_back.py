"""The sentence for failures that may be our own line's: the surest evidence speaks."""

import pytest

from statusboard.app.watching.failure_runs import Run, sentence_of
from statusboard.domain.line import Sign, Whose


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ((Sign.SILENT,), "1 host cannot be reached, and nothing else was heard"),
        ((Sign.FOREIGN, Sign.FOREIGN), "2 hosts answer unlike before, and nothing else was heard"),
        ((Sign.FOREIGN, Sign.SILENT), "2 hosts cannot be reached, and nothing else was heard"),
    ],
)
def test_where_nobody_can_tell_it_says_so(signs: tuple[Sign, ...], words: str) -> None:
    held = [
        Run(f"host{number}.example:443", 0.0, 60.0, sign, whose=Whose.CANNOT_TELL)
        for number, sign in enumerate(signs)
    ]
    assert words in sentence_of(held)
