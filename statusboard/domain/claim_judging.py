"""Whether measurements carry a claim, what is wrong with it where they do not, and the nearest one.

The thresholds are those of every figure that is said alone (`domain/uptime`): 99 % of its time
observed, and cut, never rounded up. A time to wait is rounded up instead, for the same reason.
"""

from collections.abc import Mapping
from fractions import Fraction
from statistics import median_high

from statusboard.domain.claim import (
    ALL,
    OWN,
    Asked,
    Claim,
    ClaimKind,
    ClaimPeriod,
    Judged,
    PeriodFacts,
    Problem,
    RunFacts,
    ServiceFacts,
    Validity,
)
from statusboard.domain.claim_subject import Subject
from statusboard.domain.claim_until import carried_until_us, service_until_us
from statusboard.domain.instants import DAY_US, MINUTE_US
from statusboard.domain.objective import Objective
from statusboard.domain.percent import percent_text
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.uptime import SPOKEN_COVERAGE, UptimeFigure

# One incident has no middle: it is the incident.
LEAST_INCIDENTS = 3
_PLACES, _EXACT_PLACES, _MOST_PLACES = 2, 3, 6


def covers(figure: UptimeFigure) -> bool:
    """Whether so much was observed that a figure may be said of the whole time, alone."""
    return figure.coverage is not None and figure.coverage * 100 >= SPOKEN_COVERAGE


def promise_of(service: ServiceFacts, period: ClaimPeriod) -> HeldPromise:
    """The promise of a service that has one, held against its window: without one the period."""
    if service.promise is not None:
        return service.promise
    objective = Objective(service.promised_ppm or 0)
    return HeldPromise(objective, period.bounds, period.bounds.stop_us, service.figure)


def keeps_promise(service: ServiceFacts, period: ClaimPeriod) -> bool | None:
    """Whether a service keeps what it promises; None where that is not observed enough to say."""
    return promise_of(service, period).kept


def judge(
    asked: Asked,
    periods: Mapping[str, PeriodFacts],
    run: RunFacts,
    now_us: int,
    services: tuple[Subject, ...] = (),
) -> Judged:
    """The judgement of what is asked. `periods` are those known by their keys, the longest first.

    Where none is named, or one is not among them, it is not carried; the nearest claim is the same
    of the longest that is. `services` is what it is about, empty where it is all of them.
    """
    if not asked.kind.has_period:
        return _judge_run(asked, run, now_us, services)
    own = periods.get(asked.period)
    judges = {
        ClaimKind.AVAILABILITY: _judge_availability,
        ClaimKind.PROMISES: _judge_promises,
        ClaimKind.FIRST_WORD: _judge_first_word,
    }
    judged = judges[asked.kind]
    if own is None:
        claim = _wanted(asked, None, services)
        mine, problem = claim, Problem.NO_PERIOD
    else:
        found = judged(asked, own, services)
        if found.is_carried or found.nearest is not None:
            return found
        assert found.problem is not None
        mine, problem = found.claim, found.problem
    others = (
        judged(Asked(asked.kind, key), facts, services)
        for key, facts in periods.items()
        if key != asked.period
    )
    nearest = next((one.claim for one in others if one.is_carried), None)
    return Judged(mine, problem, nearest=nearest)


def _wanted(asked: Asked, facts: PeriodFacts | None, services: tuple[Subject, ...]) -> Claim:
    return Claim(
        asked.kind,
        None if facts is None else facts.period,
        percent=asked.percent,
        count=asked.count or 0,
        of=asked.of or 0,
        services=services,
    )


def _judge_availability(asked: Asked, facts: PeriodFacts, services: tuple[Subject, ...]) -> Judged:
    figure = facts.figure
    uptime = figure.uptime
    claim = _wanted(asked, facts, services)
    if uptime is None:
        return Judged(claim, Problem.NOTHING_MEASURED)
    if not covers(figure):
        return Judged(claim, Problem.UNOBSERVED)

    def as_said(percent: str) -> Judged:
        said = Claim(asked.kind, facts.period, percent, services=services)
        until_us = carried_until_us(facts, said.share)
        return Judged(said, None, _validity(facts, until_us), until_us)

    if not asked.percent:
        return as_said(percent_text(uptime, places=_PLACES))
    if Fraction(asked.percent) / 100 <= uptime:
        return as_said(asked.percent)
    places = len(asked.percent.partition(".")[2])
    rounded = Fraction(round(uptime * 100 * 10**places), 100 * 10**places)
    problem = Problem.LOST
    if rounded >= Fraction(asked.percent) / 100 and rounded < 1:
        problem = Problem.ROUNDED_UP
    nearest = as_said(percent_text(uptime, places=_places_for(uptime, places))).claim
    return Judged(claim, problem, nearest=nearest)


def _places_for(uptime: Fraction, said: int) -> int:
    """Enough decimals that what was lost is seen: 99.9996 is told as that, and not as 99.999."""
    return max(_EXACT_PLACES, min(said, _MOST_PLACES)) if uptime < 1 else 0


def _validity(facts: PeriodFacts, until_us: int | None) -> Validity:
    if until_us is None:
        return Validity.STAYS
    is_end = until_us == facts.period.ends_us
    return Validity.PERIOD_ENDS if is_end else Validity.COUNTED_ANEW


