"""Replays how a check came to its state: answer by answer, by the very rule that judged it. Pure.

What was recorded is not looked at while it is recomputed; whether both agree is said afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.check import Thresholds
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting, Transition, judge

# Answers are stored to the millisecond.
_STORED_US = 1_000


class StepKind(StrEnum):
    """What one answer did."""

    STEADY = "steady"  # it says what the state says
    RUN = "run"  # it speaks for another state, and more have to follow
    BROKEN = "broken"  # it ended a run that had begun
    SILENT = "silent"  # it says nothing, and neither feeds nor breaks a run
    TURN = "turn"  # it completed a run: the state is another one


@dataclass(frozen=True, slots=True)
class ReplayStep:
    """One answer and what it made of the state.

    `run` of `needed` answers speak for another state once it was heard; of a turn, those that
    made it. `dated_us`: the instant a turn is dated to, the first answer of its run.
    """

    sighting: Sighting
    kind: StepKind
    after: ComponentStatus
    run: int = 0
    needed: int = 0
    dated_us: int | None = None


class Agreement(StrEnum):
    """Whether what was recorded comes out of the answers that are still there."""

    SAME = "same"
    NO_ANSWERS = "no_answers"
    NO_TURN = "no_turn"
    OTHER_TURN = "other_turn"
    NOT_BY_ANSWER = "not_by_answer"
    BY_LOCATIONS = "by_locations"


def replayed(
    state: CheckState, answers: Iterable[Sighting], thresholds: Thresholds
) -> tuple[tuple[ReplayStep, ...], CheckState]:
    """What each answer did, in their order, and the state after the last of them."""
    steps = []
    for sighting in answers:
        after, transition = judge(state, sighting, thresholds)
        steps.append(_step(state, after, transition, sighting, thresholds))
        state = after
    return tuple(steps), state


def _step(
    before: CheckState,
    after: CheckState,
    transition: Transition | None,
    sighting: Sighting,
    thresholds: Thresholds,
) -> ReplayStep:
    is_silent = sighting.level is ComponentStatus.UNKNOWN
    if transition is not None:
        run = _run_of_turn(before, sighting, transition)
        needed = _needed(before.level, transition.after, thresholds)
        return ReplayStep(sighting, StepKind.TURN, after.level, run, needed, transition.at_us)
    if is_silent:
        run = len(after.blind)
        needed = thresholds.blind_after if run else 0
        return ReplayStep(sighting, StepKind.SILENT, after.level, run, needed)
    if after.pending:
        needed = _needed(before.level, sighting.level, thresholds)
        return ReplayStep(sighting, StepKind.RUN, after.level, len(after.pending), needed)
    kind = StepKind.BROKEN if before.pending else StepKind.STEADY
    return ReplayStep(sighting, kind, after.level)


def _run_of_turn(before: CheckState, sighting: Sighting, transition: Transition) -> int:
    """How many answers made a turn, the last one with them."""
    if transition.after is ComponentStatus.UNKNOWN:
        return len(before.blind) + 1
    if not transition.after.is_trouble and before.level is ComponentStatus.UNKNOWN:
        return 1
    worse = sighting.level.severity > before.level.severity
    kept = [s for s in before.pending if (s.level.severity > before.level.severity) == worse]
    return len(kept) + 1


def _needed(before: ComponentStatus, towards: ComponentStatus, thresholds: Thresholds) -> int:
    if towards is ComponentStatus.UNKNOWN:
        return thresholds.blind_after
    if before is ComponentStatus.UNKNOWN:
        return thresholds.fail_after if towards.is_trouble else 1
    worse = towards.severity > before.severity
    return thresholds.fail_after if worse else thresholds.recover_after


def agreement(steps: Sequence[ReplayStep], recorded: Transition, *, by_answer: bool) -> Agreement:
    """How a recorded turn compares with what its answers come to.

    `by_answer` False: no answer made it, but the end of a watch or an edit of the question.
    """
    if not by_answer:
        return Agreement.NOT_BY_ANSWER
    if not steps:
        return Agreement.NO_ANSWERS
    turns = [step for step in steps if step.dated_us is not None]
    for step in turns:
        is_then = _stored(step.dated_us or 0) == _stored(recorded.at_us)
        if is_then and step.after is recorded.after:
            return Agreement.SAME
    return Agreement.OTHER_TURN if turns else Agreement.NO_TURN


def up_to_turn(steps: Sequence[ReplayStep], recorded: Transition) -> tuple[ReplayStep, ...]:
    """The steps up to the one that made a turn; all of them where none did."""
    for number, step in enumerate(steps):
        if step.dated_us is not None and _stored(step.dated_us) == _stored(recorded.at_us):
            return tuple(steps[: number + 1])
    return tuple(steps)


def _stored(at_us: int) -> int:
    return at_us // _STORED_US


def rule_words(thresholds: Thresholds) -> str:
    """The rule by which a check is judged, in words."""
    worse = _turns(thresholds.fail_after, "failure")
    better = _turns(thresholds.recover_after, "good answer")
    blind = _turns(thresholds.blind_after, "silent answer")
    return (
        f"{worse} it worse, {better} it better, {blind} it to no data. "
        "A turn is dated to the first answer of its run."
    )


def shared_rule_words(thresholds: Thresholds, quorum: int | None) -> str:
    """The rule by which a check is judged that several locations ask, in words."""
    many = "more than half of those that know" if quorum is None else f"{quorum} of them"
    return (
        f"At each location, {rule_words(thresholds)} Where {many} are down, it is a major outage; "
        "where fewer are, a partial one."
    )


def _turns(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun} turns"
    return f"{count} {noun}s in a row turn"
