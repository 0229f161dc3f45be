"""Components: the parts of the product that customers know by name, and their groups."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComponentGroup:
    """A heading that components stand under."""

    id: int
    name: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the product that customers know by name.

    `public_id` is what the page and its API call it: 12 characters of a-z and 0-9.
    `promised_ppm` is the promised uptime in millionths (99.95 % is 999,500), or None.
    """

    id: int
    public_id: str
    name: str
    group_id: int | None
    position: int
    promised_ppm: int | None = None
    description: str = ""
