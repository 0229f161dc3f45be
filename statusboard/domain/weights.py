"""Several services as one: each counts as many times as it weighs, the same wherever they add up.

What weighs 0 is left out, unless all do: then each counts alike. Where all weigh the same, which is
usual, figures are those of the plain sum.
"""

from collections.abc import Mapping
from math import gcd

from statusboard.domain.uptime import NOTHING, UptimeFigure


def counted_weights(weights: Mapping[int, int]) -> Mapping[int, int]:
    """What counts how many times, by id, without a common divisor: all alike is 1 each."""
    divisor = gcd(*weights.values())
    if not divisor:
        return dict.fromkeys(weights, 1)
    return {number: weight // divisor for number, weight in weights.items()}


def are_alike(weights: Mapping[int, int]) -> bool:
    """Whether each counts like any other, so that there is nothing to say of weights."""
    return len(set(weights.values())) <= 1


def weighted_sum(figures: Mapping[int, UptimeFigure], weights: Mapping[int, int]) -> UptimeFigure:
    """The figures of several services as one; each counts as many times as it weighs."""
    return sum(
        (scaled(figures[number], weight) for number, weight in weights.items() if weight), NOTHING
    )


def scaled(figure: UptimeFigure, weight: int) -> UptimeFigure:
    """A figure that counts as many times as it weighs."""
    if weight == 1:
        return figure
    return UptimeFigure(
        figure.interval_us * weight,
        figure.observed_us * weight,
        figure.maintenance_us * weight,
        figure.down_us * weight,
        figure.weighted_down * weight,
    )
