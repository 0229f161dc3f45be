"""Until when a figure may be said: what would be left of it if nothing were observed from now on.

A rolling period moves on, and what it leaves behind was observed; so its coverage falls, and its
uptime with the good time that leaves. Whatever is observed until then only makes it longer, unless
it is an outage, which the desk says at once. Exact, in whole microseconds: between two edges of
spans both fall along straight lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from statusboard.domain.claim import ClaimPeriod, PeriodFacts, ServiceFacts
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.objective import Hours
from statusboard.domain.period import Rolling
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, PERMILLE, SPOKEN_COVERAGE, UptimeRule
from statusboard.domain.weights import weighted_sum

_LEAST = Fraction(SPOKEN_COVERAGE) / 100


def leaving_bounds(bounds: Interval) -> Interval:
    """The old end of a rolling period, of which the spans decide until when it is carried.

    At least 99 % were observed: at most 1 % is a gap that leaves first, and another 1 % of what was
    observed can leave after it.
    """
    return Interval(bounds.start_us, bounds.start_us + bounds.length_us // 50)


def carried_until_us(
    facts: PeriodFacts, share: Fraction, *, rule: UptimeRule = DEFAULT_RULE
) -> int | None:
    """The first instant at which a share of all services is not carried; None: it stays so.

    It is carried now. Of a period of the calendar that lasts: at its end at the latest.
    """
    return _until(facts.period, facts.services, share, rule)


def service_until_us(
    period: ClaimPeriod, service: ServiceFacts, *, rule: UptimeRule = DEFAULT_RULE
) -> int | None:
    """The same of one service and what it promises.

    What leaves another window than rolling days of all hours is not reckoned ahead: it is judged
    anew after a day, and when its window ends.
    """
    promise = service.promise
    if promise is not None and not period.is_over and not _is_simple(period, promise):
        now_us = period.bounds.stop_us
        ends = [now_us + DAY_US, period.ends_us, promise.window.stop_us]
        return min(end for end in ends if end is not None and end > now_us)
    return _until(period, (service,), Fraction(service.promised_ppm or 0, 1_000_000), rule)


def _is_simple(period: ClaimPeriod, promise: HeldPromise) -> bool:
    """Whether it is about all hours of the very days that the period rolls over."""
    objective = promise.objective
    is_rolling = period.is_rolling and isinstance(objective.window, Rolling)
    return is_rolling and objective.hours is Hours.ALL and promise.is_of(period.bounds)


def _until(
    period: ClaimPeriod, services: Sequence[ServiceFacts], share: Fraction, rule: UptimeRule
) -> int | None:
    if period.is_over:
        return None
    weights = {n: one.weight for n, one in enumerate(services)}
    if len(services) == 1:
        weights = {0: 1}
    figure = weighted_sum({n: one.figure for n, one in enumerate(services)}, weights)
    if not period.is_rolling:
        # What was observed is then a share of a longer time; its uptime stays as it is. What was
        # removed is as long as it was.
        weight = sum(weights[n] for n, one in enumerate(services) if not one.is_gone)
        gone_us = sum(
            weights[n] * one.figure.interval_us for n, one in enumerate(services) if one.is_gone
        )
        longest = int((Fraction(figure.observed_us) / _LEAST - gone_us) / max(1, weight))
        until = period.bounds.start_us + longest
        return until if period.ends_us is None else min(until, period.ends_us)
    room = _Room(
        figure.observed_us * _LEAST.denominator - _LEAST.numerator * figure.interval_us,
        _missed(share) * figure.counted_us - share.denominator * figure.weighted_down,
    )
    spans = ((span, weights[n]) for n, one in enumerate(services) for span in one.leaving)
    edges = _edges(spans, leaving_bounds(period.bounds), share, rule)
    at = period.bounds.start_us
    slope = _Room(0, 0)
    for edge in sorted(edges):
        crossed = room.crossing_us(slope, edge - at)
        if crossed is not None:
            return at + crossed + period.bounds.length_us
        room = room.after(slope, edge - at)
        slope = slope.after(edges[edge], 1)
        at = edge
    return at + period.bounds.length_us


def _missed(share: Fraction) -> int:
    """The permille of a second that may count as down, × the denominator of the share."""
    return (share.denominator - share.numerator) * PERMILLE


@dataclass(frozen=True, slots=True)
class _Room:
    """How far coverage and uptime are above what carries the claim, or how fast that changes.

    Each times the denominator of the share that it is held against, so that both are whole.
    """

    coverage: int
    uptime: int

    def after(self, slope: "_Room", time_us: int) -> "_Room":
        return _Room(self.coverage + slope.coverage * time_us, self.uptime + slope.uptime * time_us)

    def crossing_us(self, slope: "_Room", time_us: int) -> int | None:
        """The first whole microsecond at which one of them is used up; None: not within it."""
        found = [
            max(0, left) // -falls + 1
            for left, falls in ((self.coverage, slope.coverage), (self.uptime, slope.uptime))
            if falls < 0 and left + falls * time_us < 0
        ]
        return min(found, default=None)


def _edges(
    spans: Iterable[tuple[Span, int]], bounds: Interval, share: Fraction, rule: UptimeRule
) -> dict[int, _Room]:
    """By how much both change their slope where a span begins or ends."""
    missed = _missed(share)
    changes: dict[ComponentStatus, int] = {
        status: share.denominator * rule.weight(status) - missed
        for status in ComponentStatus
        if status not in (ComponentStatus.UNKNOWN, ComponentStatus.UNDER_MAINTENANCE)
    }
    # A year's old end of a thousand services has ten thousand spans: plain numbers, no values.
    coverage: dict[int, int] = {bounds.stop_us: 0}
    uptime: dict[int, int] = {bounds.stop_us: 0}
    for span, weight in spans:
        start_us = max(span.start_us, bounds.start_us)
        stop_us = bounds.stop_us if span.stop_us is None else min(span.stop_us, bounds.stop_us)
        if start_us >= stop_us or span.status is ComponentStatus.UNKNOWN:
            continue
        observed = weight * _LEAST.denominator
        change = weight * changes.get(span.status, 0)
        coverage[start_us] = coverage.get(start_us, 0) - observed
        uptime[start_us] = uptime.get(start_us, 0) + change
        coverage[stop_us] = coverage.get(stop_us, 0) + observed
        uptime[stop_us] = uptime.get(stop_us, 0) - change
    return {at: _Room(coverage[at], uptime[at]) for at in coverage}
