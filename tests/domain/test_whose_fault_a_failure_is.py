"""A failure is theirs only where something shows that our own line works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.line import LineEvidence, Sign, Whose, Word, judge_line

YES, NO, NONE = Word.YES, Word.NO, Word.NONE
T = LineEvidence


@pytest.mark.parametrize(
    ("sign", "heard", "whose"),
    [
        # The uplink is dead: what was heard before is silent now.
        (Sign.SILENT, T(canary=NO, names=NO), Whose.OURS),
        (Sign.SILENT, T(names=NO, lame="does not answer"), Whose.OURS),
        (Sign.SILENT, T(source=NO), Whose.OURS),
        (Sign.SILENT, T(route=NO), Whose.OURS),
        # A name server in the next room answers what it kept; the canaries know better.
        (Sign.SILENT, T(canary=NO, names=YES), Whose.OURS),
        # All of it is down, and somebody else answers.
        (Sign.SILENT, T(canary=YES), Whose.THEIRS),
        (Sign.SILENT, T(names=YES), Whose.THEIRS),
        (Sign.SILENT, T(source=YES), Whose.THEIRS),
        (Sign.SILENT, T(others=True), Whose.THEIRS),
        (Sign.SILENT, T(canary=NO, others=True), Whose.THEIRS),
        # A closed network in which nothing else ever answered.
        (Sign.SILENT, T(), Whose.CANNOT_TELL),
        (Sign.SILENT, T(alike=6), Whose.CANNOT_TELL),
        # The name server: only one that knows other names shows that this one is gone.
        (Sign.NAMELESS, T(names=YES), Whose.THEIRS),
        (Sign.NAMELESS, T(names=NO, canary=YES), Whose.OURS),
        (Sign.NAMELESS, T(names=NO, others=True), Whose.OURS),
        (Sign.NAMELESS, T(lame="does not answer", canary=YES), Whose.OURS),
        (Sign.NAMELESS, T(lame="does not answer"), Whose.CANNOT_TELL),
        (Sign.NAMELESS, T(others=True), Whose.THEIRS),
        (Sign.NAMELESS, T(route=NO), Whose.OURS),
        (Sign.NAMELESS, T(), Whose.CANNOT_TELL),
        # Somebody else answers in their place.
        (Sign.FOREIGN, T(alike=2), Whose.OURS),
        (Sign.FOREIGN, T(), Whose.CANNOT_TELL),
        (Sign.FOREIGN, T(names=YES), Whose.CANNOT_TELL),
        (Sign.FOREIGN, T(canary=YES), Whose.CANNOT_TELL),
        (Sign.FOREIGN, T(canary=NO), Whose.OURS),
        (Sign.FOREIGN, T(intercepted="even 192.0.2.1 answers"), Whose.OURS),
        (Sign.FOREIGN, T(alike=6, canary=YES, proof=True), Whose.THEIRS),
        (Sign.FOREIGN, T(alike=3, others=True), Whose.THEIRS),
        (Sign.FOREIGN, T(alike=6, source=YES), Whose.THEIRS),
        # Who refuses is there, unless our line is known to be cut.
        (Sign.REFUSED, T(), Whose.THEIRS),
        (Sign.REFUSED, T(names=NO), Whose.THEIRS),
        (Sign.REFUSED, T(canary=NO), Whose.OURS),
        (Sign.REFUSED, T(intercepted="even 192.0.2.1 answers"), Whose.OURS),
        # Whoever was asked at an address that all names are given, it was not the service.
        (Sign.REFUSED, T(lies="it lies", canary=YES, proof=True), Whose.OURS),
        (Sign.SILENT, T(lies="it lies", others=True), Whose.OURS),
        (Sign.FOREIGN, T(lies="it lies", source=YES), Whose.OURS),
        (Sign.GENUINE, T(canary=NO, names=NO, route=NO, lies="it lies"), Whose.THEIRS),
    ],
)
def test_each_fault_is_judged_by_its_evidence(
    sign: Sign, heard: LineEvidence, whose: Whose
) -> None:
    assert judge_line(sign, heard).whose is whose


WORDS = st.sampled_from(Word)
EVIDENCE = st.builds(
    LineEvidence,
    others=st.booleans(),
    canary=WORDS,
    proof=st.booleans(),
    source=WORDS,
    route=WORDS,
    names=WORDS,
    lame=st.sampled_from(("", "does not answer")),
    alike=st.integers(1, 6),
    intercepted=st.sampled_from(("", "even 192.0.2.1 answers")),
    lies=st.sampled_from(("", "the name server gives every name the same address")),
)


@given(sign=st.sampled_from([Sign.SILENT, Sign.NAMELESS, Sign.FOREIGN]), heard=EVIDENCE)
def test_without_a_voice_for_our_line_nothing_is_theirs(sign: Sign, heard: LineEvidence) -> None:
    speaks = heard.others or Word.YES in (heard.canary, heard.source, heard.names)
    if not speaks:
        assert judge_line(sign, heard).whose is not Whose.THEIRS


@given(sign=st.sampled_from(Sign), heard=EVIDENCE)
def test_what_is_called_ours_has_evidence(sign: Sign, heard: LineEvidence) -> None:
    judgement = judge_line(sign, heard)
    assert (judgement.whose is not Whose.OURS) or judgement.evidence
