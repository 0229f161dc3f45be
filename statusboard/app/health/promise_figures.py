"""The figures that promises are held against: each over the hours that it is about."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.uptime_terms import read_terms
from statusboard.domain.component import Component
from statusboard.domain.instants import Interval
from statusboard.domain.objective import Hours
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure, UptimeRule
from statusboard.storage.unit import Unit


def promise_figures(
    unit: Unit,
    components: Sequence[Component],
    bounds: Interval,
    zone: tzinfo,
    *,
    now_us: int,
    in_business_hours: bool = False,
    rule: UptimeRule = DEFAULT_RULE,
) -> Mapping[int, UptimeFigure]:
    """The figures of those services whose promise is about other hours than a figure counts.

    That figure is of all hours of an interval, or `in_business_hours`. Where no business hours are
    chosen, a promise of them is one of all. Nothing is read where there is no such service.
    """
    week = read_terms(unit).hours
    others = [
        one.id
        for one in components
        if one.promised_ppm is not None
        and week is not None
        and (one.hours is Hours.BUSINESS) != in_business_hours
    ]
    if not others or week is None:
        return {}
    parts = (bounds,) if in_business_hours else week.within(bounds, zone)
    return period_figures(unit, parts, others, now_us=now_us, rule=rule)
