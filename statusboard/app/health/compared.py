"""Two services or two periods beside each other: the line of the other one, and its figure."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.chosen_period import parts_of, period_before, period_bounds
from statusboard.app.health.chosen_services import as_one, chosen_services
from statusboard.app.health.facts import read_facts
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.series import series_view
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.views.uptime import AnyRange, Compared, period_of
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ComparedAsk:
    """The other one: a service, a group or all together in a period, or in the one before it."""

    range: AnyRange
    component_id: int | None = None
    is_before: bool = False
    in_business_hours: bool = False
    group: str | None = None


def compared(unit: Unit, given: ComparedAsk) -> Compared:
    """The response times and the figure of the other one.

    Raises RuleBroken for a service that is gone, for a period to come, and for business hours where
    none are set.
    """
    facts = read_facts(unit)
    period = period_of(given.range)
    bounds = period_bounds(unit, facts.zone_info, period)
    if given.is_before:
        bounds = period_before(unit, facts.zone_info, period)
    chosen = chosen_services(facts, given.component_id, given.group)
    series = series_view(unit, bounds, given.component_id, group=given.group)
    parts = parts_of(facts, bounds, in_business_hours=given.in_business_hours)
    one = as_one(unit, chosen, bounds, component_id=given.component_id, group=given.group)
    own = period_figures(unit, parts, [each.id for each in chosen], now_us=facts.watched_us)
    whole = one.whole(unit, own, parts, now_us=facts.watched_us)
    return Compared(
        series, bounds.start, bounds.stop, percent_text(whole.said), coverage_text(whole.coverage)
    )


COMPARED = query("uptime.compared")(compared)
