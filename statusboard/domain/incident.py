"""What we tell people about: incidents, their updates, and the moves between states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.status import ComponentStatus, Impact


class IncidentStatus(StrEnum):
    """Statuspage's four states of an incident."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"

    @property
    def is_over(self) -> bool:
        """Whether customers were told that it is over."""
        return self is IncidentStatus.RESOLVED


@dataclass(frozen=True, slots=True)
class AffectedComponent:
    """A component an update names, its status before and after, and its name at that time."""

    component_id: int
    public_id: str
    name: str
    old_status: ComponentStatus
    new_status: ComponentStatus


@dataclass(frozen=True, slots=True)
class IncidentUpdate:
    """One published, immutable message. Newest first wherever they stand in a row."""

    public_id: str
    status: IncidentStatus
    body: str
    published_at: datetime
    next_update_at: datetime | None
    affected: tuple[AffectedComponent, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """Something we are telling people about, with everything said so far, newest first."""

    id: int
    public_id: str
    title: str
    status: IncidentStatus
    impact: Impact
    started_at: datetime
    created_at: datetime
    monitoring_at: datetime | None
    resolved_at: datetime | None
    next_update_at: datetime | None
    components: Mapping[int, ComponentStatus]
    updates: tuple[IncidentUpdate, ...] = ()


def public_statuses(
    component_ids: tuple[int, ...], unresolved: tuple[Incident, ...]
) -> dict[int, ComponentStatus]:
    """What customers are told about each component: the worst that an open incident says of it.

    A component that no open incident names is operational: what the public reads changes only
    when a person publishes. Measured states are for the desk, and for the history bars.
    """
    public_status = dict.fromkeys(component_ids, ComponentStatus.OPERATIONAL)
    for incident in unresolved:
        for component_id, status in incident.components.items():
            known = public_status.get(component_id)
            if known is not None and status.severity > known.severity:
                public_status[component_id] = status
    return public_status
