"""What the verbs about suggestions are given, and what they answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Renew:
    """Nothing but the wish: what is suggested is made of what is measured now."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The drafts that were begun, that say something else now, and that were withdrawn."""

    begun: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """The suggestion that nobody wants to be reminded of for so many minutes."""

    notice_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """Until when it is shown to nobody."""

    until: datetime


@dataclass(frozen=True, slots=True)
class NoChange:
    """The incident whose promise is kept although there is nothing new."""

    incident_id: int


@dataclass(frozen=True, slots=True)
class Join:
    """The draft as somebody saw it, and the open incident whose next update it becomes."""

    notice_id: int
    revision: int
    incident_id: int
