"""What `statusboard status --json` and `statusboard uptime --json` print: plain values for JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NotRequired, TypedDict

from statusboard.app.doorway import query
from statusboard.app.health.answered import newest_answers
from statusboard.app.health.asked_interval import asked_interval
from statusboard.app.health.brought_history import elsewhere_until
from statusboard.app.health.corrected import corrected_services, measured_figures
from statusboard.app.health.downtime_costs import downtime_costs
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.objective_hours import hours_of
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.whole_outages import whole_outages
from statusboard.domain.component import Component
from statusboard.domain.instants import MINUTE_US, SECOND_US, Interval, from_us
from statusboard.domain.objective import Hours
from statusboard.domain.percent import percent_number
from statusboard.domain.result import Outcome
from statusboard.domain.span import Outage
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure
from statusboard.errors import RuleBroken
from statusboard.storage.history import spans
from statusboard.storage.history.packing import StoredAnswer
from statusboard.storage.unit import Unit

# How long after the watch has ended its answers are still said of now.
VOUCHED_AFTER_US = 5 * MINUTE_US

# `from` is a word of the language, so this shape is written as a call.
UptimeReport = TypedDict(
    "UptimeReport",
    {
        "from": str,
        "to": str,
        "hours": str,
        "rule": str,
        "rule_sentence": str,
        "cost_assumption": "str | None",
        "services": "list[ServiceUptime]",
    },
)


class OutageReport(TypedDict):
    """One outage; `end` None: it lasts. Only the part inside the interval asked for.

    `left_out_seconds` is how long planned work lay over it, which is no down time.
    """

    start: str
    end: str | None
    status: str
    left_out_seconds: float


class ServiceUptime(TypedDict):
    """One service over the interval. Percentages are cut, never rounded up.

    `uptime_percent` None: too little of the interval was observed for a figure. Where it counts
    `corrections`, `measured_uptime_percent` is what was measured before anybody corrected it.
    `cost` is what the time down cost, in `currency`, by the assumption of the report; None without.
    """

    name: str
    uptime_percent: float | None
    coverage_percent: float | None
    down_seconds: float
    observed_seconds: float
    outages: list[OutageReport]
    cost: float | None
    currency: str | None
    measured_elsewhere_until: NotRequired[str]
    corrections: NotRequired[int]
    measured_uptime_percent: NotRequired[float | None]


class LastResult(TypedDict):
    """The newest answer of a check."""

    at: str
    outcome: str
    response_ms: float | None
    reason: str


class CheckReport(TypedDict):
    """One check. `state` is the debounced verdict: up, degraded, down or unknown."""

    kind: str
    state: str
    last_result: LastResult | None


class ServiceStatus(TypedDict):
    """One service. `since` None: not known. `stale`: what is known of it may no longer hold.

    `flapping`: it keeps turning. `explained_by`: the service that it depends on and that is down.
    `rule` is how its checks add up: `worst`, `best`, `quorum 2`, `weighted 1 25 50`.
    """

    name: str
    group: str | None
    status: str
    since: str | None
    stale: bool
    flapping: bool
    explained_by: str | None
    rule: str
    depends_on: list[str]
    reason: str
    set_by_hand: bool
    checks: list[CheckReport]


class StatusReport(TypedDict):
    """Everything, as of one instant."""

    observed_at: str
    services: list[ServiceStatus]


@dataclass(frozen=True, slots=True)
class UptimeReportAsk:
    """From when to when, or a period by its name; with neither the last 90 days up to now.

    `hours`: all, or only business hours.
    """

    start: datetime | None = None
    stop: datetime | None = None
    period: str = ""
    hours: Hours = Hours.ALL


def iso(instant: datetime) -> str:
    """An instant as ISO 8601 in UTC: `2026-11-22T13:02:07.250000Z`."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _status(unit: Unit, _given: None) -> StatusReport:
    facts = read_facts(unit)
    newest = newest_answers(unit, facts.answered, facts.numbers)
    observed_us = facts.watched_us or facts.now_us
    return {
        "observed_at": iso(from_us(observed_us)),
        "services": [_service(facts, component, newest) for component in facts.components],
    }


STATUS_REPORT = query("status.report")(_status)


def _service(facts: Facts, component: Component, newest: dict[int, StoredAnswer]) -> ServiceStatus:
    # Nothing that is stale may look fine to a script. An answer vouches for a while, also after
    # the collector said goodbye, but not for long: `observed_at` says when that was.
    is_trouble = facts.status(component.id).is_trouble
    is_seen = facts.is_seen(component.id)
    trouble_lasts = is_trouble and is_seen and facts.has_spoken(component.id)
    checks = facts.checks_of(component.id)
    is_stale = not checks or any(facts.is_check_stale(check) for check in checks)
    is_left = not is_seen and facts.now_us - facts.watched_us > VOUCHED_AFTER_US
    hidden = is_left or (is_stale and not trouble_lasts)
    since = facts.since(component.id)
    cause = None if hidden else facts.cause(component.id)
    return {
        "name": component.name,
        "group": facts.group_of(component) or None,
        "status": (ComponentStatus.UNKNOWN.value if hidden else facts.status(component.id).value),
        "since": None if hidden or since is None else iso(since),
        "stale": facts.is_stale(component.id),
        "flapping": facts.is_flapping(component.id),
        "explained_by": None if cause is None else facts.name(cause.parent_id),
        "rule": component.rule.text,
        "depends_on": [facts.name(one) for one in facts.parents.get(component.id, ())],
        "reason": _reason(facts, component, hidden=hidden),
        "set_by_hand": component.id in facts.by_hand,
        "checks": [
            {
                "kind": check.kind,
                "state": Outcome.of(facts.state(check.id).state.level).value,
                "last_result": _last(newest.get(check.id)),
            }
            for check in checks
        ],
    }


