"""Claims about uptime: what a company says of itself in public, and the facts they stand on.

A claim is carried where what was measured covers the whole of its time and reaches its figure
without rounding up. The words for it are in `claim_words`, the judgement in `claim_judging`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from statusboard.domain.claim_subject import Subject
from statusboard.domain.instants import Interval
from statusboard.domain.period import Period
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.span import Span
from statusboard.domain.uptime import NOTHING, UptimeFigure
from statusboard.domain.weights import weighted_sum

# The period from the first answer of the first check up to now; others are as in `domain/period`.
SINCE = "since"
# Of promises: each over the window of its own objective.
OWN = "own"
YEAR = "12mo"
QUARTER_DAYS = "90d"
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")
# As a count of services: every one that promises something.
ALL = -1


class ClaimKind(StrEnum):
    """What a claim is about."""

    AVAILABILITY = "availability"
    MAJOR_FREE = "major-free"
    PROMISES = "promises"
    FIRST_WORD = "first-word"
    RECORD_RUN = "record-run"

    @property
    def has_period(self) -> bool:
        """Whether it is about a period; the others are about a run that lasts, or lasted."""
        return self in (ClaimKind.AVAILABILITY, ClaimKind.PROMISES, ClaimKind.FIRST_WORD)


@dataclass(frozen=True, slots=True)
class ClaimPeriod:
    """The time that a claim is about. `key` is `SINCE` or what `period_text` says.

    `bounds` end at now, or where the period ended; `ends_us` is when one of the calendar, or a day,
    that lasts will end, None for every other. `named` is the period, one of the calendar made
    definite; None for `SINCE`, which begins on `first`, and for `OWN`. `is_contract`: its months do
    not begin on the first.
    """

    key: str
    bounds: Interval
    named: Period | None
    first: date
    is_rolling: bool = False
    ends_us: int | None = None
    is_contract: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it is a period that has ended, so that its figure stays."""
        return not self.is_rolling and self.ends_us is None and self.key not in (SINCE, OWN)


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What was measured of a service. `leaving` are the spans at the old end of a rolling period.

    `promised_ppm` in millionths, None for one that promises nothing. `promise` is that promise held
    against its own window; without one the period itself is the window. `weight` is how many times
    it counts among several; `is_gone`: it was removed, and counts for the time it was there.
    """

    component_id: int
    name: str
    promised_ppm: int | None
    figure: UptimeFigure
    leaving: tuple[Span, ...] = ()
    promise: HeldPromise | None = None
    weight: int = 1
    is_gone: bool = False

    @property
    def held(self) -> UptimeFigure:
        """The figure that the promise is held against."""
        return self.figure if self.promise is None else self.promise.figure


@dataclass(frozen=True, slots=True)
class Loss:
    """How long at least one of the services was down on a local day, in microseconds."""

    day: date
    down_us: int


@dataclass(frozen=True, slots=True)
class FirstWord:
    """How long customers waited for the first word of an incident, in microseconds.

    `over_us` is when the incident was over; None while it lasts.
    """

    waited_us: int
    over_us: int | None


@dataclass(frozen=True)
class PeriodFacts:
    """All that was measured over a period. `incidents` are those that customers were told of."""

    period: ClaimPeriod
    services: tuple[ServiceFacts, ...]
    losses: tuple[Loss, ...] = ()
    words: tuple[FirstWord, ...] = ()
    incidents: int = 0

    @cached_property
    def figure(self) -> UptimeFigure:
        """The figure of all of its services together, by weight."""
        return weighted_sum(
            {one.component_id: one.figure for one in self.services},
            {one.component_id: one.weight for one in self.services},
        )

    @cached_property
    def added_up(self) -> UptimeFigure:
        """The lengths of all of its services, whatever they weigh."""
        return sum((one.figure for one in self.services), NOTHING)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The time since the last major outage of any of the services.

    `since_us` is None while one lasts, and where nothing was ever observed; `ever`: there was one.
    `figure` is of the run itself. `last` is the last major outage; `longest` the longest run before
    this one, as far as it was observed, None where there was none.
    """

    since_us: int | None
    ever: bool
    figure: UptimeFigure = NOTHING
    last: Interval | None = None
    longest: Interval | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to say. Without a figure: the best that may be said.

    `percent` is written with a point and without the sign (`99.98`); `count` are days, services or
    minutes, by the kind, and `of` how many services there are by it.
    """

    kind: ClaimKind
    period: str = ""
    percent: str = ""
    count: int | None = None
    of: int | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a figure that nobody would write: it would be said as it stands."""
        if self.percent and not _PERCENT.fullmatch(self.percent):
            raise ValueError("A percentage is written like 99.98, with at most six decimals.")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something to say, in numbers: `percent` or `count`, as in `Asked`.

    `since_us`, `ever`, `run`: of runs without a major outage. `services` is what it is about;
    empty: all services.
    """

    kind: ClaimKind
    period: ClaimPeriod | None = None
    percent: str = ""
    count: int = 0
    of: int = 0
    ever: bool = True
    run: Interval | None = None
    services: tuple[Subject, ...] = ()

    @property
    def share(self) -> Fraction:
        """The percentage as a share."""
        return Fraction(self.percent or 0) / 100


class Problem(StrEnum):
    """Why a claim is not carried."""

    LOST = "lost"
    ROUNDED_UP = "rounded_up"
    UNOBSERVED = "unobserved"
    NO_PERIOD = "no_period"
    NOT_SO_LONG = "not_so_long"
    LASTS = "lasts"
    NOTHING_MEASURED = "nothing_measured"
    FEWER = "fewer"
    OTHER_WINDOW = "other_window"
    SLOWER = "slower"
    NOT_THE_LONGEST = "not_the_longest"
    UNREAD = "unread"


class Validity(StrEnum):
    """What ends the time in which a claim may be said.

    `COUNTED_ANEW`: by then too little would have been observed, or the window has moved on.
    `GROWS`: the number is another one. `PERIOD_ENDS`: “this quarter” is another one. `STAYS`: it is
    of a time that is over.
    """

    COUNTED_ANEW = "counted_anew"
    GROWS = "grows"
    PERIOD_ENDS = "period_ends"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and whether it is carried; `problem` None: it is.

    `until_us` is the instant from which it is not carried any more if nothing is observed from now
    on, None for one that stays. `nearest` is what may be said in its place.
    """

    claim: Claim
    problem: Problem | None = None
    validity: Validity = Validity.STAYS
    until_us: int | None = None
    nearest: Claim | None = None

    @property
    def is_carried(self) -> bool:
        """Whether it may be said."""
        return self.problem is None


def first_of(claims: Sequence[Judged]) -> Claim | None:
    """The first that is carried."""
    return next((one.claim for one in claims if one.is_carried), None)
