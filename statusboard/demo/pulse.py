"""The pulse of the demo's services: how quickly each answered, hour by hour and answer by answer.

Everything comes from a fixed seed and the hour, so that two demos tell the same year.
"""

import math
import random
from collections.abc import Iterator, Sequence

from statusboard.demo.cast import Role
from statusboard.demo.timeline import Stretch
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US
from statusboard.domain.result import Answer, CheckResult, Outcome, Phases, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage.packing import Tally, bucket_of

ANSWERS_AN_HOUR = 60
# How an hour's answers spread around their mean: share of answers, and factor on the mean.
_SPREAD = ((0.30, 0.85), (0.45, 0.98), (0.18, 1.15), (0.06, 1.5), (0.01, 2.6))


def usual_us(role: Role, at_us: int) -> float:
    """The ordinary response time at an instant: busier in the afternoon, a little by season."""
    day = (at_us % DAY_US) / DAY_US
    year = (at_us % (365 * DAY_US)) / (365 * DAY_US)
    busy = 1 + 0.22 * math.sin(math.tau * (day - 0.35)) + 0.12 * math.sin(math.tau * year)
    chance = random.Random(f"{role.name} {at_us // HOUR_US}").uniform(0.93, 1.09)  # noqa: S311
    return max(role.usual_ms, 20) * 1000 * busy * chance


def hours(
    role: Role, stretches: Sequence[Stretch], first_us: int, end_us: int
) -> Iterator[tuple[int, Tally]]:
    """One tally per watched hour (since 1970) in [first, end); hours must be whole."""
    for hour in range(first_us // HOUR_US, end_us // HOUR_US):
        tally = _hour(role, stretches, hour * HOUR_US)
        if tally.up + tally.degraded + tally.down:
            yield hour, tally


def _hour(role: Role, stretches: Sequence[Stretch], start_us: int) -> Tally:
    tally = Tally(counts={})
    mean_us = usual_us(role, start_us)
    for stretch in stretches:
        stop_us = stretch.stop_us if stretch.stop_us is not None else start_us + HOUR_US
        shared_us = min(stop_us, start_us + HOUR_US) - max(stretch.start_us, start_us)
        answers = round(ANSWERS_AN_HOUR * shared_us / HOUR_US)
        if answers > 0:
            _count(tally, answers, mean_us * stretch.slower, stretch.status)
    return tally


def _count(tally: Tally, answers: int, mean_us: float, status: ComponentStatus) -> None:
    outcome = Outcome.of(status)
    match outcome:
        case Outcome.UP:
            tally.up += answers
        case Outcome.DEGRADED:
            tally.degraded += answers
        case Outcome.DOWN:
            tally.down += answers
        case Outcome.UNKNOWN:
            tally.unknown += answers
            return
    assert tally.counts is not None
    left = answers
    for share, factor in _SPREAD:
        count = min(left, round(answers * share))
        left -= count
        _note(tally, count, round(mean_us * factor))
    _note(tally, left, round(mean_us))


def _note(tally: Tally, count: int, us: int) -> None:
    if not count or tally.counts is None:
        return
    bucket = bucket_of(us)
    tally.counts[bucket] = tally.counts.get(bucket, 0) + count
    tally.timed += count
    tally.sum_us += us * count
    tally.min_us = us if tally.min_us is None else min(tally.min_us, us)
    tally.max_us = us if tally.max_us is None else max(tally.max_us, us)


def answers(
    role: Role, check_id: int, stretches: Sequence[Stretch], first_us: int, end_us: int
) -> Iterator[CheckResult]:
    """One answer a minute in [first, end), at the check's own second."""
    offset_us = (check_id * 7_919_000) % MINUTE_US
    for minute in range(first_us // MINUTE_US, end_us // MINUTE_US):
        at_us = minute * MINUTE_US + offset_us
        stretch = _at(stretches, at_us)
        if stretch is not None and first_us <= at_us < end_us:
            yield CheckResult(check_id, at_us, answer(role, stretch, at_us))


def _at(stretches: Sequence[Stretch], at_us: int) -> Stretch | None:
    for stretch in reversed(stretches):
        if stretch.start_us <= at_us:
            return stretch if stretch.stop_us is None or at_us < stretch.stop_us else None
    return None


def answer(role: Role, stretch: Stretch, at_us: int) -> Answer:
    """What the service said at an instant."""
    chance = random.Random(f"{role.name} {at_us}")  # noqa: S311 - a play, not a secret
    us = round(usual_us(role, at_us) * stretch.slower * chance.uniform(0.8, 1.3))
    phases = Phases(connect_us=us // 20, wait_us=us - us // 10, read_us=us // 20)
    outcome = Outcome.of(stretch.status)
    if not role.slug:
        reason = Reason.OK if outcome is Outcome.UP else Reason.SOURCE_ALERT
        return Answer(outcome, reason, level=stretch.status)
    match outcome:
        case Outcome.DOWN:
            detail = "Expected status 200–299, got 503."
            return Answer(
                outcome, Reason.STATUS_CODE, detail, us, phases, 503, level=stretch.status
            )
        case Outcome.DEGRADED:
            detail = f"Answered after {us / 1_000_000:.1f} s."
            return Answer(outcome, Reason.SLOW, detail, us, phases, 200)
        case _:
            return Answer(Outcome.UP, Reason.OK, "", us, phases, 200)
