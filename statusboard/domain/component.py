"""Components: the parts of the product that customers know by name, and their groups."""

from dataclasses import dataclass

from statusboard.domain.component_rule import WORST, ComponentRule


@dataclass(frozen=True, slots=True)
class ComponentGroup:
    """A heading that components stand under; `rule` is how they add up to its status."""

    id: int
    name: str
    position: int = 0
    rule: ComponentRule = WORST


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the product that customers know by name.

    `public_id` is what the page and its API call it: 12 characters of a-z and 0-9.
    `promised_ppm` is the promised uptime in millionths (99.95 % is 999,500), or None.
    `rule` is how its checks add up to its status.
    """

    id: int
    public_id: str
    name: str
    group_id: int | None
    position: int
    promised_ppm: int | None = None
    description: str = ""
    rule: ComponentRule = WORST
