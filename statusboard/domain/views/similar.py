"""Past incidents that resemble the one being written about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.status import IncidentStatus


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """One text that customers were told then, in Markdown."""

    status: IncidentStatus
    published_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class SimilarIncident:
    """An incident that is over. `updates` is all that was said, newest first.

    `services` are called what they were called then.
    """

    incident_id: int
    title: str
    started_at: datetime
    resolved_at: datetime
    services: tuple[str, ...]
    updates: tuple[SaidBefore, ...]

    @property
    def took(self) -> timedelta:
        """How long it lasted, as customers were told."""
        return max(self.resolved_at - self.started_at, timedelta())

    @property
    def what_helped(self) -> tuple[SaidBefore, ...]:
        """What was said once it worked again, newest first: there it stands what helped."""
        fails = {IncidentStatus.INVESTIGATING, IncidentStatus.IDENTIFIED}
        return tuple(one for one in self.updates if one.status not in fails)


@dataclass(frozen=True, slots=True)
class SimilarView:
    """At most a few incidents, the most alike first. `zone` is the page's."""

    as_of: datetime
    zone: str
    incidents: tuple[SimilarIncident, ...] = ()
