"""What is usual for a figure: the median of comparable windows, and how far they stray. Pure.

Comparable are windows of the same length within half an hour of the same time of day, on each of
the seven days before. The spread is the median absolute deviation, made comparable to a standard
deviation, so that an outage last Tuesday makes neither the usual nor the spread.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

DAYS = 7
# On both sides of the time of day.
AROUND_S = 1800
# Fewer values than this make no usual.
LEAST_VALUES = 12
# Of normally scattered values, the standard deviation over the median absolute deviation.
_SIGMA = 1.4826
# A figure that never moves has a spread all the same: this share of it.
_LEAST_SHARE = 0.02
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Usual:
    """The middle of what is usual, its spread, and of how many values that is."""

    middle: float
    spread: float
    count: int

    def deviation(self, value: float) -> float:
        """How many spreads a value lies above the middle; negative where it lies below."""
        if value == self.middle:
            return 0.0
        if self.spread == 0:
            return float("inf") if value > self.middle else float("-inf")
        return (value - self.middle) / self.spread


def usual_of(values: Sequence[float]) -> Usual | None:
    """What is usual by these values; None where they are too few to say."""
    if len(values) < LEAST_VALUES:
        return None
    middle = statistics.median(values)
    strayed = statistics.median(abs(value - middle) for value in values)
    return Usual(middle, max(_SIGMA * strayed, _LEAST_SHARE * abs(middle)), len(values))


def windows_before(begin_s: int, length_s: int) -> tuple[tuple[int, int, int], ...]:
    """The windows that a window is compared with: begin, end and width of each day's, in seconds.

    Each day's are asked for at once, in whole buckets of the window's own length.
    """
    before = max(1, AROUND_S // length_s)
    found = []
    for day in range(1, DAYS + 1):
        same_s = begin_s - day * DAY_S
        found.append((same_s - before * length_s, same_s + (before + 1) * length_s, length_s))
    return tuple(found)
