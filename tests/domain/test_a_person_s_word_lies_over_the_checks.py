"""What counts where checks, a person and planned work say different things; and replayed runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.check import Thresholds
from statusboard.domain.instants import duration_us
from statusboard.domain.override import (
    LONGEST,
    Override,
    agreed_us,
    is_hiding,
    latest_end_us,
    together,
)
from statusboard.domain.replay import Agreement, StepKind, agreement, replayed, rule_words
from statusboard.domain.status import ComponentStatus as S
from statusboard.domain.verdict import CheckState, Sighting, judge

UP, DEGRADED, PARTIAL, MAJOR = (
    S.OPERATIONAL,
    S.DEGRADED_PERFORMANCE,
    S.PARTIAL_OUTAGE,
    S.MAJOR_OUTAGE,
)
WORK, UNKNOWN = S.UNDER_MAINTENANCE, S.UNKNOWN


@pytest.mark.parametrize(
    ("measured", "set_to", "is_worked_on", "counts"),
    [
        (MAJOR, None, False, MAJOR),
        (MAJOR, UP, False, UP),
        (UP, MAJOR, False, MAJOR),
        (MAJOR, DEGRADED, False, DEGRADED),
        (MAJOR, None, True, WORK),
        (MAJOR, UP, True, WORK),
        (UP, UP, True, WORK),
        (UP, PARTIAL, True, PARTIAL),
        (UNKNOWN, None, False, UNKNOWN),
        (UNKNOWN, UP, False, UNKNOWN),
        (UNKNOWN, UP, True, UNKNOWN),
        (UNKNOWN, None, True, UNKNOWN),
        (UNKNOWN, MAJOR, False, MAJOR),
        (UNKNOWN, MAJOR, True, MAJOR),
    ],
)
def test_what_counts_follows_the_table(
    measured: S, set_to: S | None, is_worked_on: bool, counts: S
) -> None:
    assert together(measured, set_to, is_worked_on=is_worked_on) is counts


def test_a_word_hides_what_is_worse_than_it() -> None:
    assert is_hiding(UP, MAJOR)
    assert is_hiding(DEGRADED, PARTIAL)
    assert not is_hiding(MAJOR, UP)
    assert not is_hiding(UP, UNKNOWN)


def override(status: S, *, start: int = 10, ends: int = 100, ended: int | None = None) -> Override:
    return Override(1, 1, status, "why", "Ada", start, ends, until_agrees=True, ended_us=ended)


def test_checks_agree_from_the_first_instant_within_it() -> None:
    steps = [(0, MAJOR), (20, DEGRADED), (30, UP), (40, MAJOR)]
    assert agreed_us(steps, override(UP)) == 30
    assert agreed_us(steps, override(MAJOR)) == 10
    assert agreed_us(steps, override(MAJOR, start=25)) == 40
    assert agreed_us(steps, override(UP, ends=30)) is None
    assert agreed_us(steps, override(PARTIAL)) is None
    assert agreed_us([], override(UP)) is None


def test_it_holds_up_to_its_end_and_no_longer_than_a_week() -> None:
    assert latest_end_us(5) == 5 + duration_us(LONGEST)
    one = override(UP, ended=50)
    assert (one.holds(10), one.holds(49), one.holds(50)) == (True, True, False)
    assert override(UP, ended=10).cover is None


ANSWERS = st.lists(st.sampled_from([UP, DEGRADED, MAJOR, UNKNOWN]), max_size=30)
RULES = st.builds(Thresholds, st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))


@given(levels=ANSWERS, rule=RULES)
def test_a_replay_ends_where_the_judging_did_and_counts_its_runs(
    levels: list[S], rule: Thresholds
) -> None:
    sightings = [Sighting(level, (number + 1) * 1_000) for number, level in enumerate(levels)]
    state, turns = CheckState(), []
    for one in sightings:
        state, transition = judge(state, one, rule)
        turns += [transition] if transition else []
    steps, after = replayed(CheckState(), sightings, rule)
    assert after == state
    assert [step.dated_us for step in steps if step.kind is StepKind.TURN] == [
        turn.at_us for turn in turns
    ]
    for step in steps:
        assert (step.kind is StepKind.TURN) == (step.dated_us is not None)
        if step.kind is StepKind.RUN:
            assert 0 < step.run < step.needed
        if step.kind is StepKind.TURN:
            assert step.run >= step.needed > 0
    for turn in turns:
        assert agreement(steps, turn, by_answer=True) is Agreement.SAME
        assert agreement(steps, turn, by_answer=False) is Agreement.NOT_BY_ANSWER
        assert agreement((), turn, by_answer=True) is Agreement.NO_ANSWERS


def test_the_rule_is_told_in_words() -> None:
    assert rule_words(Thresholds(1, 3, 2)) == (
        "1 failure turns it worse, 3 good answers in a row turn it better, "
        "2 silent answers in a row turn it to no data. "
        "A turn is dated to the first answer of its run."
    )
