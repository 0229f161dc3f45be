"""How a check flaps, held against a slow reference that counts every transition it ever made."""

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.check import Thresholds
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import (
    FLAPPING_INTERVALS,
    FLAPPING_TURNS,
    TURNS_KEPT,
    CheckState,
    Flapping,
    Sighting,
    judge,
)

MINUTE = 60_000_000
GOOD, DOWN = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
DARK = ComponentStatus.UNKNOWN


def slow(turned: list[int], now_us: int) -> Flapping | None:
    """The turns within ten intervals up to the newest, if that is no longer ago than ten."""
    if not turned or now_us - turned[-1] > FLAPPING_INTERVALS * MINUTE:
        return None
    lately = [at_us for at_us in turned if turned[-1] - at_us <= FLAPPING_INTERVALS * MINUTE]
    if len(lately) < FLAPPING_TURNS:
        return None
    told = lately[-TURNS_KEPT:]
    return Flapping(len(told), told[-1] - told[0], FLAPPING_INTERVALS * MINUTE)


@given(
    answers=st.lists(st.sampled_from((GOOD, GOOD, DOWN, DOWN, DARK)), max_size=60),
    fail_after=st.integers(1, 2),
    step=st.sampled_from((MINUTE // 10, MINUTE, 2 * MINUTE)),
    later=st.integers(0, 12),
)
def test_every_story_flaps_as_the_slow_reference_says(
    answers: list[ComponentStatus], fail_after: int, step: int, later: int
) -> None:
    state, turned, now_us = CheckState(), [], MINUTE
    for level in answers:
        now_us += step
        state, turn = judge(state, Sighting(level, now_us), Thresholds(fail_after, fail_after))
        if turn is not None and DARK not in (turn.before, turn.after):
            turned.append(turn.at_us)
    now_us += later * MINUTE
    assert state.flapping(MINUTE, now_us=now_us) == slow(turned, now_us)
    assert state.is_flapping(MINUTE, now_us=now_us) == (slow(turned, now_us) is not None)
