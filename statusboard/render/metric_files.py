"""Response times for programs: `api/metrics.json`, and per metric what Statuspage's page fetches.

The latter (`metrics-display/ID/day.json`, `week.json`, `month.json`) hold the mean of each step
under the names that the programs of others read, in the metric's unit.
"""

from statusboard.domain.response_metric import in_unit
from statusboard.domain.views.public import PublicView
from statusboard.domain.views.public_metrics import MetricSeries, PublicMetric
from statusboard.render.clean import clean_line
from statusboard.render.instant_text import to_millisecond
from statusboard.render.json_text import json_text

Json = dict[str, object]


def metric_files(view: PublicView) -> dict[str, bytes]:
    """The files by their paths; none where the team chose no metric."""
    if not view.metrics:
        return {}
    files = {
        f"metrics-display/{one.public_id}/{series.range}.json": json_text(
            _display(view, one, series)
        )
        for one in view.metrics
        for series in one.series
    }
    document = {
        "page": {"id": view.page_id, "name": clean_line(view.page_name), "url": view.page_url},
        "is_sample": view.is_demo,
        "time_zone": view.zone,
        "rule": "Means are exact; medians and 95th percentiles are estimated from a histogram. "
        "Null: nothing was measured.",
        "metrics": [_metric(one) for one in view.metrics],
    }
    return files | {"api/metrics.json": json_text(document)}


def _metric(one: PublicMetric) -> Json:
    return {
        "id": one.public_id,
        "name": clean_line(one.name),
        "component_id": one.service_id,
        "unit": one.unit.value,
        "decimal_places": one.decimals,
        "shown": one.range.value,
        "ranges": [
            {
                "range": series.range.value,
                "start": to_millisecond(series.start),
                "step_seconds": int(series.step.total_seconds()),
                "mean": _value(series.mean_us, one),
                "means": [_value(s.mean_us if s else None, one) for s in series.steps],
                "medians": [_value(s.median_us if s else None, one) for s in series.steps],
                "p95s": [_value(s.p95_us if s else None, one) for s in series.steps],
            }
            for series in one.series
        ],
    }


def _display(view: PublicView, one: PublicMetric, series: MetricSeries) -> Json:
    step_s = int(series.step.total_seconds())
    start_s = int(series.start.timestamp())
    data = [
        {"timestamp": start_s + place * step_s, "value": _value(step.mean_us, one)}
        for place, step in enumerate(series.steps)
        if step is not None
    ]
    values = [step.mean_us for step in series.steps if step is not None]
    summary: Json = {"sum": _value(sum(values), one), "mean": _value(series.mean_us, one)}
    newest = series.start + series.step * max(
        (place + 1 for place, step in enumerate(series.steps) if step is not None), default=0
    )
    created = next(
        (each.created_at for each in view.services if each.public_id == one.service_id),
        series.start,
    )
    metric: Json = {
        "name": clean_line(one.name),
        "metric_identifier": one.public_id,
        "created_at": to_millisecond(created),
        "updated_at": to_millisecond(created),
        "id": one.public_id,
        "metrics_provider_id": view.page_id,
        "metrics_display_id": one.public_id,
        "most_recent_data_at": to_millisecond(newest),
        "backfilled": False,
        "last_fetched_at": to_millisecond(series.end),
        "backfill_percentage": 1,
    }
    return {
        "period": {
            "count": len(series.steps),
            "interval": step_s,
            "identifier": series.range.value,
        },
        "metrics": [{"metric": metric, "summary": summary, "data": data}],
        "summary": summary | {"last": data[-1]["value"] if data else None},
    }


def _value(us: int | None, one: PublicMetric) -> int | float | None:
    """A number with the digits of the page; whole where it has no decimals."""
    if us is None:
        return None
    exact = in_unit(us, one.unit, one.decimals)
    return float(exact) if one.decimals else int(exact)
