"""What is said of a delivery: a word for its chip, and a sentence about what happened."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.channel_health import SendProgress
from statusboard.domain.views.ledger import LedgerRow, SentUpdate
from ui.screens.subscribers.channel_words import sentence_of
from ui.widgets.kind_words import kind_word
from ui.widgets.time_words import clock_words, moment_words

# As the outbox writes it down.
TAKEN_BACK = "taken back"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliveries", text)


def result_look(row: LedgerRow, zone: tzinfo) -> tuple[ComponentStatus | IncidentStatus, str]:
    """Whose colour and glyph a result wears, and its word."""
    match row.delivery.state:
        case DeliveryState.SENT:
            return ComponentStatus.OPERATIONAL, _tr("Delivered")
        case DeliveryState.QUEUED | DeliveryState.SENDING:
            return IncidentStatus.MONITORING, _tr("On its way")
        case DeliveryState.RETRYING:
            words = _tr("Trying again")
            if row.due_at is not None:
                words = _tr("Trying again {time}").format(time=clock_words(row.due_at, zone))
            return ComponentStatus.DEGRADED_PERFORMANCE, words
        case DeliveryState.MAY_HAVE_ARRIVED:
            return ComponentStatus.UNKNOWN, _tr("May have arrived")
        case DeliveryState.FAILED:
            return ComponentStatus.MAJOR_OUTAGE, _tr("Not delivered")
        case DeliveryState.SUPERSEDED:
            is_back = row.delivery.reason == TAKEN_BACK
            return ComponentStatus.UNKNOWN, _tr("Taken back") if is_back else _tr("Not needed")


def happened_words(row: LedgerRow) -> str:
    """What happened, in a sentence or two."""
    delivery = row.delivery
    reason = sentence_of(delivery.reason)
    match delivery.state:
        case DeliveryState.SENT:
            return sentence_of(delivery.receipt) or _tr("The provider took it.")
        case DeliveryState.QUEUED | DeliveryState.SENDING:
            return _tr("Waits for its turn.")
        case DeliveryState.RETRYING:
            tries = _tr("Tried {n} times so far.").format(n=delivery.attempts)
            return " ".join(filter(None, (reason, tries if delivery.attempts > 1 else "")))
        case DeliveryState.MAY_HAVE_ARRIVED:
            again = _tr("If it is sent again, it has the same message id.")
            lost = _tr("It was handed over, and nobody heard what became of it.")
            return f"{reason or lost} {again}"
        case DeliveryState.FAILED:
            return reason or _tr("The provider refused it.")
        case DeliveryState.SUPERSEDED:
            if delivery.reason == TAKEN_BACK:
                return _tr("Taken back before it was sent.")
            return reason or _tr("A later update says it all.")


def update_words(said: LedgerRow | SendProgress | SentUpdate) -> str:
    """Which update, as in “3 · Monitoring” or “4 · Correction”."""
    is_correction = said.is_correction and said.kind is UpdateKind.SAID
    word = _tr("Correction") if is_correction else kind_word(said.kind, said.status)
    return f"{said.number} · {word}"


def at_words(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """The second of today, or the moment of another day."""
    local = instant.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return f"{local:%H:%M:%S}"
    return moment_words(instant, now, zone)
