"""What an update is called in public, where that is more than its state. English, as the API is."""

from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.public import PublicUpdate

WITHDRAWN = "Withdrawn"
CONTINUED = "Continued elsewhere"
ANNOUNCEMENT = "Announcement"
MOVED, REMINDER, EXTENDED = "Planned anew", "Reminder", "Extended"
CORRECTED = "Corrected"


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
