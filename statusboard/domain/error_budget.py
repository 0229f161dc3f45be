"""Error budgets and their burn rates, exact (Google's SRE workbook, chapter 5).

The budget of an objective is the down time that it allows: the part of its window that is not
promised. The burn rate is how many times faster than evenly it is being used: at 1 it lasts
exactly as long as the window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from statusboard.domain.instants import HOUR_US, MINUTE_US
from statusboard.domain.objective import PPM
from statusboard.domain.uptime import PERMILLE, UptimeFigure


@dataclass(frozen=True, slots=True)
class ErrorBudget:
    """What a window allows and what was used of it, in microseconds of one service.

    What is allowed is cut and what was used is rounded up, so that what is left is never
    overstated.
    """

    allowed_us: int
    used_us: int

    @property
    def left_us(self) -> int:
        """What is left; below 0 where it was overspent."""
        return self.allowed_us - self.used_us

    @property
    def left_permille(self) -> int:
        """The share that is left, cut, from 0 to 1000."""
        if self.allowed_us <= 0:
            return 0 if self.used_us else PERMILLE
        return max(0, self.left_us) * PERMILLE // self.allowed_us


def error_budget(
    figure: UptimeFigure, promised_ppm: int, *, ahead_us: int = 0, weight: int = 1
) -> ErrorBudget:
    """The budget of a window: of what was counted so far, and of the `ahead_us` that is to come.

    `weight` is the sum of the weights in a figure of several services: the budget is then that of
    one service on average.
    """
    counted = figure.counted_us + ahead_us * weight
    allowed = counted * (PPM - promised_ppm) // (PPM * weight)
    return ErrorBudget(allowed, -(-figure.weighted_down // (PERMILLE * weight)))


def keeps(figure: UptimeFigure, promised_ppm: int, *, ahead_us: int = 0, weight: int = 1) -> bool:
    """Whether the down time so far is within what the whole window allows, exact.

    Without time ahead that is whether the uptime reaches the promise.
    """
    counted = figure.counted_us + ahead_us * weight
    return figure.weighted_down * PPM <= counted * PERMILLE * (PPM - promised_ppm)


@dataclass(frozen=True, slots=True)
class BurnRule:
    """An alarm: so much of the budget used in the long lookback, and still burning in the short."""

    share_permille: int
    long_us: int
    short_us: int

    def threshold(self, window_us: int, lookback_us: int) -> Fraction:
        """The burn rate from which it alarms, for a window and the lookback it is measured over.

        Both in microseconds of the hours that count. Of 30 days these are the workbook's 14.4, 6
        and 1. Never below 1: at that rate the budget lasts as long as its window.
        """
        share = Fraction(self.share_permille * window_us, PERMILLE * lookback_us)
        return max(Fraction(1), share)


# 2 % of the budget in an hour, 5 % in six, 10 % in three days; each still so in a twelfth of it.
BURN_RULES = (
    BurnRule(20, HOUR_US, 5 * MINUTE_US),
    BurnRule(50, 6 * HOUR_US, 30 * MINUTE_US),
    BurnRule(100, 72 * HOUR_US, 6 * HOUR_US),
)
LOOKBACKS_US = tuple(sorted({us for rule in BURN_RULES for us in (rule.long_us, rule.short_us)}))


@dataclass(frozen=True, slots=True)
class Burn:
    """The burn rates of one rule; None where too little of a lookback was observed."""

    rule: BurnRule
    long: Fraction | None
    short: Fraction | None
    threshold: Fraction | None

    @property
    def is_alarming(self) -> bool:
        """Whether both lookbacks burn at least as fast as the rule allows."""
        rates = (self.long, self.short)
        limit = self.threshold
        return limit is not None and all(rate is not None and rate >= limit for rate in rates)


def burn_rate(figure: UptimeFigure, promised_ppm: int) -> Fraction | None:
    """How many times faster than evenly the budget is used in the time of a figure, exact.

    None where too little was observed, or where everything is promised and there is no budget.
    """
    uptime = figure.said
    if uptime is None or promised_ppm >= PPM:
        return None
    return (1 - uptime) / Fraction(PPM - promised_ppm, PPM)


def burns(
    lookbacks: Mapping[int, UptimeFigure], promised_ppm: int, window_us: int, *, weight: int = 1
) -> tuple[Burn, ...]:
    """The burn rates by each rule, from the figures of its lookbacks; the fastest rule first.

    A figure of several services weighs `weight`, as in `error_budget`.
    """
    return tuple(
        Burn(
            rule,
            burn_rate(lookbacks[rule.long_us], promised_ppm),
            burn_rate(lookbacks[rule.short_us], promised_ppm),
            _threshold(rule, lookbacks[rule.long_us].interval_us // weight, window_us),
        )
        for rule in BURN_RULES
    )


def _threshold(rule: BurnRule, lookback_us: int, window_us: int) -> Fraction | None:
    # Outside business hours there is nothing to look back on.
    return rule.threshold(window_us, lookback_us) if lookback_us else None


def fastest_alarm(found: Sequence[Burn]) -> Burn | None:
    """The alarm of the shortest lookback, or None."""
    return next((burn for burn in found if burn.is_alarming), None)
