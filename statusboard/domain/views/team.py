"""The screen of people: who is set up, where they are, what they are writing, and devices."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.access import Actor, Role
from statusboard.domain.device import Device
from statusboard.domain.person import Person
from statusboard.domain.presence import Presence


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody at a device, and the title of the notice that they are writing; empty: none."""

    presence: Presence
    is_there: bool
    writes: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who is set up, and where they were seen, the newest first."""

    person: Person
    seen: tuple[Seen, ...] = ()

    @property
    def there(self) -> tuple[Seen, ...]:
        """Where they are now."""
        return tuple(one for one in self.seen if one.is_there)

    @property
    def last_at(self) -> datetime | None:
        """When they were last seen; None for never."""
        return max((one.presence.seen_at for one in self.seen), default=None)


@dataclass(frozen=True, slots=True)
class TeamView:
    """Everybody who is set up, and the devices; empty where nobody was set up yet.

    `others` are there without being set up.
    """

    people: tuple[PersonRow, ...]
    others: tuple[Seen, ...]
    devices: tuple[Device, ...]
    as_of: datetime
    zone: str

    @property
    def administrators(self) -> tuple[str, ...]:
        """The names of those who can be asked for more."""
        return tuple(
            row.person.name
            for row in self.people
            if row.person.ended_at is None and row.person.role is Role.ADMINISTRATOR
        )

    @property
    def there(self) -> tuple[Seen, ...]:
        """Everybody who is there, with or without being set up."""
        return tuple(one for row in self.people for one in row.there) + self.others


@dataclass(frozen=True, slots=True)
class HereView:
    """Who acts at this window, and everybody who works at the desk."""

    me: Actor
    team: TeamView
    is_signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody else who is writing a notice; `incident_id` is what it follows up, where it does."""

    name: str
    device_name: str
    notice_id: int
    incident_id: int | None = None


@dataclass(frozen=True, slots=True)
class WritingView:
    """Who else is writing something; `mine` is what others are told that this window writes."""

    writers: tuple[Writer, ...] = ()
    mine: int | None = None
