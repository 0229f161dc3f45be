"""What an update is called: the state that it tells, or what else it is."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens


def _tr(text: str) -> str:
    return QCoreApplication.translate("UpdateKind", text)


def kind_word(kind: UpdateKind, status: IncidentStatus) -> str:
    """One or two words for it."""
    match kind:
        case UpdateKind.SAID | UpdateKind.MAINTENANCE:
            return incident_style(status, tokens()).word
        case UpdateKind.WITHDRAWAL:
            return _tr("Withdrawn")
        case UpdateKind.MERGER:
            return _tr("Continued elsewhere")
        case UpdateKind.ANNOUNCEMENT:
            return _tr("Announcement")
        case UpdateKind.MOVE:
            return _tr("Planned anew")
        case UpdateKind.REMINDER:
            return _tr("Reminder")
        case UpdateKind.EXTENSION:
            return _tr("Extended")
