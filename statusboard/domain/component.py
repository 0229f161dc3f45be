"""Components: the parts of the product that customers know by name, and their groups."""

from dataclasses import dataclass

from statusboard.domain.component_rule import USUAL_WEIGHT, WORST, ComponentRule
from statusboard.domain.objective import YEAR, Hours, Objective, Window


@dataclass(frozen=True, slots=True)
class ComponentGroup:
    """A heading that components stand under; `rule` is how they add up to its status.

    `objective` is what is promised of them together, or None.
    """

    id: int
    name: str
    position: int = 0
    rule: ComponentRule = WORST
    objective: Objective | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the product that customers know by name.

    `public_id` is what the page and its API call it: 12 characters of a-z and 0-9.
    `promised_ppm` is the promised uptime in millionths (99.95 % is 999,500), or None.
    `rule` is how its checks add up to its status. `window` and `hours` are those of the promise.
    `weight` is how much it counts wherever services are added up, in its group and in all.
    """

    id: int
    public_id: str
    name: str
    group_id: int | None
    position: int
    promised_ppm: int | None = None
    description: str = ""
    rule: ComponentRule = WORST
    window: Window = YEAR
    hours: Hours = Hours.ALL
    weight: int = USUAL_WEIGHT

    @property
    def objective(self) -> Objective | None:
        """What is promised of it, or None."""
        if self.promised_ppm is None:
            return None
        return Objective(self.promised_ppm, self.window, self.hours)
