"""On which terms a report counts: its rule, its hours, the day on which contract months begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from statusboard.app.health.uptime_terms import read_terms
from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.business_week import BusinessWeek
from statusboard.domain.downtime_cost import HourlyCost
from statusboard.domain.instants import Interval
from statusboard.domain.uptime import DEFAULT_RULE, UptimeRule
from statusboard.domain.uptime_rules import RULES
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms. `week` None: all hours count; `week_that_costs` is that of `cost`."""

    rule: UptimeRule = DEFAULT_RULE
    contract_day: int = 1
    week: BusinessWeek | None = None
    cost: HourlyCost | None = None
    week_that_costs: BusinessWeek | None = None

    @property
    def hours_text(self) -> str:
        """The hours as the settings have them; empty where all count."""
        return "" if self.week is None else self.week.text

    def parts(self, bounds: Interval, zone: tzinfo) -> Sequence[Interval]:
        """What of the period counts, disjoint and in order."""
        return _parts(self.week, bounds, zone)

    def parts_that_cost(self, bounds: Interval, zone: tzinfo) -> Sequence[Interval]:
        """What of the period an outage costs anything in: never more than what counts."""
        return _parts(self.week or self.week_that_costs, bounds, zone)


def read_report_terms(unit: Unit, given: ReportAsk) -> Terms:
    """The terms in force. Raises RuleBroken for a rule that there is not, or hours nobody set."""
    rule = RULES.get(given.rule or DEFAULT_RULE.name)
    if rule is None:
        known = ", ".join(RULES)
        raise RuleBroken(f"There is no rule “{given.rule}”. There are: {known}.", field="rule")
    agreed = read_terms(unit)
    if given.business_hours and agreed.hours is None:
        raise RuleBroken(
            "No business hours are set. Set them under Settings, Uptime.", field="business_hours"
        )
    return Terms(
        rule=rule,
        contract_day=agreed.contract_day,
        week=agreed.hours if given.business_hours else None,
        cost=agreed.cost,
        week_that_costs=agreed.hours if agreed.cost and agreed.cost.is_business else None,
    )


def _parts(week: BusinessWeek | None, bounds: Interval, zone: tzinfo) -> Sequence[Interval]:
    return (bounds,) if week is None else week.within(bounds, zone)
