"""The ledger as it is looked through: some deliveries of one update, or of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.delivery import Delivery
from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind


class LedgerPart(StrEnum):
    """Which deliveries are looked at.

    `OPEN`: something is still to be done by us. `ATTENTION`: not taken, or nobody knows; what is
    tried again is in both.
    """

    ALL = "all"
    OPEN = "open"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class SentUpdate:
    """An update that was given to the outbox. `update` is its public id, `number` counts from 1.

    `is_correction`: it takes back what another update said.
    """

    update: str
    title: str
    number: int
    status: IncidentStatus
    published_at: datetime
    recipients: int
    kind: UpdateKind = UpdateKind.SAID
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One delivery, fit to be shown: its address is as its kind lets others see it.

    `due_at`: when it is tried again, None where it is not.
    """

    delivery: Delivery
    address: str
    number: int
    status: IncidentStatus
    title: str
    due_at: datetime | None = None
    kind: UpdateKind = UpdateKind.SAID
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The newest rows that were asked for, of `counts[part]` that there are.

    `counts` are of the same update and the same search. `updates` can be chosen from, the newest
    first.
    """

    rows: tuple[LedgerRow, ...]
    counts: Mapping[LedgerPart, int]
    updates: tuple[SentUpdate, ...]
    as_of: datetime
    zone: str
