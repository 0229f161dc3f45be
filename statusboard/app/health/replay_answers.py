"""The stored answers of a check, put through the rule again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.app.health.answer_words import answer_words
from statusboard.domain.check import Check
from statusboard.domain.instants import MINUTE_US, duration_us, from_us
from statusboard.domain.replay import ReplayStep, replayed
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState, Sighting
from statusboard.domain.views.replay import StepLine
from statusboard.storage.history import results, transcripts
from statusboard.storage.history.packing import MS_US, StoredAnswer, unpack_body
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.unit import Unit

# So many intervals before a turn are looked at, and shown at most so many answers of them.
_BEFORE, _SHOWN_BEFORE = 6, 4
# How many of the newest answers are shown beside the turn.
_NEWEST = 6


@dataclass(frozen=True, slots=True)
class StoredRun:
    """The steps that led to a turn, and the answers that they are made of, by their instant."""

    steps: tuple[ReplayStep, ...] = ()
    answers: Mapping[int, StoredAnswer] | None = None

    def lines(self, steps: Sequence[ReplayStep]) -> tuple[StepLine, ...]:
        """Some of the steps as they are shown."""
        known = self.answers or {}
        return tuple(_line(step, known[step.sighting.at_us]) for step in steps)


def read_run(unit: Unit, check: Check, turns: Sequence[StoredTransition]) -> StoredRun:
    """What led to the first of these turns, after the second; nothing where it never turned."""
    if not turns:
        return StoredRun()
    turn, before = turns[0].transition, turns[1].transition if len(turns) > 1 else None
    interval_us = duration_us(check.interval)
    most = max(check.thresholds.fail_after, check.thresholds.recover_after)
    reach_us = (max(most, check.thresholds.blind_after) + _BEFORE) * interval_us + MINUTE_US
    start_us = turn.at_us - _BEFORE * interval_us
    state = CheckState(turn.before, 0 if before is None else before.at_us)
    if before is not None and before.at_us >= start_us:
        # Its run is replayed too: what followed it at once may have begun within it.
        start_us, state = before.at_us, CheckState(before.before)
    found = _read(unit, check.id, start_us - start_us % MS_US, turn.at_us + reach_us)
    steps, _ = replayed(
        state, (_sighting(one, found.levels) for one in found.answers), check.thresholds
    )
    if before is not None:
        steps = _after(steps, before.at_us, turn.at_us)
    first = next(
        (n for n, s in enumerate(steps) if s.sighting.at_us // MS_US >= turn.at_us // MS_US), 0
    )
    steps = steps[max(0, first - _SHOWN_BEFORE) :]
    return StoredRun(steps, {one.at_us: one for one in found.answers})


def read_newest(
    unit: Unit,
    check: Check,
    levels: Mapping[int, ComponentStatus],
    at_us: int,
    *,
    after: Sequence[ReplayStep],
) -> tuple[StepLine, ...]:
    """The last answers until an instant, of those that came after these steps."""
    interval_us = duration_us(check.interval)
    start_us = at_us - (_NEWEST + 1) * interval_us - MINUTE_US
    found = _read(unit, check.id, max(0, start_us), at_us + 1)
    last_us = after[-1].sighting.at_us if after else 0
    answers = [one for one in found.answers if one.at_us > last_us][-_NEWEST:]
    state = CheckState(levels.get(check.id, ComponentStatus.UNKNOWN))
    sightings = (_sighting(one, found.levels) for one in answers)
    steps, _ = replayed(state, sightings, check.thresholds)
    return StoredRun(steps, {one.at_us: one for one in answers}).lines(steps)


@dataclass(frozen=True, slots=True)
class _Found:
    answers: tuple[StoredAnswer, ...]
    levels: Mapping[int, ComponentStatus]


def _read(unit: Unit, check_id: int, start_us: int, stop_us: int) -> _Found:
    """The answers of a time, and the exact level of those that were kept whole."""
    bodies = results.read_bodies(unit, check_id, start_us, min(stop_us, unit.now_us + 1))
    whole = transcripts.read_between(unit, check_id, start_us, stop_us)
    return _Found(
        tuple(unpack_body(at_us, body) for at_us, body in bodies),
        {one.at_us // MS_US: one.answer.stated_level for one in whole},
    )


def _sighting(answer: StoredAnswer, levels: Mapping[int, ComponentStatus]) -> Sighting:
    level = levels.get(answer.at_us // MS_US, answer.outcome.level)
    return Sighting(level, answer.at_us)


def _after(steps: tuple[ReplayStep, ...], before_us: int, turn_us: int) -> tuple[ReplayStep, ...]:
    """The steps after an earlier turn, which was replayed only for the run that it left."""
    for number, step in enumerate(steps):
        is_earlier = step.dated_us is not None and step.dated_us // MS_US == before_us // MS_US
        if is_earlier and before_us < turn_us:
            return steps[number + 1 :]
    return steps


def _line(step: ReplayStep, answer: StoredAnswer) -> StepLine:
    progress = f"{step.run} of {step.needed}" if step.needed else ""
    return StepLine(
        from_us(answer.at_us),
        answer.outcome,
        answer_words(answer),
        step.kind,
        progress,
        step.after,
    )
