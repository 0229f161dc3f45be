"""What is worth a word: a round number of days without a major outage, a record, a best quarter.

Only what comes within a week is told, so that there is time to write; nothing is sent by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.claim_judging import covers
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.period import Calendar, CalendarUnit
from statusboard.domain.uptime import UptimeFigure

# Round numbers of days, then every further year.
ROUND_DAYS = (50, 100, 200, 365, 500, 730, 1000)
LOOK_AHEAD_US = 7 * DAY_US
_YEAR_DAYS = 365
# A run is told as the longest only once it is long enough to speak of.
LEAST_RECORD_DAYS = 30
# The best of two months is none. A year has fewer rivals, and says how many.
LEAST_COMPARED: Mapping[CalendarUnit, int] = {
    CalendarUnit.MONTH: 5,
    CalendarUnit.QUARTER: 3,
    CalendarUnit.YEAR: 1,
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """A run of so many whole days, reached at an instant. `is_record`: longer than any before."""

    days: int
    at_us: int
    is_record: bool = False


def next_milestone(
    since_us: int, now_us: int, *, longest_us: int | None = None
) -> Milestone | None:
    """The next milestone of a run that began at `since_us`: of today, or within a week.

    `longest_us` is how long the longest run before it was, None where there was none.
    """
    reached = (now_us - since_us) // DAY_US
    last = (now_us - since_us + LOOK_AHEAD_US) // DAY_US
    found = [
        Milestone(days, since_us + days * DAY_US)
        for days in range(reached, last + 1)
        if days in ROUND_DAYS or (days > max(ROUND_DAYS) and days % _YEAR_DAYS == 0)
    ]
    if longest_us is not None:
        days = longest_us // DAY_US + 1
        if reached <= days <= last and days >= LEAST_RECORD_DAYS:
            found.append(Milestone(days, since_us + days * DAY_US, is_record=True))
    return min(found, key=lambda one: one.at_us, default=None)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured over a month, quarter or year, as far as it has gone."""

    period: Calendar
    bounds: Interval
    figure: UptimeFigure

    @property
    def thousandths(self) -> int | None:
        """Its uptime in thousandths of a percent, cut; None where nothing counts."""
        uptime = self.figure.uptime
        return None if uptime is None else int(uptime * 100_000)


@dataclass(frozen=True, slots=True)
class BestPeriod:
    """A period that was better than every one before it, or will be if nothing more is lost.

    `compared` is how many before it were observed enough to be compared with.
    """

    measured: Measured
    compared: int
    is_over: bool

    @property
    def at_us(self) -> int:
        """When it is over."""
        return self.measured.bounds.stop_us


def best_period(history: Sequence[Measured], now_us: int) -> BestPeriod | None:
    """The period that is worth a word now: one that ended, or ends, within a week.

    `history` are the periods of one unit, the oldest first, to the one that now is in. What was
    observed too little carries no claim, and is no rival that could be ignored: what was seen of it
    counts. A tie, to the thousandth of a percent that is told, is no record.
    """
    for place in (len(history) - 1, len(history) - 2):
        if place < 0:
            continue
        own, before = history[place], history[:place]
        is_over = own.bounds.stop_us <= now_us
        if abs(own.bounds.stop_us - now_us) > LOOK_AHEAD_US or not covers(own.figure):
            continue
        compared = sum(covers(one.figure) for one in before)
        rivals = [one.thousandths for one in before if one.thousandths is not None]
        best = own.thousandths
        if compared < LEAST_COMPARED[own.period.unit] or best is None or best <= max(rivals):
            continue
        return BestPeriod(own, compared, is_over)
    return None
