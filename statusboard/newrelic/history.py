"""What was before we came: which windows of the past are asked for, and in which buckets. Pure.

NRQL gives 366 buckets at most (contract, section 3). Charts draw hours up to a quarter and days up
to a year, so the hours of 90 days are asked for, the newest first, and then the days of 13 months,
which is as long as New Relic keeps any of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.newrelic.golden import GoldenMetric, Sort
from statusboard.newrelic.nrql_text import asked_of, quoted
from statusboard.newrelic.rows import Ambiguous, figures_of

MOST_BUCKETS = 366
HOUR_S, DAY_S = 3600, 86_400
HOURS_KEPT = 90 * 24
DAYS_KEPT = 396
# The newest data come in late: what they are in is asked for with the next window.
LATE_S = 120
# To seconds, by the unit that a figure has.
_SECONDS = {"ms": 0.001, "s": 1.0}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the past, in seconds since 1970, in whole buckets of UTC."""

    begin_s: int
    end_s: int
    width_s: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a window."""

    width_s: int
    at_s: int
    value: float


def windows(since_s: int, until_s: int) -> tuple[Window, ...]:
    """The windows to ask for, the newest first, the hours before the days.

    Only buckets that are over by `until_s`, and none that was over by `since_s`.
    """
    over_s = until_s - LATE_S
    return (
        *_windows(max(since_s, over_s - HOURS_KEPT * HOUR_S), over_s, HOUR_S),
        *_windows(max(since_s, over_s - DAYS_KEPT * DAY_S), over_s, DAY_S),
    )


def _windows(since_s: int, until_s: int, width_s: int) -> list[Window]:
    first, end_s = since_s - since_s % width_s, until_s - until_s % width_s
    found = []
    while end_s > first:
        begin_s = max(first, end_s - MOST_BUCKETS * width_s)
        found.append(Window(begin_s, end_s, width_s))
        end_s = begin_s
    return found


def text_of(query: str, window: Window) -> str:
    """A figure's query, asked of a window."""
    return asked_of(query, window.begin_s * 1000, window.end_s * 1000, width_s=window.width_s)


def buckets_of(rows: Sequence[object], window: Window) -> tuple[Bucket, ...]:
    """The values of an answer; buckets without one are left out, and are no zeros."""
    figures = figures_of(list(rows))
    if figures is None or isinstance(figures, Ambiguous):
        return ()
    return tuple(
        Bucket(window.width_s, round(one.begin_s), one.value)
        for one in figures
        if one.value is not None
        and one.begin_s is not None
        and window.begin_s <= one.begin_s < window.end_s
    )


def duration_of_checks(guid: str) -> GoldenMetric:
    """What a synthetic monitor took, of checks that succeeded."""
    query = (
        "FROM SyntheticCheck SELECT average(duration) AS 'mean_ms' "
        f"WHERE entityGuid = {quoted(guid)} AND result = 'SUCCESS'"
    )
    return GoldenMetric(Sort.RESPONSE_TIME, "ms", query)


def in_seconds(value: float, unit: str) -> float | None:
    """A response time in seconds; None for a figure of another unit."""
    factor = _SECONDS.get(unit)
    return None if factor is None else value * factor
