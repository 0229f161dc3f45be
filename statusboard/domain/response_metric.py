"""A response metric of the page: which service's response times are shown, and how they are said.

As Statuspage's metrics, each has a name, a unit with its decimals, and a stretch of time.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from statusboard.domain.instants import HOUR_US, MINUTE_US

# An hour is told so long after its end: the slowest of its answers is in by then.
LATE_US = 5 * MINUTE_US
MOST_METRICS = 10
LONGEST_NAME = 60
MOST_DECIMALS = 3


class MetricRange(StrEnum):
    """The stretch of time of a chart, up to the last whole hour; in Statuspage's words."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def hours(self) -> int:
        """How long it is: a month has 30 days here."""
        return {MetricRange.DAY: 24, MetricRange.WEEK: 168, MetricRange.MONTH: 720}[self]

    @property
    def step_hours(self) -> int:
        """How many hours each of its steps takes together."""
        return 6 if self is MetricRange.MONTH else 1


class MetricUnit(StrEnum):
    """What response times are told in."""

    MILLISECONDS = "ms"
    SECONDS = "s"

    @property
    def microseconds(self) -> int:
        """How many microseconds one of it has."""
        return 1_000 if self is MetricUnit.MILLISECONDS else 1_000_000


@dataclass(frozen=True, slots=True)
class ResponseMetric:
    """What a team chose. `service` is the name it was chosen by; an empty `name` is that, too."""

    service: str
    name: str = ""
    range: MetricRange = MetricRange.DAY
    unit: MetricUnit = MetricUnit.MILLISECONDS
    decimals: int = 0


def last_hour_us(now_us: int) -> int:
    """The end of the last hour that is over and told; answers may be so late for it."""
    return (now_us - LATE_US) // HOUR_US * HOUR_US


def in_unit(us: int, unit: MetricUnit, decimals: int) -> Decimal:
    """A response time in its unit, rounded half to even to so many decimals."""
    exact = Decimal(us) / unit.microseconds
    return exact.quantize(Decimal(1).scaleb(-decimals))
