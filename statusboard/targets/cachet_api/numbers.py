"""The numbers that Cachet 3 has for states."""

from collections.abc import Mapping

from statusboard.domain.status import ComponentStatus, IncidentStatus

INCIDENT: Mapping[IncidentStatus, int] = {
    IncidentStatus.INVESTIGATING: 1,
    IncidentStatus.IDENTIFIED: 2,
    IncidentStatus.MONITORING: 3,
    IncidentStatus.RESOLVED: 4,
    IncidentStatus.POSTMORTEM: 4,
}
COMPONENT: Mapping[ComponentStatus, int] = {
    ComponentStatus.OPERATIONAL: 1,
    ComponentStatus.DEGRADED_PERFORMANCE: 2,
    ComponentStatus.PARTIAL_OUTAGE: 3,
    ComponentStatus.MAJOR_OUTAGE: 4,
    ComponentStatus.UNKNOWN: 5,
    ComponentStatus.UNDER_MAINTENANCE: 6,
}


def number_in(value: object) -> int:
    """The number of a state as it is answered: bare, or beside its word; 0 where it is neither."""
    if isinstance(value, Mapping):
        value = value.get("value")
    return value if isinstance(value, int) else 0
