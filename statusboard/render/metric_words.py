"""The words around response times, in one place."""

from dataclasses import dataclass

from statusboard.domain.response_metric import MetricRange


@dataclass(frozen=True, slots=True)
class MetricWords:
    """Patterns. `ranges` are the stretches of time, `steps` what one step of each is called."""

    heading: str
    heading_of_one: str
    last: str
    no_last: str
    mean: str
    no_data: str
    slowest: str
    gaps: str
    rule: str
    ranges: dict[MetricRange, str]
    steps: dict[MetricRange, str]
    hour: str
    median: str
    p95: str
    as_table: str
    for_programs: str


ENGLISH = MetricWords(
    heading="Response times",
    heading_of_one="Response time",
    last="{} in the last hour shown",
    no_last="No data for the last hour shown",
    mean="mean {}",
    no_data="no data",
    slowest="highest {} {}",
    gaps="no data for {} of {} {}",
    rule="Of the answers that our checks got: the median of each step, shaded up to the 95th "
    "percentile, both estimated from a histogram. The scale begins at 0. Where nothing was "
    "measured, there is no line.",
    ranges={
        MetricRange.DAY: "24 hours",
        MetricRange.WEEK: "7 days",
        MetricRange.MONTH: "30 days",
    },
    steps={
        MetricRange.DAY: "hours",
        MetricRange.WEEK: "hours",
        MetricRange.MONTH: "quarters of a day",
    },
    hour="Hour from",
    median="Median",
    p95="95th percentile",
    as_table="As a table",
    for_programs="For programs",
)
