"""The response times that the page shows, from the hourly roll-ups, up to the last whole hour."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from statusboard.app.health.locations import Numbers
from statusboard.app.page.metrics import chosen_metrics
from statusboard.app.settings import page_secret
from statusboard.domain.component import Component
from statusboard.domain.instants import HOUR_US, from_us
from statusboard.domain.response_metric import MetricRange, last_hour_us
from statusboard.domain.views.public_metrics import MetricSeries, MetricStep, PublicMetric
from statusboard.storage.checks import read_checks
from statusboard.storage.history import results, rollups
from statusboard.storage.history.packing import Tally
from statusboard.storage.public_ids import derived_public_id
from statusboard.storage.unit import Unit

MEDIAN_PERMILLE = 500
P95_PERMILLE = 950

Hours = Mapping[int, Tally]


def public_metrics(
    unit: Unit, components: Sequence[Component], settings: Mapping[str, object]
) -> tuple[PublicMetric, ...]:
    """What was chosen, in its order; a metric whose service is no more is left out."""
    secret, chosen = page_secret(settings), chosen_metrics(settings, components)
    wanted = {one.id for _, one in chosen if one is not None}
    if not wanted:
        return ()
    end = last_hour_us(unit.now_us) // HOUR_US
    hours = _hours_of(unit, frozenset(wanted), end)
    return tuple(
        PublicMetric(
            public_id=derived_public_id(secret, "metric", component.public_id, metric.name),
            service_id=component.public_id,
            name=metric.name or component.name,
            range=metric.range,
            unit=metric.unit,
            decimals=metric.decimals,
            last=_step([hours[component.id][end - 1]] if end - 1 in hours[component.id] else []),
            series=tuple(_series(hours[component.id], kind, end) for kind in MetricRange),
        )
        for metric, component in chosen
        if component is not None
    )


def _hours_of(unit: Unit, component_ids: frozenset[int], end: int) -> dict[int, dict[int, Tally]]:
    """By service and hour (since 1970) what its checks took; of several locations, home's."""
    checks = read_checks(unit, with_config=False, component_ids=component_ids)
    numbers = Numbers.read(unit, checks)
    owners = {numbers.shown(check): check.component_id for check in checks}
    first = end - MetricRange.MONTH.hours
    found: dict[int, dict[int, Tally]] = {one: {} for one in component_ids}
    packed = rollups.read_tallies_by_check(
        unit, daily=False, check_ids=tuple(owners), first=first, end=end
    )
    for number, hours in packed.items():
        for hour, tally in hours.items():
            found[owners[number]].setdefault(hour, Tally()).merge(tally)
    # Answers of the hours that nobody packed yet are in no roll-up.
    for number, at_us, body in results.unpacked_by_check(
        unit, check_ids=tuple(owners), start_us=first * HOUR_US, stop_us=end * HOUR_US
    ):
        found[owners[number]].setdefault(at_us // HOUR_US, Tally()).add([body])
    return found


def _series(hours: Hours, kind: MetricRange, end: int) -> MetricSeries:
    first = end - kind.hours
    whole = [hours[hour] for hour in range(first, end) if hour in hours]
    timed = sum(tally.timed for tally in whole)
    steps = (range(at, at + kind.step_hours) for at in range(first, end, kind.step_hours))
    return MetricSeries(
        range=kind,
        start=from_us(first * HOUR_US),
        step=timedelta(hours=kind.step_hours),
        steps=tuple(_step([hours[hour] for hour in inside if hour in hours]) for inside in steps),
        mean_us=sum(tally.sum_us for tally in whole) // timed if timed else None,
    )


def _step(tallies: Sequence[Tally]) -> MetricStep | None:
    """Hours as one step; None where nothing in them was timed."""
    one = tallies[0] if len(tallies) == 1 else Tally()
    if len(tallies) > 1:
        for tally in tallies:
            one.merge(tally)
    median, p95 = one.percentile_us(MEDIAN_PERMILLE), one.percentile_us(P95_PERMILLE)
    if median is None or p95 is None:
        return None
    return MetricStep(one.sum_us // one.timed, median, p95)
