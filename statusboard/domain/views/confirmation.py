"""What a message that asks for a confirmation is made from. No word in it is a visitor's own."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.palette import Accent
from statusboard.domain.subscriber import DEFAULT_LANGUAGE, About, Extent


@dataclass(frozen=True, slots=True)
class ConfirmationMessage:
    """A wish for an address, which confirms it by a link.

    `chosen` are names of groups and services; none: everything. `incident` is the title of the one
    whose end alone is waited for, or empty. `is_told`: the address is told already, and it stays
    as it is until it confirms. `server` is the public address that the links lead to.
    `light` and `dark` are the page's own colours, None where it has none.
    """

    page_name: str
    server: str
    ends_at: datetime
    zone: str
    chosen: tuple[str, ...] = ()
    about: About = About.BOTH
    extent: Extent = Extent.EVERY
    incident: str = ""
    is_told: bool = False
    is_demo: bool = False
    language: str = DEFAULT_LANGUAGE
    light: Accent | None = None
    dark: Accent | None = None
