"""From single answers to a debounced check state.

A check turns worse after `fail_after` answers in a row that are worse than its state, and better
after `recover_after` that are better; the turn is dated back to the first of the run, so an
outage starts at its first failure. Answers that say nothing (`unknown`) neither feed nor break a
run; after `blind_after` of them in a row the state itself is unknown, from the first of them on,
and a run that had begun is forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from statusboard.domain.check import Thresholds
from statusboard.domain.status import ComponentStatus

UNKNOWN = ComponentStatus.UNKNOWN

FLAPPING_TURNS = 4
FLAPPING_INTERVALS = 10
# So many instants of turns are remembered, to say how often it turned.
TURNS_KEPT = 12


@dataclass(frozen=True, slots=True)
class Sighting:
    """One answer, reduced to what the verdict needs."""

    level: ComponentStatus
    at_us: int


@dataclass(frozen=True, slots=True)
class CheckState:
    """The debounced verdict of one check, and the run of answers that may turn it.

    `pending` are the newest answers, all worse or all better than `level`; `blind` are the newest
    answers that said nothing; `turns_us` are the instants of the newest turns, oldest first.
    """

    level: ComponentStatus = UNKNOWN
    since_us: int = 0
    pending: tuple[Sighting, ...] = ()
    blind: tuple[int, ...] = ()
    turns_us: tuple[int, ...] = ()

    def is_flapping(self, interval_us: int, *, now_us: int) -> bool:
        """Whether it turned at least 4 times within 10 intervals, and has not been steady since.

        Ten intervals without a turn make it steady again.
        """
        return self.flapping(interval_us, now_us=now_us) is not None

    def flapping(self, interval_us: int, *, now_us: int) -> "Flapping | None":
        """How it flaps; None where it does not, by the rule above."""
        if len(self.turns_us) < FLAPPING_TURNS:
            return None
        newest = self.turns_us[-1]
        window_us = FLAPPING_INTERVALS * interval_us
        lately = [at_us for at_us in self.turns_us if newest - at_us <= window_us]
        if len(lately) < FLAPPING_TURNS or now_us - newest > window_us:
            return None
        return Flapping(len(lately), newest - lately[0], window_us)

    @property
    def is_doubtful(self) -> bool:
        """Whether the next answer should come early: a run towards another state has begun."""
        return bool(self.pending)


@dataclass(frozen=True, slots=True)
class Flapping:
    """How a check keeps turning: so often within so long, and how long makes it steady again.

    Both lengths in microseconds. `turns` is at most what is remembered of them.
    """

    turns: int
    over_us: int
    steady_us: int


@dataclass(frozen=True, slots=True)
class Transition:
    """The instant a check state changed, dated to the first answer of the run that changed it."""

    at_us: int
    before: ComponentStatus
    after: ComponentStatus


def judge(
    state: CheckState, sighting: Sighting, thresholds: Thresholds
) -> tuple[CheckState, Transition | None]:
    """The state after one more answer, and the transition it completed, if any."""
    if sighting.level is UNKNOWN:
        return _judge_blind(state, sighting, thresholds)
    state = replace(state, blind=()) if state.blind else state
    if state.level is UNKNOWN:
        return _judge_first(state, sighting, thresholds)
    if sighting.level is state.level:
        return (replace(state, pending=()) if state.pending else state), None
    worse = sighting.level.severity > state.level.severity
    run = tuple(s for s in state.pending if (s.level.severity > state.level.severity) == worse)
    run = (*run, sighting)
    needed = thresholds.fail_after if worse else thresholds.recover_after
    if len(run) < needed:
        return replace(state, pending=run), None
    pick = min if worse else max
    level = pick((s.level for s in run[-needed:]), key=lambda level: level.severity)
    return _turn(state, level, run, worse=worse)


def _judge_first(
    state: CheckState, sighting: Sighting, thresholds: Thresholds
) -> tuple[CheckState, Transition | None]:
    """From unknown, one good answer is enough; a bad one has to be confirmed."""
    run = (*state.pending, sighting)
    if not sighting.level.is_trouble:
        return _turn(state, sighting.level, (sighting,), worse=False)
    trouble = _trailing(run, lambda s: s.level.is_trouble)
    if len(trouble) < thresholds.fail_after:
        return replace(state, pending=trouble), None
    level = min(
        (s.level for s in trouble[-thresholds.fail_after :]), key=lambda level: level.severity
    )
    return _turn(state, level, trouble, worse=True)


def _judge_blind(
    state: CheckState, sighting: Sighting, thresholds: Thresholds
) -> tuple[CheckState, Transition | None]:
    if state.level is UNKNOWN and not state.pending:
        return state, None
    blind = (*state.blind, sighting.at_us)
    if len(blind) < thresholds.blind_after:
        return replace(state, blind=blind), None
    if state.level is UNKNOWN:
        # A run across so long a blindness would date an outage into time nobody saw.
        return replace(state, pending=(), blind=()), None
    started = max(blind[0], state.since_us)
    turned = replace(
        state,
        level=UNKNOWN,
        since_us=started,
        pending=(),
        blind=(),
    )
    return turned, Transition(started, state.level, UNKNOWN)


def _turn(
    state: CheckState, level: ComponentStatus, run: tuple[Sighting, ...], *, worse: bool
) -> tuple[CheckState, Transition]:
    def reaches(s: Sighting) -> bool:
        if worse:
            return s.level.severity >= level.severity
        return s.level.severity <= level.severity

    # Never before the state it replaces: a run may begin before a turn that was dated back.
    at_us = max(_trailing(run, reaches)[0].at_us, state.since_us)
    left = _trailing(run, lambda s: s.level is not level)
    turned = state.level is not UNKNOWN  # a first answer is no turn
    turns = (*state.turns_us, at_us)[-TURNS_KEPT:] if turned else state.turns_us
    after = CheckState(level=level, since_us=at_us, pending=left, turns_us=turns)
    return after, Transition(at_us, state.level, level)


def _trailing(run: tuple[Sighting, ...], keep: Callable[[Sighting], bool]) -> tuple[Sighting, ...]:
    """The longest end of `run` in which every sighting satisfies `keep`."""
    start = len(run)
    while start and keep(run[start - 1]):
        start -= 1
    return run[start:]
