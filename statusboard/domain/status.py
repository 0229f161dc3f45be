"""The states a component can be in, their order, and what they add up to."""

from collections.abc import Iterable
from enum import StrEnum


class IncidentStatus(StrEnum):
    """Statuspage's states of an incident, in their order, and of planned work after those."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    POSTMORTEM = "postmortem"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    VERIFYING = "verifying"
    COMPLETED = "completed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether customers were told that it is over. A postmortem follows the end."""
        return self in _OVER

    @property
    def is_planned(self) -> bool:
        """Whether it is a state of planned work, and none of an incident."""
        return self not in OF_INCIDENTS

    @property
    def is_under_way(self) -> bool:
        """Whether planned work has begun, and is not over."""
        return self in (IncidentStatus.IN_PROGRESS, IncidentStatus.VERIFYING)

    @property
    def is_after_end(self) -> bool:
        """Whether it tells of what is over, and of nothing that is now."""
        return self is IncidentStatus.POSTMORTEM

    @property
    def step(self) -> int:
        """How far it has come: 0 for investigating, one more for each state after it."""
        return tuple(IncidentStatus).index(self)


# What an incident can be in, in their order: what people choose from.
OF_INCIDENTS = (
    IncidentStatus.INVESTIGATING,
    IncidentStatus.IDENTIFIED,
    IncidentStatus.MONITORING,
    IncidentStatus.RESOLVED,
    IncidentStatus.POSTMORTEM,
)
_OVER = frozenset(
    {
        IncidentStatus.RESOLVED,
        IncidentStatus.POSTMORTEM,
        IncidentStatus.COMPLETED,
        IncidentStatus.CANCELLED,
    }
)


class ComponentStatus(StrEnum):
    """Statuspage's five words, and our own `unknown` for what was not observed."""

    OPERATIONAL = "operational"
    UNDER_MAINTENANCE = "under_maintenance"
    DEGRADED_PERFORMANCE = "degraded_performance"
    PARTIAL_OUTAGE = "partial_outage"
    MAJOR_OUTAGE = "major_outage"
    UNKNOWN = "unknown"

    @property
    def severity(self) -> int:
        """0 for operational up to 4 for a major outage; -1 for unknown, which is no evidence."""
        return _SEVERITY[self]

    @property
    def counts_as_down(self) -> bool:
        """Whether time in this status belongs to an outage."""
        return self in (ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.MAJOR_OUTAGE)

    @property
    def is_trouble(self) -> bool:
        """Whether customers notice: degraded, partial outage or major outage."""
        return self.severity >= _SEVERITY[ComponentStatus.DEGRADED_PERFORMANCE]


_SEVERITY = {
    ComponentStatus.UNKNOWN: -1,
    ComponentStatus.OPERATIONAL: 0,
    ComponentStatus.UNDER_MAINTENANCE: 1,
    ComponentStatus.DEGRADED_PERFORMANCE: 2,
    ComponentStatus.PARTIAL_OUTAGE: 3,
    ComponentStatus.MAJOR_OUTAGE: 4,
}


def worst(statuses: Iterable[ComponentStatus]) -> ComponentStatus:
    """The most severe of them; unknown only where nothing else is known, or nothing is given."""
    return max(statuses, key=lambda status: status.severity, default=ComponentStatus.UNKNOWN)


class Impact(StrEnum):
    """How much of the product an incident touches, in Statuspage's words."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


def impact_of(statuses: Iterable[ComponentStatus]) -> Impact:
    """The impact that the stated component statuses amount to (Statuspage's own derivation)."""
    match worst(statuses):
        case ComponentStatus.MAJOR_OUTAGE:
            return Impact.CRITICAL
        case ComponentStatus.PARTIAL_OUTAGE:
            return Impact.MAJOR
        case ComponentStatus.DEGRADED_PERFORMANCE:
            return Impact.MINOR
        case _:
            return Impact.NONE
