"""How a state looks and what it is called in public: a style class, a word, a letter for bars."""

from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, IncidentStatus


@dataclass(frozen=True, slots=True)
class Look:
    """The class of the stylesheet (also the glyph's name), the word, and the letter in a bar."""

    style: str
    word: str
    letter: str = ""


_LOOKS = {
    ComponentStatus.OPERATIONAL: Look("operational", "Operational"),
    ComponentStatus.DEGRADED_PERFORMANCE: Look("degraded", "Degraded", "d"),
    ComponentStatus.PARTIAL_OUTAGE: Look("partial", "Partial outage", "p"),
    ComponentStatus.MAJOR_OUTAGE: Look("major", "Major outage", "m"),
    ComponentStatus.UNDER_MAINTENANCE: Look("maintenance", "Maintenance", "w"),
    ComponentStatus.UNKNOWN: Look("unknown", "No data", "n"),
}


def look_of(status: ComponentStatus) -> Look:
    """How the status of a service looks."""
    return _LOOKS[status]


def incident_word(status: IncidentStatus) -> str:  # noqa: C901, PLR0911
    """What the state of an incident, or of planned work, is called."""
    match status:
        case IncidentStatus.INVESTIGATING:
            return "Investigating"
        case IncidentStatus.IDENTIFIED:
            return "Identified"
        case IncidentStatus.MONITORING:
            return "Monitoring"
        case IncidentStatus.RESOLVED:
            return "Resolved"
        case IncidentStatus.POSTMORTEM:
            return "Postmortem"
        case IncidentStatus.SCHEDULED:
            return "Scheduled"
        case IncidentStatus.IN_PROGRESS:
            return "In progress"
        case IncidentStatus.VERIFYING:
            return "Verifying"
        case IncidentStatus.COMPLETED:
            return "Completed"
        case IncidentStatus.CANCELLED:
            return "Cancelled"
