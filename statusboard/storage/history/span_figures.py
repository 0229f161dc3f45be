"""The sums of uptime over spans, added up inside the database."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, func, select

from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure, UptimeRule
from statusboard.storage.numbers import STATUS_OF
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import SPAN
from statusboard.storage.unit import Unit


def figures(
    unit: Unit,
    bounds: Interval,
    *,
    now_us: int,
    component_ids: Collection[int],
    rule: UptimeRule = DEFAULT_RULE,
) -> dict[int, UptimeFigure]:
    """The figure of each component over one interval, added up inside the database.

    For long intervals of which only the sums are wanted; exactly `domain.uptime.measure`.
    """
    lengths = status_lengths(unit, bounds, now_us)
    return {
        component_id: figure_of(lengths.get(component_id, {}), bounds.length_us, rule)
        for component_id in component_ids
    }


@read_once
def status_lengths(
    unit: Unit, bounds: Interval, now_us: int
) -> Mapping[int, Mapping[ComponentStatus, int]]:
    """How long each component was in each status, clipped to an interval, in microseconds."""
    lower = _larger(unit, SPAN.c.start_us, bounds.start_us)
    until = func.coalesce(SPAN.c.stop_us, now_us)
    upper = _smaller(unit, until, bounds.stop_us)
    statement = (
        select(SPAN.c.component_id, SPAN.c.status, func.sum(upper - lower))
        .where(lower < upper)
        .where(SPAN.c.start_us < bounds.stop_us)
        .group_by(SPAN.c.component_id, SPAN.c.status)
    )
    ended = statement.where(SPAN.c.stop_us > bounds.start_us)
    lasting = statement.where(SPAN.c.stop_us.is_(None))
    lengths: dict[int, dict[ComponentStatus, int]] = {}
    for part in (ended, lasting):
        for component_id, number, length in unit.connection.execute(part).all():
            own = lengths.setdefault(component_id, {})
            status = STATUS_OF[number]
            own[status] = own.get(status, 0) + int(length)
    return lengths


def figure_of(
    lengths: Mapping[ComponentStatus, int], interval_us: int, rule: UptimeRule = DEFAULT_RULE
) -> UptimeFigure:
    """The figure of an interval from the length of each status in it, in microseconds."""
    observed = maintenance = down = weighted = 0
    for status, us in lengths.items():
        if status is ComponentStatus.UNKNOWN:
            continue
        observed += us
        if status is ComponentStatus.UNDER_MAINTENANCE:
            maintenance += us
            continue
        weighted += us * rule.weight(status)
        if status.counts_as_down:
            down += us
    return UptimeFigure(interval_us, observed, maintenance, down, weighted)


def _larger(unit: Unit, left: ColumnElement[int], right: int) -> ColumnElement[int]:
    return func.max(left, right) if unit.is_sqlite else func.greatest(left, right)


def _smaller(unit: Unit, left: ColumnElement[int], right: int) -> ColumnElement[int]:
    return func.min(left, right) if unit.is_sqlite else func.least(left, right)
