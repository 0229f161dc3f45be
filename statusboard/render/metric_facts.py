"""What the templates are given of response times: a chart, and the same in words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from statusboard.domain.response_metric import MetricRange, MetricUnit, in_unit
from statusboard.domain.views.public import PublicView
from statusboard.domain.views.public_metrics import MetricSeries, PublicMetric
from statusboard.render.clean import clean_line
from statusboard.render.metric_chart import Chart, chart_of
from statusboard.render.moments import Moment, Moments, moments_of
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


def _facts(
    view: PublicView,
    metric: PublicMetric,
    stretches: tuple[MetricSeries, ...],
    *,
    with_hours: bool = False,
) -> MetricFacts:
    words, last = metric_words_of(view), metric.last
    return MetricFacts(
        metric.public_id,
        metric.service_id,
        clean_line(metric.name),
        words.no_last if last is None else words.last.format(_value(view, metric, last.median_us)),
        tuple(
            _stretch(view, metric, one, with_hours=with_hours and one.range is MetricRange.DAY)
            for one in stretches
        ),
    )


def _stretch(
    view: PublicView, metric: PublicMetric, series: MetricSeries, *, with_hours: bool
) -> StretchFacts:
    moments = moments_of(view)
    chart = chart_of(series)
    # The upper edge is a round number: all of its digits are told, whatever the metric's are.
    top = (Decimal(chart.top_us) / metric.unit.microseconds).normalize()
    return StretchFacts(
        key=f"{metric.public_id}-{series.range}",
        name=metric_words_of(view).range(series.range),
        chart=chart,
        top=_number(view, top, metric.unit),
        starts=moments.full(series.start),
        ends=moments.full(series.end),
        words=_words(view, metric, series),
        hours=_hours(view, metric, series, moments) if with_hours else (),
    )


def _words(view: PublicView, metric: PublicMetric, series: MetricSeries) -> str:
    """`24 hours: mean 151 ms, highest median 380 ms, no data for 2 of 24 hours`."""
    language, words = words_of(view), metric_words_of(view)
    name = words.range(series.range)
    known = [step for step in series.steps if step is not None]
    if series.mean_us is None or not known:
        return f"{name}{language.colon}{words.no_data}"
    highest = max(step.median_us for step in known)
    said = [
        words.mean.format(_value(view, metric, series.mean_us)),
        words.highest.format(_value(view, metric, highest)),
    ]
    gaps = len(series.steps) - len(known)
    if gaps:
        pattern = words.gaps if series.range.step_hours == 1 else words.gaps_of_six
        said.append(pattern.format(gaps, len(series.steps)))
    return f"{name}{language.colon}{language.comma.join(said)}"


def _hours(
    view: PublicView, metric: PublicMetric, series: MetricSeries, moments: Moments
) -> tuple[HourFacts, ...]:
    starts: list[datetime] = [series.start + series.step * n for n in range(len(series.steps))]
    no_data = metric_words_of(view).no_data
    return tuple(
        HourFacts(
            moments.full(at),
            no_data if step is None else _value(view, metric, step.median_us),
            "" if step is None else _value(view, metric, step.p95_us),
        )
        for at, step in zip(reversed(starts), reversed(series.steps), strict=True)
    )


def _value(view: PublicView, metric: PublicMetric, us: int) -> str:
    """A response time as the metric tells it, such as `142 ms` or `1,25 s`."""
    return _number(view, in_unit(us, metric.unit, metric.decimals), metric.unit)


def _number(view: PublicView, number: Decimal, unit: MetricUnit) -> str:
    return f"{number:f} {unit}".replace(".", words_of(view).dates.decimal)
