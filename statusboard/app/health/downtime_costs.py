"""What the time down of services cost, by the assumption in the settings."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from statusboard.app.health.objective_hours import HoursOf
from statusboard.app.health.period_figures import period_figures
from statusboard.domain.instants import Interval
from statusboard.domain.objective import Hours
from statusboard.domain.uptime import UptimeFigure
from statusboard.storage.unit import Unit


def downtime_costs(
    unit: Unit,
    hours: HoursOf,
    parts: Sequence[Interval],
    figures: Mapping[int, UptimeFigure],
    *,
    now_us: int,
) -> dict[int, Fraction]:
    """The cost of each service over disjoint intervals in order, exact; empty without a cost.

    `figures` are those of the intervals; where only business hours cost, the part of them in
    business hours is measured for itself.
    """
    cost = hours.terms.cost
    if cost is None:
        return {}
    if cost.is_business:
        within = [part for one in parts for part in hours.within(Hours.BUSINESS, one)]
        figures = period_figures(unit, within, list(figures), now_us=now_us)
    return {number: cost.of(figure) for number, figure in figures.items()}
