"""What the verb about groups is given. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.app.services.inputs import PromiseInput
from statusboard.domain.component_rule import ComponentRule


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """How the services of a group add up from now on; `group` is its name.

    `promise` is what is promised of them together; None leaves that as it is.
    """

    group: str
    rule: ComponentRule
    promise: PromiseInput | None = None
