"""What the down time of a report cost, where an hour of it was given a cost: never without that."""

from collections.abc import Sequence

from statusboard.app.health.facts import Facts
from statusboard.app.health.period_figures import period_figures
from statusboard.app.reports.terms import Terms
from statusboard.domain.component import Component
from statusboard.domain.downtime_cost import money_text
from statusboard.domain.instants import Interval
from statusboard.domain.uptime import NOTHING
from statusboard.storage.unit import Unit


def cost_notes(
    unit: Unit, facts: Facts, chosen: Sequence[Component], bounds: Interval, terms: Terms
) -> tuple[str, ...]:
    """The sum and what it stands on, as sentences; none where no cost was chosen."""
    if terms.cost is None:
        return ()
    parts = terms.parts_that_cost(bounds, facts.zone_info)
    ids = [one.id for one in chosen]
    found = period_figures(unit, parts, ids, now_us=facts.watched_us, rule=terms.rule)
    sum_ = terms.cost.of(sum(found.values(), NOTHING))
    return (
        f"Cost of the time down: {money_text(sum_, terms.cost.currency)}.",
        terms.cost.assumption,
    )
