"""What a place is told that takes no files: services, incidents and planned work.

It is made of the public view alone, and its texts are plain.
"""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus


@dataclass(frozen=True, slots=True)
class MirrorService:
    """A service. `label` tells it from the others: its name, with its group where two have it."""

    public_id: str
    label: str
    name: str
    description: str
    status: ComponentStatus


@dataclass(frozen=True, slots=True)
class MirrorUpdate:
    """One message. `text` is what was said, `now` what is to be read in its place by now.

    They differ where the words were taken back.
    """

    public_id: str
    at: datetime
    status: IncidentStatus
    text: str
    now: str


@dataclass(frozen=True, slots=True)
class MirrorNotice:
    """An incident, or planned work where `scheduled_for` is given, with its updates oldest first.

    `services` are the public ids of what it names. `link` is its page; empty where nobody said
    where the page is.
    """

    public_id: str
    title: str
    impact: Impact
    services: tuple[str, ...]
    updates: tuple[MirrorUpdate, ...]
    link: str = ""
    scheduled_for: datetime | None = None
    scheduled_until: datetime | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it is planned work."""
        return self.scheduled_for is not None

    @property
    def status(self) -> IncidentStatus:
        """What customers were told last."""
        return self.updates[-1].status

    @property
    def is_over(self) -> bool:
        """Whether customers were told that it is over."""
        return self.status.is_over


@dataclass(frozen=True, slots=True)
class MirrorView:
    """Everything that is told there, as of one instant. Notices are oldest first."""

    page_id: str
    as_of: datetime
    services: tuple[MirrorService, ...]
    notices: tuple[MirrorNotice, ...] = ()

    def status_of(self, public_id: str) -> ComponentStatus:
        """What customers are told of a service now; unknown where it is gone."""
        found = (one.status for one in self.services if one.public_id == public_id)
        return next(found, ComponentStatus.UNKNOWN)
