"""The sentence for failures that may be our own line's: what it means, and what to do."""

import pytest

from statusboard.app.watching.failure_runs import Run, sentence_of
from statusboard.domain.line import Sign, Whose


def runs(*signs: Sign, whose: Whose, evidence: str = "") -> list[Run]:
    return [
        Run(f"host{number}.example:443", 0.0, 60.0, sign, whose=whose, evidence=evidence)
        for number, sign in enumerate(signs)
    ]


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ((Sign.SILENT,), "1 server does not answer, and nothing else was heard"),
        ((Sign.FOREIGN,) * 2, "2 servers do not answer as before, and nothing else was heard"),
        ((Sign.FOREIGN, Sign.SILENT), "2 servers do not answer, and nothing else was heard"),
    ],
)
def test_where_nobody_can_tell_it_says_so_and_who_may(signs: tuple[Sign, ...], words: str) -> None:
    said = sentence_of(runs(*signs, whose=Whose.CANNOT_TELL))
    assert words in said
    assert "no data until that is clear" in said
    assert "If you know that it is them, say so" in said


@pytest.mark.parametrize(
    ("sign", "happened", "to_do"),
    [
        (Sign.SILENT, "2 servers cannot be reached from here", "Check the network"),
        (Sign.FOREIGN, "in the place of 2 servers", "Sign in there, or use another network"),
    ],
)
def test_what_is_ours_says_what_it_means_for_customers_and_what_to_do_before_the_evidence(
    sign: Sign, happened: str, to_do: str
) -> None:
    said = sentence_of(runs(sign, sign, whose=Whose.OURS, evidence="the name server is silent"))
    parts = (happened, "no data, and may well work for customers", to_do, "(the name server is")
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
