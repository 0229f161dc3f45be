"""How a state looks and what it is called in public: a style class, a word, a letter for bars."""

from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, IncidentStatus


@dataclass(frozen=True, slots=True)
class Look:
    """The class of the stylesheet (also the glyph's name), the word, and the letter in a bar."""

    style: str
    word: str
    letter: str = ""


def look_of(status: ComponentStatus) -> Look:
    """How the status of a service looks."""
    match status:
        case ComponentStatus.OPERATIONAL:
            return Look("operational", "Operational")
        case ComponentStatus.DEGRADED_PERFORMANCE:
            return Look("degraded", "Degraded", "d")
        case ComponentStatus.PARTIAL_OUTAGE:
            return Look("partial", "Partial outage", "p")
        case ComponentStatus.MAJOR_OUTAGE:
            return Look("major", "Major outage", "m")
        case ComponentStatus.UNDER_MAINTENANCE:
            return Look("maintenance", "Maintenance", "w")
        case ComponentStatus.UNKNOWN:
            return Look("unknown", "No data", "n")


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
