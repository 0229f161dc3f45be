"""The response times on the page: of each step the median and the 95th percentile, or a gap.

There is no place here for checks, hosts or single answers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.response_metric import MetricRange, MetricUnit


@dataclass(frozen=True, slots=True)
class MetricStep:
    """What was measured in one step, in microseconds. `mean_us` is exact.

    The other two are read from a histogram, and so are right to within a quarter.
    """

    mean_us: int
    median_us: int
    p95_us: int


@dataclass(frozen=True, slots=True)
class MetricSeries:
    """The steps of a stretch of time, oldest first; None where nothing was measured.

    It ends with a whole hour. `mean_us` is of all answers in it, however many a step had.
    """

    range: MetricRange
    start: datetime
    step: timedelta
    steps: tuple[MetricStep | None, ...]
    mean_us: int | None

    @property
    def end(self) -> datetime:
        """Where its last step ends."""
        return self.start + self.step * len(self.steps)


@dataclass(frozen=True, slots=True)
class PublicMetric:
    """A metric with each of its stretches of time; `range` is the one on the first page.

    `name` is the team's, or that of the service. `last` is its last whole hour: None where nothing
    was measured in it.
    """

    public_id: str
    service_id: str
    name: str
    range: MetricRange
    unit: MetricUnit
    decimals: int
    last: MetricStep | None
    series: tuple[MetricSeries, ...]

    @property
    def shown(self) -> MetricSeries:
        """The stretch on the first page."""
        return next(one for one in self.series if one.range is self.range)
