"""Past incidents that resemble the one being written about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.status import IncidentStatus

_FAILS = frozenset({IncidentStatus.INVESTIGATING, IncidentStatus.IDENTIFIED})


@dataclass(frozen=True, slots=True)
class SimilarIncident:
    """An incident that is over, as a writer looks back at it."""

    incident: Incident

    @property
    def took(self) -> timedelta:
        """How long it lasted, as customers were told."""
        ended_at = self.incident.resolved_at or self.incident.updates[0].published_at
        return max(ended_at - self.incident.started_at, timedelta())

    @property
    def services(self) -> tuple[str, ...]:
        """The services it was about, called as they were called when it was over."""
        names: dict[int, str] = {}
        for said in reversed(self.incident.updates):
            names |= {one.component_id: one.name for one in said.affected}
        return tuple(names.values())

    @property
    def what_helped(self) -> tuple[IncidentUpdate, ...]:
        """What was said once it worked again, newest first: there it stands what helped."""
        return tuple(one for one in self.incident.updates if one.wording.status not in _FAILS)


@dataclass(frozen=True, slots=True)
class SimilarView:
    """At most a few incidents, the most alike first. `zone` is the page's."""

    as_of: datetime
    zone: str
    incidents: tuple[SimilarIncident, ...] = ()
