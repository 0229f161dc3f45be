"""A service's rule, and what it depends on, between its view and the rows of its form."""

from collections.abc import Mapping

from statusboard.domain.component_rule import WORST, ComponentRule, RuleKind
from statusboard.domain.views.verify import ServiceDetail


def rule_values(detail: ServiceDetail) -> dict[str, object]:
    """What the rows show of a service."""
    return {**values_of_rule(detail.rule), "depends_on": "\n".join(detail.depends_on)}


def values_of_rule(rule: ComponentRule) -> dict[str, object]:
    """What the rows show of a rule."""
    return {
        "rule": rule.kind.value,
        "quorum": rule.quorum,
        "degraded_at": rule.degraded_at,
        "partial_at": rule.partial_at,
        "major_at": rule.major_at,
    }


def rule_of_values(values: Mapping[str, object]) -> ComponentRule:
    """The rule that the rows describe; rows that are not asked keep their default."""

    def number(name: str, usual: int) -> int:
        given = values.get(name)
        return given if isinstance(given, int) else usual

    return ComponentRule(
        RuleKind(str(values.get("rule") or WORST.kind.value)),
        quorum=number("quorum", WORST.quorum),
        degraded_at=number("degraded_at", WORST.degraded_at),
        partial_at=number("partial_at", WORST.partial_at),
        major_at=number("major_at", WORST.major_at),
    )
