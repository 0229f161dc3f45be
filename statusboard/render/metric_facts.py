"""What the templates are given of response times: a chart, and the same in words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from statusboard.domain.response_metric import MetricRange, MetricUnit, in_unit
from statusboard.domain.views.public import PublicView
from statusboard.domain.views.public_metrics import MetricSeries, PublicMetric
from statusboard.render.clean import clean_line
from statusboard.render.metric_chart import Chart, chart_of
from statusboard.render.metric_words import MetricWords
from statusboard.render.moments import Moment, Moments, moments_of
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of
from statusboard.render.page_words.metrics import metric_words_of


@dataclass(frozen=True, slots=True)
class HourFacts:
    """A row of the table: an hour, and its figures."""

    at: Moment
    median: str
    p95: str


@dataclass(frozen=True, slots=True)
class StretchFacts:
    """A stretch of time: its chart, whose upper edge is `top`, and what it says in words.

    `hours` are its hours one by one, the newest first, where a table of them stands beneath.
    """

    key: str
    name: str
    chart: Chart
    top: str
    starts: Moment
    ends: Moment
    words: str
    hours: tuple[HourFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricFacts:
    """A metric; `stretches` are those that stand on the page it is for."""

    id: str
    service_id: str
    name: str
    last: str
    stretches: tuple[StretchFacts, ...]


def first_page_metrics(view: PublicView) -> tuple[MetricFacts, ...]:
    """Every metric with the stretch that the team chose, in the team's order."""
    return tuple(_facts(view, one, (one.shown,)) for one in view.metrics)


def service_metrics(view: PublicView, service_id: str) -> tuple[MetricFacts, ...]:
    """Those of one service with all of their stretches, and a table of the last day."""
    own = (one for one in view.metrics if one.service_id == service_id)
    return tuple(_facts(view, one, one.series, with_hours=True) for one in own)


def value_text(us: int, metric: PublicMetric, decimal: str = ".") -> str:
    """A response time as the metric tells it, such as `142 ms`."""
    said = str(in_unit(us, metric.unit, metric.decimals)).replace(".", decimal)
    return f"{said} {metric.unit}"


def _facts(
    view: PublicView,
    metric: PublicMetric,
    stretches: tuple[MetricSeries, ...],
    *,
    with_hours: bool = False,
) -> MetricFacts:
    words, decimal = metric_words_of(view), words_of(view).dates.decimal
    last = metric.last
    return MetricFacts(
        metric.public_id,
        metric.service_id,
        clean_line(metric.name),
        words.no_last
        if last is None
        else words.last.format(value_text(last.median_us, metric, decimal)),
        tuple(
            _stretch(view, metric, one, with_hours=with_hours and one.range is MetricRange.DAY)
            for one in stretches
        ),
    )


def _stretch(
    view: PublicView, metric: PublicMetric, series: MetricSeries, *, with_hours: bool
) -> StretchFacts:
    moments, words = moments_of(view), metric_words_of(view)
    decimal = moments.dates.decimal
    chart = chart_of(series)
    return StretchFacts(
        key=f"{metric.public_id}-{series.range}",
        name=words.ranges[series.range],
        chart=chart,
        top=_top_text(chart.top_us, metric.unit, decimal),
        starts=moments.full(series.start),
        ends=moments.full(series.end),
        words=_words(metric, series, words, words_of(view)),
        hours=_hours(metric, series, moments, words) if with_hours else (),
    )


def _words(metric: PublicMetric, series: MetricSeries, words: MetricWords, page: PageWords) -> str:
    """`24 hours: mean 151 ms, highest median 380 ms, no data for 2 of 24 hours`."""
    name = words.ranges[series.range]
    known = [step for step in series.steps if step is not None]
    if series.mean_us is None or not known:
        return f"{name}{page.colon}{words.no_data}"
    decimal = page.dates.decimal
    highest = value_text(max(step.median_us for step in known), metric, decimal)
    said = [
        words.mean.format(value_text(series.mean_us, metric, decimal)),
        words.slowest.format(words.median.lower(), highest),
    ]
    gaps = len(series.steps) - len(known)
    if gaps:
        said.append(words.gaps.format(gaps, len(series.steps), words.steps[series.range]))
    return f"{name}{page.colon}{page.comma.join(said)}"


def _hours(
    metric: PublicMetric, series: MetricSeries, moments: Moments, words: MetricWords
) -> tuple[HourFacts, ...]:
    starts: list[datetime] = [series.start + series.step * n for n in range(len(series.steps))]
    return tuple(
        HourFacts(
            moments.full(at),
            words.no_data
            if step is None
            else value_text(step.median_us, metric, moments.dates.decimal),
            "" if step is None else value_text(step.p95_us, metric, moments.dates.decimal),
        )
        for at, step in zip(reversed(starts), reversed(series.steps), strict=True)
    )


def _top_text(top_us: int, unit: MetricUnit, decimal: str) -> str:
    """The upper edge is a round number: all of its digits are told, whatever the metric's are."""
    exact = (Decimal(top_us) / unit.microseconds).normalize()
    return f"{exact:f} {unit}".replace(".", decimal)
