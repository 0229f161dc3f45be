"""A delivery: one message to one address, from the outbox until the provider took it."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class DeliveryState(StrEnum):
    """Where a delivery is.

    `SENDING` is claimed by a dispatcher. `MAY_HAVE_ARRIVED`: the provider was given the message,
    and nobody heard what became of it. `SUPERSEDED`: a later message says it all.
    """

    QUEUED = "queued"
    SENDING = "sending"
    RETRYING = "retrying"
    SENT = "sent"
    MAY_HAVE_ARRIVED = "may_have_arrived"
    FAILED = "failed"
    SUPERSEDED = "superseded"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in _OPEN


_OPEN = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.RETRYING})


class Lane(IntEnum):
    """What goes first where more is waiting than can be sent: the lowest number."""

    INCIDENT = 0
    CONFIRMATION = 1
    PLANNED = 2
    REPORT = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the ledger, as it is shown. `at`: when that became so."""

    id: int
    incident: str
    update: str
    channel: str
    address: str
    state: DeliveryState
    at: datetime
    attempts: int = 0
    receipt: str = ""
    reason: str = ""
