"""When an error budget runs out, as a range: a compound Poisson process, simulated.

Outages come at a rate that is itself uncertain: after n outages in an observed time T it has the
gamma distribution with shape n + 1/2 and rate T (Jeffreys' prior), so that few outages make a wide
range. Each costs what one of the past cost, drawn from them (the bootstrap). Of many simulated
futures the tenth and the ninetieth percentile are told: four in five lie between them. The seed is
fixed, so that the same history says the same. Outages are taken as independent of each other, and
the rate as the same throughout: what has changed lately is not known to it.
"""

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from statusboard.domain.instants import DAY_US, Interval

FUTURES = 400
# Fewer days of history are too little to reckon with; further back than a year, too old.
LEAST_HISTORY_US = 30 * DAY_US
MOST_LOSSES = 150
_SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Loss:
    """An outage: when it began and ended, and what it cost of the budget, in microseconds."""

    start_us: int
    stop_us: int
    lost_us: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """When it runs out, in microseconds since 1970, by a tenth, half and nine tenths of futures.

    None: that many futures reach `until_us`, the end of what is looked at, with some of it left.
    `chance_permille` is the share of futures in which it runs out before.
    """

    early_us: int | None
    middle_us: int | None
    late_us: int | None
    chance_permille: int
    until_us: int


def forecast(
    left_us: int,
    losses: Sequence[Loss],
    observed_us: int,
    ahead: Sequence[Interval],
    *,
    window_us: int | None = None,
) -> Forecast:
    """When what is left runs out in the hours `ahead`, of which there have to be some.

    `losses` are those of the history, oldest first, and `observed_us` how much of it was counted;
    both have to be more than nothing. `window_us` is the length of a window that rolls: what was
    lost comes back once it is older than that.
    """
    chance = random.Random(_SEED)  # noqa: S311 - a simulation, the same each time
    costs, count = _costs(losses)
    back = [] if window_us is None else [(one.stop_us + window_us, one.lost_us) for one in losses]
    back = sorted(one for one in back if one[0] > ahead[0].start_us)
    ends = list(accumulate(part.length_us for part in ahead))
    found = sorted(
        _future(chance, left_us, costs, count, observed_us, ahead, ends, back)
        for _ in range(FUTURES)
    )
    never = ahead[-1].stop_us
    early, middle, late = (found[FUTURES * tenths // 10] for tenths in (1, 5, 9))
    ran_out = sum(at_us < never for at_us in found)
    return Forecast(
        early_us=early if early < never else None,
        middle_us=middle if middle < never else None,
        late_us=late if late < never else None,
        chance_permille=ran_out * 1000 // FUTURES,
        until_us=never,
    )


def _costs(losses: Sequence[Loss]) -> tuple[list[int], int]:
    """What outages cost, and how many there are; very many are taken several at a time.

    That makes the range wider, never narrower.
    """
    size = -(-len(losses) // MOST_LOSSES)
    costs = [
        sum(loss.lost_us for loss in losses[n : n + size]) for n in range(0, len(losses), size)
    ]
    return costs, len(costs)


def _future(
    chance: random.Random,
    left_us: int,
    costs: Sequence[int],
    count: int,
    observed_us: int,
    ahead: Sequence[Interval],
    ends: Sequence[int],
    back: Sequence[tuple[int, int]],
) -> int:
    """When it runs out in one future; the end of `ahead` where it does not."""
    rate = chance.gammavariate(count + 0.5, 1 / observed_us)
    place, returned, counted = 0, 0, 0.0
    while True:
        counted += chance.expovariate(rate)
        if counted >= ends[-1]:
            return ahead[-1].stop_us
        part = bisect_left(ends, counted)
        at_us = ahead[part].stop_us - (ends[part] - int(counted))
        while place < len(back) and back[place][0] <= at_us:
            returned += back[place][1]
            place += 1
        left_us -= chance.choice(costs)
        if left_us + returned <= 0:
            return at_us
