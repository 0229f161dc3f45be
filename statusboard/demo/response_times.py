"""How quickly each service of the demo answered, hour by hour and answer by answer.

Everything comes from a fixed seed and the hour, so that two demos tell the same year.
"""

import math
import zlib
from collections.abc import Iterator, Sequence
from functools import cache

from statusboard.demo.services import DemoService
from statusboard.demo.timeline import Stretch
from statusboard.domain.check import Check
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, Interval
from statusboard.domain.result import Answer, CheckResult, Outcome, Phases, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.packing import Tally, bucket_of

# The kind of check whose answers come from New Relic.
ENTITY = "new_relic_entity"

ANSWERS_AN_HOUR = 60
LAST_WITHIN_US = 12_000_000
# How an hour's answers spread around their mean: share of answers, and factor on the mean.
_SPREAD = ((0.30, 0.85), (0.45, 0.98), (0.18, 1.15), (0.06, 1.5), (0.01, 2.6))


def is_timed(check: Check) -> bool:
    """Whether an answer has a response time: what New Relic says of an entity has none."""
    return check.kind != ENTITY


def usual_us(service: DemoService, at_us: int) -> float:
    """The ordinary response time at an instant: busier in the afternoon, a little by season."""
    day = (at_us % DAY_US) / DAY_US
    year = (at_us % (365 * DAY_US)) / (365 * DAY_US)
    busy = 1 + 0.22 * math.sin(math.tau * (day - 0.35)) + 0.12 * math.sin(math.tau * year)
    return (
        max(service.usual_ms, 20) * 1000 * busy * (0.93 + 0.16 * _chance(service, at_us // HOUR_US))
    )


def _chance(service: DemoService, number: int) -> float:
    """A number in [0, 1) that looks like chance and is always the same (Knuth's hash)."""
    mixed = (number * 2_654_435_761 + zlib.crc32(service.name.encode())) % 2**32
    return mixed * 2_246_822_519 % 2**32 / 2**32


def blocks(
    service: DemoService,
    stretches: Sequence[Stretch],
    hours: range,
    *,
    timed: bool,
) -> Iterator[tuple[int, Tally]]:
    """One tally per watched block of `hours.step` hours, by its first hour (since 1970).

    Answers that are not `timed` are counted without a response time.
    """
    first = 0  # the stretches are in order: those that are over by now are never looked at again
    for hour in hours:
        block = Interval(hour * HOUR_US, (hour + hours.step) * HOUR_US)
        while first < len(stretches) and _stop_us(stretches[first], block) <= block.start_us:
            first += 1
        tally = _block(service, stretches, first, block, timed=timed)
        if tally.up + tally.degraded + tally.down:
            yield hour, tally


def _stop_us(stretch: Stretch, block: Interval) -> int:
    return block.stop_us if stretch.stop_us is None else stretch.stop_us


def _block(
    service: DemoService, stretches: Sequence[Stretch], first: int, block: Interval, *, timed: bool
) -> Tally:
    tally = Tally(counts={})
    mean_us = usual_us(service, block.start_us) if timed else None
    for number in range(first, len(stretches)):
        stretch = stretches[number]
        if stretch.start_us >= block.stop_us:
            break
        shared_us = min(_stop_us(stretch, block), block.stop_us) - max(
            stretch.start_us, block.start_us
        )
        answers = round(ANSWERS_AN_HOUR * shared_us / HOUR_US)
        if answers > 0:
            slow_us = None if mean_us is None else mean_us * stretch.slower
            _count(tally, answers, slow_us, stretch.status)
    return tally


def _count(tally: Tally, answers: int, mean_us: float | None, status: ComponentStatus) -> None:
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
    if mean_us is not None:
        for count, factor in _shares(answers):
            _note(tally, count, round(mean_us * factor))


@cache
def _shares(answers: int) -> tuple[tuple[int, float], ...]:
    """How many of so many answers took which part of their mean."""
    shares = []
    left = answers
    for share, factor in _SPREAD:
        count = min(left, round(answers * share))
        left -= count
        shares.append((count, factor))
    return tuple((count, factor) for count, factor in (*shares, (left, 1.0)) if count)


def _note(tally: Tally, count: int, us: int) -> None:
    if tally.counts is None:
        return
    bucket = bucket_of(us)
    tally.counts[bucket] = tally.counts.get(bucket, 0) + count
    tally.timed += count
    tally.sum_us += us * count
    if tally.min_us is None or us < tally.min_us:
        tally.min_us = us
    if tally.max_us is None or us > tally.max_us:
        tally.max_us = us


def answers(
    service: DemoService, check: Check, stretches: Sequence[Stretch], first_us: int, end_us: int
) -> Iterator[CheckResult]:
    """One answer a minute in [first, end), at the check's own second, and one just before the end.

    The demo opens on it: nothing on the board is out of date before the collector has asked.
    """
    offset_us = (check.id * 7_919_000) % MINUTE_US
    last_us = end_us - 1 - (check.id * 709_000) % LAST_WITHIN_US
    instants = [minute * MINUTE_US + offset_us for minute in _minutes(first_us, end_us)]
    for at_us in sorted({*instants, last_us}):
        stretch = _at(stretches, at_us)
        if stretch is not None and first_us <= at_us < end_us:
            yield CheckResult(check.id, at_us, answer(service, check, stretch, at_us))


def _minutes(first_us: int, end_us: int) -> range:
    return range(first_us // MINUTE_US, end_us // MINUTE_US)


def _at(stretches: Sequence[Stretch], at_us: int) -> Stretch | None:
    for stretch in reversed(stretches):
        if stretch.start_us <= at_us:
            return stretch if stretch.stop_us is None or at_us < stretch.stop_us else None
    return None


# In the words in which New Relic's own answers are told (newrelic/mapping.py).
_SAID = {
    Outcome.UP: (Reason.OK, "Reporting, no alert is open."),
    Outcome.DEGRADED: (Reason.SOURCE_ALERT, "A warning is open."),
    Outcome.DOWN: (Reason.SOURCE_ALERT, "A critical alert is open."),
    Outcome.UNKNOWN: (Reason.SOURCE_SILENT, ""),
}


def answer(service: DemoService, check: Check, stretch: Stretch, at_us: int) -> Answer:
    """What the service, or New Relic of it, said at an instant."""
    us = round(usual_us(service, at_us) * stretch.slower * (0.8 + 0.5 * _chance(service, at_us)))
    phases = Phases(connect_us=us // 20, wait_us=us - us // 10, read_us=us // 20)
    outcome = Outcome.of(stretch.status)
    if not is_timed(check):
        reason, detail = _SAID[outcome]
        return Answer(outcome, reason, detail, level=stretch.status)
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