def _judge_promises(asked: Asked, facts: PeriodFacts, services: tuple[Subject, ...]) -> Judged:
    """A promise is held against its own window: of another time nothing is said by it.

    One that is not observed enough to say has not been shown to be kept.
    """
    promised = [one for one in facts.services if one.promised_ppm is not None]
    kept = [one for one in promised if keeps_promise(one, facts.period)]
    claim = _wanted(asked, facts, services)
    if not promised:
        return Judged(claim, Problem.NOTHING_MEASURED)
    if facts.period.key != OWN and any(is_of_other_time(one, facts.period) for one in promised):
        return Judged(claim, Problem.OTHER_WINDOW)
    if all(keeps_promise(one, facts.period) is None for one in promised):
        return Judged(claim, Problem.UNOBSERVED)
    true = Claim(asked.kind, facts.period, count=len(kept), of=len(promised), services=services)
    wanted = len(promised) if asked.count == ALL else asked.count or 0
    is_other = wanted > len(kept) or asked.of not in (None, len(promised))
    if is_other or not kept:
        return Judged(claim, Problem.FEWER, nearest=true if kept else None)
    ends = [end for one in kept if (end := service_until_us(facts.period, one)) is not None]
    until_us = min(ends, default=None)
    return Judged(true, None, _validity(facts, until_us), until_us)


def is_of_other_time(service: ServiceFacts, period: ClaimPeriod) -> bool:
    """Whether what is promised of a service is about another time than a period."""
    promise = service.promise
    return promise is not None and not service.is_gone and not promise.is_of(period.bounds)


def minutes_up(us: int) -> int:
    """A time to wait in whole minutes, rounded up: never shorter than it was; one at the least."""
    return max(1, -(-us // MINUTE_US))


def _judge_first_word(asked: Asked, facts: PeriodFacts, services: tuple[Subject, ...]) -> Judged:
    claim = _wanted(asked, facts, services)
    if not covers(facts.figure):
        return Judged(claim, Problem.UNOBSERVED)
    waits = [one.waited_us for one in facts.words]
    if len(waits) < LEAST_INCIDENTS:
        return Judged(claim, Problem.NOTHING_MEASURED)
    middle = minutes_up(median_high(waits))
    true = Claim(asked.kind, facts.period, count=middle, of=len(waits), services=services)
    if asked.count is not None and asked.count < middle:
        return Judged(claim, Problem.SLOWER, nearest=true)
    until_us = _words_until_us(facts, middle)
    return Judged(true, None, _validity(facts, until_us), until_us)


def _words_until_us(facts: PeriodFacts, middle: int) -> int | None:
    """When so many incidents have left the period that their middle is another, or none is left."""
    period = facts.period
    if period.is_over:
        return None
    if not period.is_rolling:
        return carried_until_us(facts, Fraction(0))
    length = period.bounds.length_us
    ending = sorted(
        (one for one in facts.words if one.over_us is not None), key=lambda one: one.over_us or 0
    )
    left = [one.waited_us for one in facts.words]
    covered_us = carried_until_us(facts, Fraction(0))
    for one in ending:
        left.remove(one.waited_us)
        at_us = (one.over_us or 0) + length
        if len(left) < LEAST_INCIDENTS or minutes_up(median_high(left)) > middle:
            return at_us if covered_us is None else min(at_us, covered_us)
    return covered_us


def _judge_run(asked: Asked, run: RunFacts, now_us: int, services: tuple[Subject, ...]) -> Judged:
    claim = Claim(asked.kind, count=asked.count or 0, ever=run.ever, services=services)
    length_us = 0 if run.since_us is None else now_us - run.since_us
    is_record = run.longest is None or run.longest.length_us < length_us
    if asked.kind is ClaimKind.RECORD_RUN and not is_record:
        # What was the longest run is so whatever is of this one.
        return _judge_past_record(asked, run, claim, now_us)
    if run.since_us is None:
        return Judged(claim, Problem.LASTS if run.ever else Problem.NOTHING_MEASURED)
    days = length_us // DAY_US
    if days < 1:
        return Judged(claim, Problem.NOT_SO_LONG)
    if not covers(run.figure):
        return Judged(claim, Problem.UNOBSERVED)
    true = Claim(asked.kind, count=days, ever=run.ever, services=services)
    if asked.kind is ClaimKind.RECORD_RUN and run.longest is None:
        return Judged(claim, Problem.NOTHING_MEASURED)
    if (asked.count or 0) > days:
        return Judged(claim, Problem.NOT_SO_LONG, nearest=true)
    return Judged(true, None, Validity.GROWS, run.since_us + (days + 1) * DAY_US)


def _judge_past_record(asked: Asked, run: RunFacts, claim: Claim, now_us: int) -> Judged:
    assert run.longest is not None
    days = run.longest.length_us // DAY_US
    past = Claim(asked.kind, count=days, run=run.longest, services=claim.services)
    if asked.count is not None and asked.count > days:
        return Judged(claim, Problem.NOT_THE_LONGEST, nearest=past if days else None)
    if days < 1:
        return Judged(claim, Problem.NOTHING_MEASURED)
    until_us = (now_us if run.since_us is None else run.since_us) + run.longest.length_us
    return Judged(past, None, Validity.COUNTED_ANEW, max(until_us, now_us))
