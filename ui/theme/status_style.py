"""How a status looks and what it is called: colour, glyph, word. Never colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from statusboard.domain.status import ComponentStatus, IncidentStatus
from ui.theme.tokens import Tokens, ink_of


@dataclass(frozen=True, slots=True)
class StatusStyle:
    """A colour, its soft companion for backgrounds, its ink for words; glyph's file and word."""

    colour: str
    soft: str
    ink: str
    glyph: str
    word: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("Status", text)


def _style(tokens: Tokens, tone: str, word: str, *, glyph: str = "") -> StatusStyle:
    return StatusStyle(
        colour=str(getattr(tokens, tone)),
        soft=str(getattr(tokens, f"{tone}_soft")),
        ink=ink_of(tokens, tone),
        glyph=glyph or tone,
        word=word,
    )


def status_style(status: ComponentStatus, tokens: Tokens) -> StatusStyle:
    """How a component status looks in the given theme."""
    match status:
        case ComponentStatus.OPERATIONAL:
            return _style(tokens, "operational", _tr("Operational"))
        case ComponentStatus.DEGRADED_PERFORMANCE:
            return _style(tokens, "degraded", _tr("Degraded"))
        case ComponentStatus.PARTIAL_OUTAGE:
            return _style(tokens, "partial", _tr("Partial outage"))
        case ComponentStatus.MAJOR_OUTAGE:
            return _style(tokens, "major", _tr("Major outage"))
        case ComponentStatus.UNDER_MAINTENANCE:
            return _style(tokens, "maintenance", _tr("Maintenance"))
        case ComponentStatus.UNKNOWN:
            return _style(tokens, "unknown", _tr("No data"))


def incident_style(status: IncidentStatus, tokens: Tokens) -> StatusStyle:  # noqa: C901, PLR0911
    """How an incident status looks in the given theme."""
    match status:
        case IncidentStatus.INVESTIGATING:
            return _style(tokens, "major", _tr("Investigating"))
        case IncidentStatus.IDENTIFIED:
            return _style(tokens, "partial", _tr("Identified"))
        case IncidentStatus.MONITORING:
            return _style(tokens, "maintenance", _tr("Monitoring"), glyph="degraded")
        case IncidentStatus.RESOLVED:
            return _style(tokens, "operational", _tr("Resolved"))
        case IncidentStatus.POSTMORTEM:
            return _style(tokens, "operational", _tr("Postmortem"))
        case IncidentStatus.SCHEDULED:
            return _style(tokens, "maintenance", _tr("Scheduled"))
        case IncidentStatus.IN_PROGRESS:
            return _style(tokens, "maintenance", _tr("In progress"))
        case IncidentStatus.VERIFYING:
            return _style(tokens, "maintenance", _tr("Verifying"))
        case IncidentStatus.COMPLETED:
            return _style(tokens, "operational", _tr("Completed"))
        case IncidentStatus.CANCELLED:
            return _style(tokens, "unknown", _tr("Cancelled"))


def style_of(status: ComponentStatus | IncidentStatus, tokens: Tokens) -> StatusStyle:
    """How either looks in the given theme."""
    match status:
        case ComponentStatus():
            return status_style(status, tokens)
        case IncidentStatus():
            return incident_style(status, tokens)
