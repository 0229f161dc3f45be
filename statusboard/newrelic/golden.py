"""Golden metrics as ready questions: which can be watched, and from which limit on. Pure.

New Relic tells the NRQL of each. The limits come from the entity's own last week, wide enough that
an ordinary week like it would have raised no alarm: nobody is to be woken by a guess.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.views.new_relic_figures import ReadyQuestion
from statusboard.newrelic.limits import Compare
from statusboard.newrelic.nrql_text import problem_of, without_window
from statusboard.newrelic.parse import at
from statusboard.newrelic.rows import number

WEEK_S = 7 * 86_400
HOUR_S = 3600
# Fewer hours than this say nothing of a week: the limits are left open then.
LEAST_HOURS = 24
# What is less than this is nothing.
_LEAST = 1e-9


class Sort(StrEnum):
    """The figures that are offered: those of which it is known which side is bad."""

    RESPONSE_TIME = "Response time"
    ERROR_RATE = "Error rate"
    THROUGHPUT = "Throughput"
    CPU = "CPU"
    MEMORY = "Memory"
    DISK = "Disk"


# How each is told, and nothing else is: by words in its title, and by its unit.
_TOLD = (
    (Sort.ERROR_RATE, ("error",), ("PERCENTAGE",)),
    (Sort.CPU, ("cpu",), ("PERCENTAGE",)),
    (Sort.MEMORY, ("memory",), ("PERCENTAGE",)),
    (Sort.DISK, ("disk", "storage"), ("PERCENTAGE",)),
    (Sort.RESPONSE_TIME, ("response", "duration", "load time", "latency"), ("MS", "SECONDS")),
    (
        Sort.THROUGHPUT,
        ("throughput",),
        ("REQUESTS_PER_MINUTE", "REQUESTS_PER_SECOND", "PAGES_PER_SECOND", "COUNT"),
    ),
)
_UNITS = {
    "PERCENTAGE": "%",
    "MS": "ms",
    "SECONDS": "s",
    "REQUESTS_PER_MINUTE": "rpm",
    "REQUESTS_PER_SECOND": "rps",
    "PAGES_PER_SECOND": "pages/s",
}


@dataclass(frozen=True, slots=True)
class GoldenMetric:
    """A figure that New Relic calls golden, of a sort that can be judged."""

    sort: Sort
    unit: str
    query: str


def golden_of(data: object) -> tuple[int, tuple[GoldenMetric, ...]] | None:
    """The account of an entity and its figures, one of each sort; None where it is not there."""
    entity = at(data, "actor", "entity")
    account = number(at(entity, "accountId"))
    if account is None:
        return None
    found: dict[Sort, GoldenMetric] = {}
    listed = at(entity, "goldenMetrics", "metrics")
    for metric in listed if isinstance(listed, list) else ():
        query, unit = at(metric, "query"), at(metric, "unit")
        words = str(at(metric, "title")).lower()
        sort = next(
            (s for s, parts, units in _TOLD if unit in units and _holds(words, parts)), None
        )
        if sort is None or not isinstance(query, str) or sort in found:
            continue
        plain = _plain(query)
        if plain:
            found[sort] = GoldenMetric(sort, _UNITS.get(str(unit), ""), plain)
    return int(account), tuple(found[sort] for sort in Sort if sort in found)


def _holds(words: str, parts: Sequence[str]) -> bool:
    return any(part in words for part in parts)


def _plain(query: str) -> str:
    """The query without its window; empty where it is none that we can ask."""
    try:
        plain = without_window(query)
    except ValueError:
        return ""
    return "" if problem_of(plain) else plain


def ready_question(metric: GoldenMetric, hours: Sequence[float]) -> ReadyQuestion:
    """The question with limits from the hourly figures of a week.

    Response time: degraded above twice the greatest hour. Error rate: degraded above twice the
    greatest hour and 1 %, down above five times that and 10 %. Throughput: degraded below a tenth
    of the least hour. CPU, memory, disk: degraded above 90 %, or above halfway from the greatest
    hour to full where that is more.
    """
    degraded, down = _limits(metric.sort, hours if len(hours) >= LEAST_HOURS else ())
    is_below = metric.sort is Sort.THROUGHPUT
    return ReadyQuestion(
        label=metric.sort.value,
        unit=metric.unit,
        query=metric.query,
        compare=(Compare.BELOW if is_below else Compare.ABOVE).value,
        degraded_when=degraded,
        down_when=down,
    )


def _limits(sort: Sort, hours: Sequence[float]) -> tuple[float | None, float | None]:
    most, least = max(hours, default=None), min(hours, default=None)
    match sort:
        case Sort.ERROR_RATE:
            usual = most or 0.0
            degraded = _round_up(max(1.0, 2 * usual))
            return min(degraded, 100.0), min(_round_up(max(10.0, 5 * degraded)), 100.0)
        case Sort.RESPONSE_TIME:
            return (_round_up(2 * most), None) if most else (None, None)
        case Sort.THROUGHPUT:
            return (_round_down(least / 10), None) if least else (None, None)
        case _:
            return max(90.0, math.floor(100 - (100 - min(most or 0.0, 100.0)) / 2)), None


def _round_up(value: float) -> float:
    """A limit that somebody can remember: two digits, never lower than it was."""
    return _two_digits(value, up=True)


def _round_down(value: float) -> float:
    return _two_digits(value, up=False)


def _two_digits(value: float, *, up: bool) -> float:
    if value < _LEAST:
        return _LEAST if up else 0.0
    places = 1 - math.floor(math.log10(value))
    scaled = value * 10.0**places
    # What is a hair off a whole number is that number.
    whole = math.ceil(scaled - 1e-9) if up else math.floor(scaled + 1e-9)
    return round(whole / 10.0**places, max(places, 0))
