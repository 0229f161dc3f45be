"""The public figures for Prometheus: `metrics.txt`, in OpenMetrics text.

Only gauges, so that readers of the older text format take it too. Labels are ids, which stay when
something is renamed; the names stand beside them once. What nobody knows has no sample.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from statusboard.domain.component_rule import group_status
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.public import PublicView
from statusboard.domain.views.public_metrics import PublicMetric
from statusboard.render.clean import clean_line
from statusboard.render.headline import headline, unresolved
from statusboard.render.maintenance import running, upcoming

Sample = tuple[dict[str, str], str]

_LEVELS = {
    ComponentStatus.OPERATIONAL: 0,
    ComponentStatus.DEGRADED_PERFORMANCE: 1,
    ComponentStatus.PARTIAL_OUTAGE: 2,
    ComponentStatus.MAJOR_OUTAGE: 3,
    ComponentStatus.UNDER_MAINTENANCE: 4,
}
_WORDS = "0 operational, 1 degraded, 2 partial outage, 3 major outage, 4 maintenance"


def open_metrics(view: PublicView) -> bytes:
    """Everything that is measured or told in public, as gauges."""
    lines = [
        *_family("statusboard_page_status", f"How everything is: {_WORDS}.", _page(view)),
        *_family(
            "statusboard_component_status",
            f"What customers are told of a service: {_WORDS}.",
            _components(view),
        ),
        *_family(
            "statusboard_component_group_status",
            f"What customers are told of a group: {_WORDS}.",
            _groups(view),
        ),
        *_family(
            "statusboard_component_name",
            "What a service is called; the value says nothing.",
            [({"component": s.public_id, "name": clean_line(s.name)}, "1") for s in view.services],
        ),
        *_family(
            "statusboard_component_uptime_ratio",
            "Uptime of a service over the days of its strip, by the rule of the page.",
            [({"component": s.public_id}, _ratio(s.uptime)) for s in view.services],
        ),
        *_family(
            "statusboard_component_coverage_ratio",
            "How much of those days was observed.",
            [({"component": s.public_id}, _ratio(s.coverage)) for s in view.services],
        ),
        *_family(
            "statusboard_uptime_ratio",
            "Uptime of all services together over 365 days, by the rule of the page.",
            [({}, _ratio(view.record.uptime_365))],
        ),
        *_family(
            "statusboard_coverage_ratio",
            "How much of those 365 days was observed.",
            [({}, _ratio(view.record.coverage_365))],
        ),
        *_family(
            "statusboard_incident_active",
            "An incident that is not over.",
            [
                ({"incident": one.public_id, "impact": one.impact.value}, "1")
                for one in unresolved(view)
            ],
        ),
        *_family(
            "statusboard_incidents_active",
            "How many incidents are not over.",
            [({}, str(len(unresolved(view))))],
        ),
        *_family(
            "statusboard_maintenances",
            "Windows of planned work by their state.",
            [
                ({"state": "under_way"}, str(len(running(view)))),
                ({"state": "to_come"}, str(len(upcoming(view)))),
            ],
        ),
        *_family(
            "statusboard_response_metric_name",
            "What a metric of response times is called; the value says nothing.",
            [
                (
                    {"metric": m.public_id, "component": m.service_id, "name": clean_line(m.name)},
                    "1",
                )
                for m in view.metrics
            ],
        ),
        *_family(
            "statusboard_response_time_seconds",
            "Response time of a service in the last whole hour: mean, and estimated percentiles.",
            [sample for one in view.metrics for sample in _response_times(one)],
        ),
        "# EOF",
    ]
    return ("\n".join(lines) + "\n").encode()


def _page(view: PublicView) -> list[Sample]:
    return [({}, _level(headline(view).status))]


def _components(view: PublicView) -> list[Sample]:
    known = {group.public_id for group in view.groups}
    return [
        (
            {"component": s.public_id, "group": s.group_id if s.group_id in known else ""},
            _level(s.status),
        )
        for s in view.services
    ]


def _groups(view: PublicView) -> list[Sample]:
    found: list[Sample] = []
    for group in view.groups:
        inside = [s.status for s in view.services if s.group_id == group.public_id]
        if inside:
            found.append(({"group": group.public_id}, _level(group_status(group.rule, inside))))
    return found


def _response_times(one: PublicMetric) -> list[Sample]:
    if one.last is None:
        return []
    values = (("mean", one.last.mean_us), ("p50", one.last.median_us), ("p95", one.last.p95_us))
    return [
        (
            {"metric": one.public_id, "component": one.service_id, "of": name},
            f"{Decimal(us) / 1_000_000:f}",
        )
        for name, us in values
    ]


def _family(name: str, about: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} gauge"
    for labels, value in samples:
        if value:
            said = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
            yield f"{name}{{{said}}} {value}" if said else f"{name} {value}"


def _level(status: ComponentStatus) -> str:
    """Empty where nobody knows."""
    return str(_LEVELS[status]) if status in _LEVELS else ""


def _ratio(percent: str) -> str:
    """A share that the page prints in percent, with the same digits; empty where it prints none."""
    try:
        return f"{Decimal(percent) / 100:f}"
    except InvalidOperation:
        return ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
