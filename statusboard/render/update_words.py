"""What an update or an incident is called in public, where that is more than its state."""

from statusboard.domain.status import ComponentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.public import PublicIncident, PublicUpdate
from statusboard.render.words import Look, incident_word, look_of

WITHDRAWN = "Withdrawn"
CONTINUED = "Continued elsewhere"
ANNOUNCEMENT = "Announcement"
MOVED, REMINDER, EXTENDED = "Planned anew", "Reminder", "Extended"
CORRECTED = "Corrected"


def update_word(update: PublicUpdate) -> str:
    """What stands before the words of an update: its state, or what it does instead."""
    match update.kind:
        case UpdateKind.SAID | UpdateKind.MAINTENANCE:
            return incident_word(update.wording.status)
        case UpdateKind.WITHDRAWAL:
            return WITHDRAWN
        case UpdateKind.MERGER:
            return CONTINUED
        case UpdateKind.ANNOUNCEMENT:
            return ANNOUNCEMENT
        case UpdateKind.MOVE:
            return MOVED
        case UpdateKind.REMINDER:
            return REMINDER
        case UpdateKind.EXTENSION:
            return EXTENDED


def taken_back_word(update: PublicUpdate) -> str:
    """What became of the words of an update; empty where they stand."""
    if update.taken_back_at is None:
        return ""
    return WITHDRAWN if update.is_withdrawn else CORRECTED


def corrects_words(update: PublicUpdate) -> str:
    """What an update does with what was said before; empty where it takes nothing back."""
    if update.corrects_at is None:
        return ""
    verb = "Withdraws" if update.kind is UpdateKind.WITHDRAWAL else "Corrects"
    return f"{verb} what we wrote"


def ending_look(incident: PublicIncident) -> Look | None:
    """How an incident looks that ended without being resolved; None for every other one."""
    if incident.is_withdrawn:
        return Look(look_of(ComponentStatus.UNKNOWN).style, WITHDRAWN)
    if incident.continues_in is not None:
        return Look(look_of(ComponentStatus.UNDER_MAINTENANCE).style, CONTINUED)
    return None