def _reason(facts: Facts, component: Component, *, hidden: bool) -> str:
    if not hidden:
        return facts.reason(component.id)
    if not facts.checks_of(component.id):
        return "Nothing is asked of this service."
    is_seen = facts.is_seen(component.id)
    if facts.is_starting and not is_seen:
        return "The collector has started, and no answer has come in yet."
    if not is_seen:
        return "Nobody is watching."
    if not facts.has_spoken(component.id):
        return "It has not answered since the watch began."
    return facts.reason(component.id) or "The newest answer is too old to speak for now."


def _last(answer: StoredAnswer | None) -> LastResult | None:
    if answer is None:
        return None
    return {
        "at": iso(from_us(answer.at_us)),
        "outcome": answer.outcome.value,
        "response_ms": None if answer.response_us is None else answer.response_us / 1_000,
        "reason": answer.reason.value,
    }


def _uptime(unit: Unit, given: UptimeReportAsk) -> UptimeReport:
    facts = read_facts(unit)
    hours = hours_of(facts)
    bounds = asked_interval(unit, hours, given.start, given.stop, given.period)
    ids = [component.id for component in facts.components]
    if given.hours is Hours.BUSINESS and hours.terms.hours is None:
        raise RuleBroken(
            "No business hours are chosen. Settings has them, under Uptime.", field="hours"
        )
    parts = hours.within(given.hours, bounds)
    figures = period_figures(unit, parts, ids, now_us=facts.watched_us)
    costs = downtime_costs(unit, hours, parts, figures, now_us=facts.watched_us)
    trouble = spans.read_trouble(unit, bounds, component_ids=frozenset(ids))
    work = spans.read_under_maintenance(unit, bounds, component_ids=frozenset(ids))
    down: dict[int, list[Outage]] = {}
    for outage in whole_outages(unit, trouble, work):
        down.setdefault(outage.component_id, []).append(outage)
    elsewhere, counted = elsewhere_until(unit, bounds), corrected_services(unit, bounds)
    measured = measured_figures(unit, parts, ids, now_us=facts.watched_us)
    services = []
    for component in facts.components:
        outages = down.get(component.id, [])
        said = _service_uptime(facts, component, figures[component.id], outages, bounds)
        if hours.terms.cost is not None:
            said["cost"] = float(round(costs[component.id], 2))
            said["currency"] = hours.terms.cost.currency
        if component.id in elsewhere:
            said["measured_elsewhere_until"] = iso(from_us(elsewhere[component.id]))
        if component.id in measured:
            said["corrections"] = counted[component.id]
            said["measured_uptime_percent"] = percent_number(measured[component.id].said)
        services.append(said)
    return {
        "from": iso(bounds.start),
        "to": iso(bounds.stop),
        "hours": given.hours.value,
        "rule": DEFAULT_RULE.name,
        "rule_sentence": DEFAULT_RULE.sentence,
        "cost_assumption": None if hours.terms.cost is None else hours.terms.cost.assumption,
        "services": services,
    }


UPTIME_REPORT = query("uptime.report")(_uptime)


def _service_uptime(
    facts: Facts,
    component: Component,
    figure: UptimeFigure,
    happened: Sequence[Outage],
    bounds: Interval,
) -> ServiceUptime:
    found: list[OutageReport] = []
    for outage in happened:
        lasts = outage.stop_us is None
        stop_us = facts.watched_us if outage.stop_us is None else outage.stop_us
        part = Interval(outage.start_us, max(outage.start_us, stop_us)).clip(bounds)
        if part is None:
            continue
        goes_on = lasts and facts.is_watched and part.stop_us == facts.now_us
        found.append(
            {
                "start": iso(part.start),
                "end": None if goes_on else iso(part.stop),
                "status": outage.status.value,
                "left_out_seconds": outage.left_out_us(part.start_us, part.stop_us) / SECOND_US,
            }
        )
    return {
        "name": component.name,
        "uptime_percent": percent_number(figure.said),
        "coverage_percent": percent_number(figure.coverage),
        "down_seconds": figure.down_us / SECOND_US,
        "observed_seconds": figure.observed_us / SECOND_US,
        "outages": found,
        "cost": None,
        "currency": None,
    }
