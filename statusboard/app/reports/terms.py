"""On which terms a report counts: its rule, its hours, the day on which contract months begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.instants import Interval
from statusboard.domain.uptime import DEFAULT_RULE, UptimeRule
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms. `notes` are the assumptions behind them, as sentences to be printed."""

    rule: UptimeRule = DEFAULT_RULE
    contract_day: int = 1
    hours_text: str = ""
    notes: tuple[str, ...] = ()

    def parts(self, bounds: Interval, zone: tzinfo) -> Sequence[Interval]:  # noqa: ARG002
        """What of the period counts, in order."""
        return (bounds,)


def read_report_terms(unit: Unit, given: ReportAsk) -> Terms:  # noqa: ARG001
    """The terms in force. Raises RuleBroken for a rule that there is not, or hours nobody set."""
    if given.rule not in ("", DEFAULT_RULE.name):
        raise RuleBroken(f"There is no rule “{given.rule}”.", field="rule")
    if given.business_hours:
        raise RuleBroken(
            "No business hours are set. Set them under Settings, Uptime.", field="business_hours"
        )
    return Terms()
