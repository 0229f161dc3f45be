"""Uptime: up time ÷ (observed time − maintenance), in whole microseconds until it is printed.

What was not observed is outside the fraction, neither up nor down; `coverage` says how much was
observed. The rule that weighs the states is a value with a name, printed under every figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from statusboard.domain.instants import Interval
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus

PERMILLE = 1000
# Percent of a period that must have been observed for a figure to be said of the whole of it:
# alone, in a sentence to be spoken; and where its coverage is printed beside it, as a promise that
# was kept is. Below that it is a figure of the time observed, and never one to be green about;
# where more is unknown than known it is none at all, and words say how much was observed.
SPOKEN_COVERAGE = 99.0
PRINTED_COVERAGE = 90.0
LEAST_COVERAGE = 50.0


@dataclass(frozen=True, slots=True)
class UptimeRule:
    """How much of a second in each status counts as down, in permille; others count as up.

    The default weights (partial 0.3, major 1) are Statuspage's published ones.
    """

    name: str
    down_permille: Mapping[ComponentStatus, int]
    sentence: str

    def weight(self, status: ComponentStatus) -> int:
        """The permille of a second in `status` that counts as down."""
        return self.down_permille.get(status, 0)

    @property
    def counts_more_than_outages(self) -> bool:
        """Whether time that belongs to no outage counts as down, too."""
        return any(
            weight and not status.counts_as_down for status, weight in self.down_permille.items()
        )


DEFAULT_RULE = UptimeRule(
    name="weighted",
    down_permille={
        ComponentStatus.PARTIAL_OUTAGE: 300,
        ComponentStatus.MAJOR_OUTAGE: PERMILLE,
    },
    sentence=(
        "Time-weighted. A major outage counts in full, a partial outage 30 %, degraded as up. "
        "Maintenance and unobserved time are left out."
    ),
)


@dataclass(frozen=True, slots=True)
class UptimeFigure:
    """What was measured over an interval, in microseconds. Figures of several components add up.

    `weighted_down` is in microseconds × permille, so that 30 % of an odd microsecond stays exact.
    """

    interval_us: int
    observed_us: int
    maintenance_us: int
    down_us: int
    weighted_down: int

    @property
    def counted_us(self) -> int:
        """The divisor: observed time without maintenance."""
        return self.observed_us - self.maintenance_us

    @property
    def uptime(self) -> Fraction | None:
        """The share of the counted time that was up, exact; None where nothing was counted.

        For people, and whoever prints for them, there is `said`.
        """
        if self.counted_us <= 0:
            return None
        return 1 - Fraction(self.weighted_down, self.counted_us * PERMILLE)

    @property
    def said(self) -> Fraction | None:
        """The uptime where enough was observed for a figure; to be printed with its coverage."""
        return self.uptime if self._covers(LEAST_COVERAGE) else None

    @property
    def is_of_the_whole(self) -> bool:
        """Whether enough was observed to say of the whole interval what `said` says."""
        return self._covers(PRINTED_COVERAGE)

    @property
    def coverage(self) -> Fraction | None:
        """The share of the interval that was observed, exact; None for an empty interval."""
        if self.interval_us <= 0:
            return None
        return Fraction(self.observed_us, self.interval_us)

    def _covers(self, percent: float) -> bool:
        coverage = self.coverage
        return coverage is not None and coverage * 100 >= percent

    def __add__(self, other: "UptimeFigure") -> "UptimeFigure":
        return UptimeFigure(
            self.interval_us + other.interval_us,
            self.observed_us + other.observed_us,
            self.maintenance_us + other.maintenance_us,
            self.down_us + other.down_us,
            self.weighted_down + other.weighted_down,
        )


NOTHING = UptimeFigure(0, 0, 0, 0, 0)


def measure(
    spans: Iterable[Span], bounds: Interval, *, now_us: int, rule: UptimeRule = DEFAULT_RULE
) -> UptimeFigure:
    """The figure of one component over `bounds`, from its spans.

    An open span lasts until `now_us`, the last instant somebody was watching. `unknown` spans and
    gaps are not observed. Spans of one component never overlap, so lengths can be added.
    """
    observed = maintenance = down = weighted = 0
    for span in spans:
        part = span.until(now_us).clip(bounds)
        if part is None or span.status is ComponentStatus.UNKNOWN:
            continue
        length = part.length_us
        observed += length
        if span.status is ComponentStatus.UNDER_MAINTENANCE:
            maintenance += length
            continue
        weighted += length * rule.weight(span.status)
        if span.status.counts_as_down:
            down += length
    return UptimeFigure(bounds.length_us, observed, maintenance, down, weighted)


def meets(figure: UptimeFigure, promised_ppm: int) -> bool | None:
    """Whether the exact uptime reaches the promise; None where there is no figure."""
    uptime = figure.uptime
    return None if uptime is None else uptime >= Fraction(promised_ppm, 1_000_000)


def budget_us(figure: UptimeFigure, promised_ppm: int) -> tuple[int, int]:
    """The down time the promise allows over the counted time, and what is left of it (may be < 0).

    The error budget of the SRE books, in microseconds; the allowance is rounded down and the use
    of it up, so that what is left is never overstated.
    """
    allowed = figure.counted_us * (1_000_000 - promised_ppm) // 1_000_000
    used = -(-figure.weighted_down // PERMILLE)
    return allowed, allowed - used
