"""An uptime report: everything that one file to send says of a period, as one frozen value.

Every form of it (pages, tables, JSON, what is shared) is made from this and from nothing else, so
that no two of them can disagree. Figures are those of the screens; texts are cut, never rounded up.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.language import Language
from statusboard.domain.objective import Hours, window_text
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.promises import NOTHING_PROMISED, PromiseRecord
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.uptime import NOTHING, UptimeFigure


class ReportForm(StrEnum):
    """The forms that a report can be written in, named as the file ends."""

    PDF = "pdf"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class ReportOutage:
    """One outage, as far as it lies in the period. `lasts`: it goes on after it.

    `down_us` is its length without planned work, and within the hours that count.
    """

    component_id: int
    service: str
    start: datetime
    stop: datetime
    status: ComponentStatus
    down_us: int
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class ReportPromise:
    """What was promised of a service, held against its own window as of the end of the period.

    `window` is its text as `read_window` reads it; it goes from `start` to `stop`, and `is_over`.
    `figure` is what was measured in it, `over_us` by how much more was lost than it allows. `kept`
    None: too little was observed to say.
    """

    window: str
    hours: Hours
    start: datetime
    stop: datetime
    is_over: bool
    figure: UptimeFigure
    over_us: int = 0
    kept: bool | None = None

    @classmethod
    def of(cls, held: HeldPromise) -> "ReportPromise":
        """The promise as a report has it: flat, for another program draws it."""
        return cls(
            window_text(held.objective.window),
            held.objective.hours,
            held.window.start,
            held.window.stop,
            held.is_whole,
            held.figure,
            held.over_us,
            held.kept,
        )


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One service. `kept` None: nothing was promised, or too little was observed to say.

    `days` holds the worst status of each stretch of the period, `longest_us` its longest outage.
    `measured` is the figure before people corrected it, None where nobody did. `promise` is what
    was promised, held against its own window as of the end of the period: without one the period
    is the window. `earlier` are the promises of the windows before it that lie in the period, such
    as the first two months of a quarter; it is `kept` where each of them was.
    """

    component_id: int
    name: str
    group: str
    figure: UptimeFigure
    days: tuple[ComponentStatus, ...]
    outages: int = 0
    longest_us: int = 0
    promised_ppm: int | None = None
    kept: bool | None = None
    measured: UptimeFigure | None = None
    promise: ReportPromise | None = None
    earlier: tuple[ReportPromise, ...] = ()

    @property
    def promises(self) -> tuple[ReportPromise, ...]:
        """All that were held, the oldest first."""
        return self.earlier if self.promise is None else (*self.earlier, self.promise)

    @property
    def decisive(self) -> ReportPromise | None:
        """The promise that decides whether it was kept: the one that was missed by most, if any."""
        missed = [one for one in self.promises if one.kept is False]
        return max(missed, key=lambda one: one.over_us, default=self.promise)

    @property
    def held(self) -> UptimeFigure:
        """The figure that the promise is held against."""
        decisive = self.decisive
        return self.figure if decisive is None else decisive.figure

    @property
    def uptime(self) -> str:
        """Percent without the sign; a dash where too little was observed."""
        return percent_text(self.figure.said)

    @property
    def coverage(self) -> str:
        """How much was observed, in percent without the sign."""
        return coverage_text(self.figure.coverage)

    @property
    def promised(self) -> str | None:
        """The promise in percent without the sign, or None."""
        return promised_text(self.promised_ppm)


@dataclass(frozen=True, slots=True)
class ReportUpdate:
    """What customers were told at an instant, in the words that stand."""

    at: datetime
    status: IncidentStatus
    body: str


@dataclass(frozen=True, slots=True)
class ReportIncident:
    """An incident that touches the period, with what was said, the oldest first.

    `resolved_at` None: it lasts. `first_word_us` None: its start was not measured.
    """

    title: str
    impact: Impact
    started_at: datetime
    resolved_at: datetime | None
    services: tuple[str, ...]
    first_word_us: int | None
    updates: tuple[ReportUpdate, ...]
    promises: PromiseRecord = NOTHING_PROMISED


@dataclass(frozen=True, slots=True)
class ReportSeries:
    """Response times: equally long columns in seconds, None for a gap.

    `at_s` is the start of each bucket in seconds since 1970, UTC. Both percentiles are upper bounds
    of the histogram bucket they fall in.
    """

    bucket_s: float
    at_s: tuple[float, ...] = ()
    median_s: tuple[float | None, ...] = ()
    p95_s: tuple[float | None, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was timed."""
        return all(one is None for one in self.median_s)


@dataclass(frozen=True, slots=True)
class ReportBand:
    """A stretch of trouble or of planned work behind the chart."""

    start: datetime
    stop: datetime
    status: ComponentStatus


@dataclass(frozen=True, slots=True)
class ReportTotals:
    """All services of the report together.

    `figure` adds up their lengths; `weighted` is what uptime and coverage are of, where services do
    not count alike. `budget_left_permille` None: nothing was promised, or it is not observed enough
    to say; never below 0. `first_notice_us` is the middle of the `first_notices` that could be
    measured.
    """

    figure: UptimeFigure = NOTHING
    weighted: UptimeFigure | None = None
    outages: int = 0
    longest_us: int = 0
    promises: int = 0
    promises_kept: int = 0
    promises_open: int = 0
    promised_ppm: int | None = None
    budget_left_permille: int | None = None
    budget_over_us: int = 0
    incidents: int = 0
    first_notice_us: int | None = None
    first_notices: int = 0
    updates: PromiseRecord = NOTHING_PROMISED

    @property
    def as_one(self) -> UptimeFigure:
        """The figure of all as one: by weight, where services have some."""
        return self.figure if self.weighted is None else self.weighted

    @property
    def uptime(self) -> str:
        """Percent without the sign; a dash where too little was observed."""
        return percent_text(self.as_one.said)

    @property
    def coverage(self) -> str:
        """How much was observed, in percent without the sign."""
        return coverage_text(self.as_one.coverage)


@dataclass(frozen=True, slots=True)
class Remark:
    """What was corrected, brought along from elsewhere, or assumed, in a sentence.

    It is about one service, or with None about all of them.
    """

    text: str
    component_id: int | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """How the figures were counted: the rule, where answers came from, and every remark."""

    rule_name: str
    rule: str
    sources: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    hours: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks, sentence by sentence."""
        return tuple(one.text for one in self.remarks)


@dataclass(frozen=True, slots=True)
class UptimeReport:
    """A report of the half-open period from `start` to `stop`, as it was known at `made_at`.

    `period` is its text as `read_period` reads it; `ends_early`: the period goes on after `stop`,
    because it was not over. `bar_days` is how many local days each bar stands for.
    `is_whole`: it is about every service there is.
    """

    company: str
    period: str
    start: datetime
    stop: datetime
    ends_early: bool
    made_at: datetime
    zone: str
    language: Language
    totals: ReportTotals
    rows: tuple[ReportRow, ...]
    outages: tuple[ReportOutage, ...]
    incidents: tuple[ReportIncident, ...]
    series: ReportSeries
    bands: tuple[ReportBand, ...]
    method: Method
    bar_days: int = 1
    is_whole: bool = True
    is_demo: bool = False
