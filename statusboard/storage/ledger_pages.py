"""The ledger in pages: rows of one update or of all, by what is to be done about them.

A row that somebody claimed and never settled may have arrived: it is counted and shown so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select

from statusboard.domain.delivery import Delivery, DeliveryState
from statusboard.domain.instants import from_us
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.ledger import LedgerPart, SentUpdate
from statusboard.storage.ledger import delivery_of
from statusboard.storage.tables import (
    CHANNEL,
    DELIVERY,
    DISPATCH,
    INCIDENT,
    INCIDENT_UPDATE,
)
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_of

_SENDING = DELIVERY.c.state == DeliveryState.SENDING.value
_RETRYING = DeliveryState.RETRYING.value
_DOUBT = DeliveryState.MAY_HAVE_ARRIVED.value
_FAILED = DeliveryState.FAILED.value


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which rows are wanted; what is empty does not matter. `search` is a part of the address.

    `keys`: whole addresses that `search` may mean as well. `before` is the id of the last row of
    the page before.
    """

    update: str = ""
    search: str = ""
    part: LedgerPart = LedgerPart.ALL
    before: int = 0
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A row with the id of its update, and the kind of its channel."""

    delivery: Delivery
    update_id: int
    kind: str
    due_at: datetime | None


def read_page(unit: Unit, wanted: LedgerFilter, *, limit: int | None) -> tuple[LedgerEntry, ...]:
    """The newest rows that fit, at most so many; None: all of them."""
    rows = unit.connection.execute(
        select(
            DELIVERY,
            INCIDENT.c.public_id.label("incident"),
            INCIDENT_UPDATE.c.public_id.label("said"),
            CHANNEL.c.name.label("channel"),
            CHANNEL.c.kind,
        )
        .join(INCIDENT, INCIDENT.c.id == DELIVERY.c.incident_id)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .join(CHANNEL, CHANNEL.c.id == DELIVERY.c.channel_id)
        .where(_fits(unit, wanted), _is_in(unit, wanted.part))
        .where(DELIVERY.c.id < wanted.before if wanted.before else DELIVERY.c.id > 0)
        .order_by(DELIVERY.c.id.desc())
        .limit(limit)
    )
    return tuple(_entry(row, unit.now_us) for row in rows)


def count_parts(unit: Unit, wanted: LedgerFilter) -> dict[LedgerPart, int]:
    """How many rows fit, by part, whatever part is wanted."""
    counted = select(
        *(func.count().filter(_is_in(unit, part)).label(part.value) for part in LedgerPart)
    ).where(_fits(unit, wanted))
    row = unit.connection.execute(counted).one()
    return {part: int(getattr(row, part.value)) for part in LedgerPart}


def read_sent_updates(unit: Unit, *, limit: int) -> tuple[SentUpdate, ...]:
    """The newest updates that were given to the outbox."""
    found = _updates(
        unit, select(DISPATCH.c.update_id).order_by(DISPATCH.c.update_id.desc()), limit
    )
    return tuple(found[number] for number in sorted(found, reverse=True))


def updates_of(unit: Unit, update_ids: Collection[int]) -> dict[int, SentUpdate]:
    """Those updates by their ids."""
    ids = set(update_ids)
    return _updates(unit, select(DISPATCH.c.update_id).where(DISPATCH.c.update_id.in_(ids)), None)


def _fits(unit: Unit, wanted: LedgerFilter) -> ColumnElement[bool]:
    fits: ColumnElement[bool] = DELIVERY.c.id > 0
    if wanted.update:
        said = select(INCIDENT_UPDATE.c.id).where(INCIDENT_UPDATE.c.public_id == wanted.update)
        # Looked up first: the planner then goes by the index of updates.
        fits = and_(fits, DELIVERY.c.update_id == (unit.connection.scalar(said) or 0))
    if wanted.search:
        address = func.lower(DELIVERY.c.address)
        part = address.contains(wanted.search.strip().lower(), autoescape=True)
        fits = and_(fits, or_(part, address.in_(wanted.keys)))
    return fits


def _is_in(unit: Unit, part: LedgerPart) -> ColumnElement[bool]:
    lost = and_(_SENDING, DELIVERY.c.claimed_until_us <= unit.now_us)
    state = DELIVERY.c.state
    match part:
        case LedgerPart.ALL:
            return DELIVERY.c.id > 0
        case LedgerPart.OPEN:
            waits = state.in_((DeliveryState.QUEUED.value, _RETRYING))
            return or_(waits, and_(_SENDING, not_(lost)))
        case LedgerPart.ATTENTION:
            return or_(state.in_((_FAILED, _RETRYING, _DOUBT)), lost)


def _entry(row: Row[tuple[object, ...]], now_us: int) -> LedgerEntry:
    waits = row.state in (_RETRYING, _DOUBT) and row.due_us > 0
    delivery = delivery_of(row, now_us)
    return LedgerEntry(delivery, row.update_id, row.kind, from_us(row.due_us) if waits else None)


def _updates(unit: Unit, which: Select[tuple[int]], limit: int | None) -> dict[int, SentUpdate]:
    chosen = which.limit(limit).subquery()
    earlier = INCIDENT_UPDATE.alias("earlier")
    number = (
        select(func.count())
        .where(
            earlier.c.incident_id == INCIDENT_UPDATE.c.incident_id,
            earlier.c.id <= INCIDENT_UPDATE.c.id,
        )
        .scalar_subquery()
    )
    rows = unit.connection.execute(
        select(
            INCIDENT_UPDATE.c.id,
            INCIDENT_UPDATE.c.public_id,
            INCIDENT_UPDATE.c.wording,
            INCIDENT_UPDATE.c.published_us,
            INCIDENT_UPDATE.c.kind,
            INCIDENT_UPDATE.c.corrects,
            DISPATCH.c.recipients,
            number.label("number"),
        )
        .join(DISPATCH, DISPATCH.c.update_id == INCIDENT_UPDATE.c.id)
        .where(INCIDENT_UPDATE.c.id.in_(select(chosen.c.update_id)))
    )
    found = {}
    for row in rows:
        wording = wording_of(row.wording)
        found[int(row.id)] = SentUpdate(
            update=row.public_id,
            title=wording.title,
            number=row.number,
            status=wording.status,
            published_at=from_us(row.published_us),
            recipients=row.recipients,
            kind=UpdateKind(row.kind),
            is_correction=bool(row.corrects),
        )
    return found
