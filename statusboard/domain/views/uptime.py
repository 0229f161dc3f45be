"""The uptime screen: figures one can defend, the trend, and a row per service."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from statusboard.domain.period import Period, Rolling
from statusboard.domain.promises import NOTHING_PROMISED, PromiseRecord
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.incident_figures import NO_INCIDENTS, IncidentFigures
from statusboard.domain.views.objectives import BudgetOutlook, ObjectiveStanding


class Range(StrEnum):
    """The ranges of the switch; each is the text of a period."""

    DAY = "24h"
    WEEK = "7d"
    MONTH = "30d"
    QUARTER = "90d"
    YEAR = "12mo"

    @property
    def period(self) -> Rolling:
        """The rolling days it stands for."""
        return Rolling({"24h": 1, "7d": 7, "30d": 30, "90d": 90, "12mo": 365}[self.value])


# One of the switch, or any other period.
AnyRange = Range | Period


def range_of(period: Period) -> AnyRange:
    """The range of the switch that is this period, else the period itself."""
    return next((one for one in Range if one.period == period), period)


def period_of(chosen: AnyRange) -> Period:
    """The period that a range stands for."""
    return chosen.period if isinstance(chosen, Range) else chosen


@dataclass(frozen=True, slots=True)
class Figures:
    """The cards on top. Texts are already cut, never rounded up; None: no promise, no outage.

    `budget_left_permille` is never below 0; `budget_over_us` is by how much it was overspent.
    `uptime` is a dash where too little was observed for a figure; `is_of_the_whole`: enough was, to
    say it of the whole range. `promises` are those of the services shown that can be held against
    their own windows (`promised_over`), `promises_open` those not observed enough to say.
    `first_notice_us` is the middle of those `first_notices` of the `incidents` whose start was
    measured; `updates`: whether the next update came when it was promised. `told` has more figures
    of the incidents.
    `objective` is how what is chosen stands against its own objective and window, whatever the
    range; `outlook` says when its budget runs out; `groups` are the objectives of
    groups that it is part of, a sentence each. `cost` is what the time down cost, by
    `cost_assumption`, which is printed with it, `cost_in_short` at the least; empty where no cost
    is chosen. `corrections` is how many the uptime counts, `added_up`
    how services count in it, in a few words, where there is anything to say.
    """

    uptime: str
    coverage: str
    promised: str | None
    budget_left_permille: int | None
    down_us: int
    outages: int
    longest_us: int
    major_free_since: datetime | None
    ever_major: bool
    first_notice_us: int | None
    incidents: int
    rule: str
    budget_over_us: int = 0
    promises: int = 0
    promises_kept: int = 0
    promises_open: int = 0
    is_of_the_whole: bool = True
    first_notices: int = 0
    updates: PromiseRecord = NOTHING_PROMISED
    told: IncidentFigures = NO_INCIDENTS
    objective: ObjectiveStanding | None = None
    outlook: BudgetOutlook | None = None
    groups: tuple[str, ...] = ()
    cost: str = ""
    cost_assumption: str = ""
    cost_in_short: str = ""
    corrections: int = 0
    promised_over: str = ""
    added_up: str = ""


@dataclass(frozen=True, slots=True)
class UptimeRow:
    """One service: 90 day bars and three figures. `missed_by_us` > 0: the promise was missed.

    A figure is a dash where too little was observed; its coverage says how much was. `uptime` and
    `coverage` are of the range that was asked for. `budget_left_permille` is what is left of the
    down time that its promise allows over its window, below 0 where it is overspent; None without
    a promise, or where too little was observed. `corrected` says of days, by their number in
    `days`, what people corrected of them. `promised_over` says the window and the hours, and
    `alarm` that the budget burns too fast, empty where it does not.
    """

    component_id: int
    name: str
    group: str
    status: ComponentStatus
    days: tuple[ComponentStatus, ...]
    uptime_30: str
    uptime_90: str
    uptime_365: str
    coverage_365: str
    promised: str | None
    on_target: bool | None
    missed_by_us: int = 0
    coverage_30: str = "100"
    coverage_90: str = "100"
    uptime: str = ""
    coverage: str = ""
    budget_left_permille: int | None = None
    promised_over: str = ""
    added_up: str = ""
    alarm: str = ""
    corrected: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


class BandKind(StrEnum):
    """What a band stands for: what was measured, what customers were told, what was corrected."""

    MEASURED = "measured"
    INCIDENT = "incident"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of trouble, or of planned work, behind the chart. Seconds since 1970, UTC.

    `note` is what has to be known of it, as a sentence: that its end was set afterwards, and why.
    `service` is whose it is, by `component_id`; of an incident it is its title.
    """

    start_s: float
    stop_s: float
    status: ComponentStatus
    service: str
    note: str = ""
    kind: BandKind = BandKind.MEASURED
    component_id: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Response times for the chart: equally long arrays of doubles, gaps as NaN.

    `at_s` is the start of each bucket (seconds since 1970, UTC), `bucket_s` its width. `median_s`
    and `p95_s` are upper bounds of the histogram buckets that the 50th and 95th percentile fall
    in, in seconds; `min_s` and `max_s` are exact.
    """

    bucket_s: float
    at_s: "array[float]"
    mean_s: "array[float]"
    p95_s: "array[float]"
    max_s: "array[float]"
    median_s: "array[float]"
    min_s: "array[float]"
    theirs: tuple["TheirSeries", ...] = ()


@dataclass(frozen=True, slots=True)
class TheirSeries:
    """A figure as New Relic kept it, of one entity; gaps as NaN.

    They are drawn beside ours, and count in no figure of ours. `at_s` as in `Series`. `figure` is
    what New Relic's figure is called, `values` are in `unit`; times are in seconds, as ours are.
    """

    name: str
    bucket_s: float
    at_s: "array[float]"
    values: "array[float]"
    figure: str = "Response time"
    unit: str = "s"


@dataclass(frozen=True, slots=True)
class Compared:
    """Another service, or another time, to lay over the chart; its figure is cut as all are."""

    series: Series
    start: datetime
    stop: datetime
    uptime: str
    coverage: str


@dataclass(frozen=True, slots=True)
class UptimeView:
    """The uptime screen without its chart, as of one instant.

    `start` and `stop` bound what of the range has passed. `in_business_hours`: its figures are of
    the business hours alone; `has_business_hours`: there are some to ask for. `group` is the name
    of the group that the figures are of, where one was asked for.
    """

    as_of: datetime
    range: AnyRange
    start: datetime
    stop: datetime
    zone: str
    figures: Figures
    rows: tuple[UptimeRow, ...]
    bands: tuple[Band, ...]
    in_business_hours: bool = False
    has_business_hours: bool = False
    group: str | None = None
