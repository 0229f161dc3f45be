"""What is said of a person who is told: the state, and since when."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.status import ComponentStatus
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.people import SubscriberRow
from ui.screens.subscribers.channel_words import sentence_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def state_look(state: SubscriberState) -> tuple[ComponentStatus, str]:
    """The colour and glyph of a state, and its word."""
    match state:
        case SubscriberState.ACTIVE:
            return ComponentStatus.OPERATIONAL, _tr("Active")
        case SubscriberState.UNCONFIRMED:
            return ComponentStatus.UNKNOWN, _tr("Unconfirmed")
        case SubscriberState.QUARANTINED:
            return ComponentStatus.MAJOR_OUTAGE, _tr("Quarantined")
        case SubscriberState.LEFT:
            return ComponentStatus.UNKNOWN, _tr("Left")


def state_sentence(row: SubscriberRow) -> str:
    """What the state means, in a sentence."""
    match row.subscriber.state:
        case SubscriberState.ACTIVE:
            return _tr("Is told what was chosen.")
        case SubscriberState.UNCONFIRMED:
            return _tr("Nobody has agreed for this address yet, so nothing is sent there.")
        case SubscriberState.QUARANTINED:
            reason = sentence_of(row.subscriber.reason)
            return " ".join(filter(None, (_tr("Nothing arrives there."), reason)))
        case SubscriberState.LEFT:
            return _tr("Wanted no more. Nothing is sent there, however often it is imported.")


def wants_words(row: SubscriberRow) -> str:
    """What was chosen, beginning like a sentence."""
    words = row.wishes
    return words[:1].upper() + words[1:]
