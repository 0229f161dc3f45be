"""Claims on the outbox: who sends which rows, until when, and what became of them.

A claim expires. Whoever dies while sending leaves rows that another one takes up, so that each is
sent at least once; on PostgreSQL several share the work, for rows that are locked are skipped.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, func, not_, or_, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us, to_us
from statusboard.storage.closings import close_what_is_past
from statusboard.storage.tables import (
    DELIVERY,
    DISPATCH,
    INCIDENT_UPDATE,
    MESSAGE,
    PUBLICATION,
)
from statusboard.storage.unit import Unit

_QUEUED, _SENDING = DeliveryState.QUEUED.value, DeliveryState.SENDING.value
_PAST = (
    DeliveryState.SUPERSEDED.value,
    DeliveryState.MAY_HAVE_ARRIVED.value,
    DeliveryState.SENT.value,
)
_LATER = (DeliveryState.RETRYING.value, DeliveryState.MAY_HAVE_ARRIVED.value)


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is to be sent now, claimed `until` then.

    `begins`: the first update that this recipient was sent. `before`: its state if it is given
    back. `missed`: the texts that it takes the place of, newest first.
    """

    id: int
    update: str
    begins: str
    address: str
    content: str
    language: str
    written_at: datetime
    attempts: int
    until: datetime
    before: DeliveryState
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row. `due_at`: when it is tried again, where it is."""

    id: int
    state: DeliveryState
    receipt: str = ""
    reason: str = ""
    due_at: datetime | None = None


def shown_generation(unit: Unit) -> int:
    """The newest generation that some place gave back as written; 0 before the first."""
    newest = select(func.max(PUBLICATION.c.generation)).where(
        PUBLICATION.c.read_back_us.is_not(None)
    )
    return int(unit.connection.scalar(newest) or 0)


def claim(
    unit: Unit, channel_id: int, *, by: str, until: datetime, limit: int
) -> tuple[Claim, ...]:
    """Takes up to so many rows of a channel that may be sent now, the most urgent first.

    None of an update that can still be taken back, or whose page is not shown yet; and none while
    an earlier message of the same incident is on its way to the same recipient.
    """
    now_us = unit.now_us
    other = DELIVERY.alias("other")
    on_its_way = (
        select(other.c.id)
        .where(
            other.c.incident_id == DELIVERY.c.incident_id,
            other.c.subscriber_id == DELIVERY.c.subscriber_id,
            other.c.id != DELIVERY.c.id,
            other.c.state == _SENDING,
            or_(other.c.claimed_until_us > now_us, other.c.id < DELIVERY.c.id),
        )
        .exists()
    )
    is_page_there = or_(
        DISPATCH.c.generation <= shown_generation(unit), DISPATCH.c.ready_us <= now_us
    )
    ready = (
        and_(DELIVERY.c.state == _QUEUED, is_page_there),
        *(
            and_(DELIVERY.c.state == later, DELIVERY.c.due_us <= now_us, DELIVERY.c.due_us > 0)
            for later in _LATER
        ),
        and_(DELIVERY.c.state == _SENDING, DELIVERY.c.claimed_until_us <= now_us),
    )
    found: list[tuple[int, int, int]] = []
    for each in ready:
        # One state at a time, so that the index gives the most urgent rows without a look at all.
        wanted = (
            select(DELIVERY.c.lane, DELIVERY.c.due_us, DELIVERY.c.id)
            .join(DISPATCH, DISPATCH.c.update_id == DELIVERY.c.update_id)
            .where(
                DELIVERY.c.channel_id == channel_id,
                _may_be_sent(),
                DISPATCH.c.held_until_us <= now_us,
                each,
                not_(on_its_way),
            )
            .order_by(DELIVERY.c.lane, DELIVERY.c.due_us, DELIVERY.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=DELIVERY)
        )
        found += (tuple(row) for row in unit.connection.execute(wanted))
    ids = [row_id for _, _, row_id in sorted(found)[:limit]]
    if not ids:
        return ()
    claims = _claims(unit, ids, until)
    unit.connection.execute(
        update(DELIVERY)
        .where(DELIVERY.c.id.in_(ids))
        .values(
            state=_SENDING,
            claimed_by=by,
            claimed_until_us=to_us(until),
            attempts=DELIVERY.c.attempts + 1,
        )
    )
    return claims


def settle(unit: Unit, by: str, settled: Sequence[Settled]) -> None:
    """Writes down what became of rows that are still claimed by this one."""
    statement = (
        update(DELIVERY)
        .where(DELIVERY.c.id == bindparam("row"), DELIVERY.c.claimed_by == by)
        .values(
            state=bindparam("new_state"),
            receipt=bindparam("new_receipt"),
            reason=bindparam("new_reason"),
            due_us=bindparam("new_due"),
            at_us=unit.now_us,
            claimed_by="",
            claimed_until_us=None,
        )
    )
    if settled:
        unit.connection.execute(
            statement,
            [
                {
                    "row": one.id,
                    "new_state": one.state.value,
                    "new_receipt": one.receipt,
                    "new_reason": one.reason,
                    "new_due": 0 if one.due_at is None else to_us(one.due_at),
                }
                for one in settled
            ],
        )
        close_what_is_past(unit, [one.id for one in settled])


def next_due(unit: Unit) -> dict[int, datetime]:
    """By channel, when a row that waits may be sent, now at the earliest.

    No channel for which nothing waits; and no row that `claim` would never take.
    """
    held_us = DISPATCH.c.held_until_us
    is_shown = DISPATCH.c.generation <= shown_generation(unit)
    page_us = case((is_shown, held_us), else_=DISPATCH.c.ready_us)
    kinds_of_due = (
        (page_us, DELIVERY.c.state == _QUEUED),
        (DELIVERY.c.due_us, and_(DELIVERY.c.state.in_(_LATER), DELIVERY.c.due_us > 0)),
        (DELIVERY.c.claimed_until_us, DELIVERY.c.state == _SENDING),
    )
    found: dict[int, datetime] = {}
    for instant, waits in kinds_of_due:
        latest = case((instant > held_us, instant), else_=held_us)
        rows = unit.connection.execute(
            select(DELIVERY.c.channel_id, func.min(latest))
            .join(DISPATCH, DISPATCH.c.update_id == DELIVERY.c.update_id)
            .where(_may_be_sent(), waits)
            .group_by(DELIVERY.c.channel_id)
        )
        for channel_id, us in rows:
            due = from_us(max(unit.now_us, us))
            found[channel_id] = min(due, found.get(channel_id, due))
    return found


def _may_be_sent() -> ColumnElement[bool]:
    """Whether a row is still for somebody, and about something that was not taken back."""
    return and_(DELIVERY.c.subscriber_id.is_not(None), DISPATCH.c.taken_back_us.is_(None))


def _claims(unit: Unit, ids: Sequence[int], until: datetime) -> tuple[Claim, ...]:
    rows = unit.connection.execute(
        select(
            DELIVERY.c.id,
            DELIVERY.c.incident_id,
            DELIVERY.c.subscriber_id,
            DELIVERY.c.address,
            DELIVERY.c.attempts,
            DELIVERY.c.state,
            MESSAGE.c.content,
            MESSAGE.c.language,
            INCIDENT_UPDATE.c.public_id,
            INCIDENT_UPDATE.c.published_us,
        )
        .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message_id)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .where(DELIVERY.c.id.in_(ids))
    ).all()
    begun = _first_updates(
        unit, {row.incident_id for row in rows}, {row.subscriber_id for row in rows}
    )
    missed = _missed(unit, {(row.incident_id, row.subscriber_id): row.id for row in rows})
    order = {row_id: place for place, row_id in enumerate(ids)}
    claims = [
        Claim(
            id=row.id,
            update=row.public_id,
            begins=begun.get((row.incident_id, row.subscriber_id), ""),
            address=row.address,
            content=row.content,
            language=row.language,
            written_at=from_us(row.published_us),
            attempts=row.attempts,
            until=until,
            before=DeliveryState.QUEUED if row.attempts == 0 else DeliveryState.RETRYING,
            missed=missed.get((row.incident_id, row.subscriber_id), ()),
        )
        for row in rows
    ]
    return tuple(sorted(claims, key=lambda one: order[one.id]))


def _first_updates(
    unit: Unit, incidents: Collection[int], subscribers: Collection[int]
) -> dict[tuple[int, int], str]:
    """The first update that each recipient was sent of its incident, where there was one."""
    earlier = unit.connection.execute(
        select(DELIVERY.c.incident_id, DELIVERY.c.subscriber_id, INCIDENT_UPDATE.c.public_id)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .where(
            DELIVERY.c.incident_id.in_(incidents),
            DELIVERY.c.subscriber_id.in_(subscribers),
            DELIVERY.c.state == DeliveryState.SENT.value,
        )
        .order_by(DELIVERY.c.id.desc())
    )
    return {(row.incident_id, row.subscriber_id): row.public_id for row in earlier}


def _missed(
    unit: Unit, claimed: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """The texts that recipients did not get for sure since the last one they got, newest first."""
    rows = unit.connection.execute(
        select(
            DELIVERY.c.id,
            DELIVERY.c.incident_id,
            DELIVERY.c.subscriber_id,
            DELIVERY.c.state,
            MESSAGE.c.content,
        )
        .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message_id)
        .join(DISPATCH, DISPATCH.c.update_id == DELIVERY.c.update_id)
        .where(
            DELIVERY.c.incident_id.in_({incident for incident, _ in claimed}),
            DELIVERY.c.subscriber_id.in_({subscriber for _, subscriber in claimed}),
            DELIVERY.c.state.in_(_PAST),
            DISPATCH.c.taken_back_us.is_(None),
        )
        .order_by(DELIVERY.c.id.desc())
    )
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    told: set[tuple[int, int]] = set()
    for row in rows:
        key = (row.incident_id, row.subscriber_id)
        if row.id >= claimed.get(key, 0) or key in told:
            continue
        if row.state == DeliveryState.SENT.value:
            told.add(key)
        else:
            found[key] = (*found.get(key, ()), row.content)
    return found
