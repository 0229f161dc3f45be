"""What the verb about groups is given. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.component_rule import ComponentRule


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """How the services of a group add up from now on; `group` is its name."""

    group: str
    rule: ComponentRule
