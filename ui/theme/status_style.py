"""How a status looks and what it is called: colour, glyph, word. Never colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from statusboard.domain.incident import IncidentStatus
from statusboard.domain.status import ComponentStatus
from ui.theme.tokens import Tokens


@dataclass(frozen=True, slots=True)
class StatusStyle:
    """A colour, its soft companion for backgrounds, the glyph's file name, and the word."""

    colour: str
    soft: str
    glyph: str
    word: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("Status", text)


def status_style(status: ComponentStatus, tokens: Tokens) -> StatusStyle:
    """How a component status looks in the given theme."""
    match status:
        case ComponentStatus.OPERATIONAL:
            return StatusStyle(
                tokens.operational, tokens.operational_soft, "operational", _tr("Operational")
            )
        case ComponentStatus.DEGRADED_PERFORMANCE:
            return StatusStyle(tokens.degraded, tokens.degraded_soft, "degraded", _tr("Degraded"))
        case ComponentStatus.PARTIAL_OUTAGE:
            return StatusStyle(
                tokens.partial, tokens.partial_soft, "partial", _tr("Partial outage")
            )
        case ComponentStatus.MAJOR_OUTAGE:
            return StatusStyle(tokens.major, tokens.major_soft, "major", _tr("Major outage"))
        case ComponentStatus.UNDER_MAINTENANCE:
            return StatusStyle(
                tokens.maintenance, tokens.maintenance_soft, "maintenance", _tr("Maintenance")
            )
        case ComponentStatus.UNKNOWN:
            return StatusStyle(tokens.unknown, tokens.unknown_soft, "unknown", _tr("No data"))


def incident_style(status: IncidentStatus, tokens: Tokens) -> StatusStyle:
    """How an incident status looks in the given theme."""
    match status:
        case IncidentStatus.INVESTIGATING:
            return StatusStyle(tokens.major, tokens.major_soft, "major", _tr("Investigating"))
        case IncidentStatus.IDENTIFIED:
            return StatusStyle(tokens.partial, tokens.partial_soft, "partial", _tr("Identified"))
        case IncidentStatus.MONITORING:
            return StatusStyle(
                tokens.maintenance, tokens.maintenance_soft, "degraded", _tr("Monitoring")
            )
        case IncidentStatus.RESOLVED:
            return StatusStyle(
                tokens.operational, tokens.operational_soft, "operational", _tr("Resolved")
            )
