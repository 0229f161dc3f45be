"""What became of messages, added up: by channel, and by update. For health, never for sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, select

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.storage.delivery_states import (
    FAILED,
    QUEUED,
    RETRYING,
    SENDING,
    SENT,
    in_state,
    was_not_taken,
)
from statusboard.storage.due import open_dispatches
from statusboard.storage.tables import CHANNEL, DELIVERY, DISPATCH, INCIDENT, INCIDENT_UPDATE
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_of

# So many bad outcomes in a row are looked at, and no more are counted.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class ChannelOutcomes:
    """Of one channel: the newest message that was taken, and what was not taken since.

    `not_taken` counts to `ENOUGH` at most. `bad_since`: when the first of these came back;
    `reason`: what was said of the last. `waiting_since`: since when the first of
    those that were not tried yet may be sent.
    """

    channel_id: int
    last_sent: datetime | None
    not_taken: int
    bad_since: datetime | None
    reason: str
    waiting: int
    waiting_since: datetime | None


def count_failed(unit: Unit, *, since: datetime) -> dict[int, int]:
    """By channel, how many messages failed for good since then; none for none."""
    rows = unit.connection.execute(
        select(DELIVERY.c.channel_id, func.count())
        .where(
            was_not_taken(DELIVERY),
            in_state(DELIVERY, FAILED),
            DELIVERY.c.at_us >= to_us(since),
        )
        .group_by(DELIVERY.c.channel_id)
    )
    return {channel_id: int(count) for channel_id, count in rows}


def read_outcomes(unit: Unit) -> tuple[ChannelOutcomes, ...]:
    """How each channel that there is has fared."""
    channels = unit.connection.execute(
        select(CHANNEL.c.id)
        .where(CHANNEL.c.removed_us.is_(None))
        .order_by(CHANNEL.c.position, CHANNEL.c.id)
    ).scalars()
    queued: dict[int, int] = {}
    for state in (QUEUED, SENDING, RETRYING):  # one at a time: each has an index of its own
        rows = unit.connection.execute(
            select(DELIVERY.c.channel_id, func.count())
            .where(in_state(DELIVERY, state))
            .group_by(DELIVERY.c.channel_id)
        )
        for channel_id, count in rows:
            queued[channel_id] = queued.get(channel_id, 0) + count
    since: dict[int, int] = {}
    for one in open_dispatches(unit):
        since[one.channel_id] = min(one.ready_us, since.get(one.channel_id, one.ready_us))
    return tuple(
        _of_channel(unit, number, queued.get(number, 0), since.get(number))
        for number in channels.all()
    )


def _of_channel(unit: Unit, channel_id: int, waiting: int, since_us: int | None) -> ChannelOutcomes:
    mine = DELIVERY.c.channel_id == channel_id
    sent = select(func.max(DELIVERY.c.at_us)).where(mine, in_state(DELIVERY, SENT))
    last_us = unit.connection.scalar(sent)
    bad = mine & was_not_taken(DELIVERY)
    if last_us is not None:
        bad &= DELIVERY.c.at_us > last_us
    bad_us = unit.connection.scalar(select(func.min(DELIVERY.c.at_us)).where(bad))
    newest = unit.connection.execute(
        select(DELIVERY.c.reason).where(bad).order_by(DELIVERY.c.at_us.desc()).limit(ENOUGH)
    ).all()
    return ChannelOutcomes(
        channel_id,
        _instant(last_us),
        len(newest),
        _instant(bad_us),
        newest[0].reason if newest else "",
        waiting,
        _instant(since_us),
    )


@dataclass(frozen=True, slots=True)
class ChannelProgress:
    """Of one update on one channel: messages by state, and when the first and last were taken."""

    channel_id: int
    counts: dict[DeliveryState, int]
    first_sent: datetime | None = None
    last_sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class DispatchProgress:
    """One update that was given to the outbox, with what its channels have done of it."""

    update: str
    incident: str
    title: str
    number: int
    status: IncidentStatus
    published_at: datetime
    recipients: int
    held_until: datetime
    is_taken_back: bool
    channels: tuple[ChannelProgress, ...]
    kind: UpdateKind = UpdateKind.SAID
    is_correction: bool = False


def read_progress(unit: Unit, update: str | None) -> DispatchProgress | None:
    """How far an update has got, by its public id; the newest without one. None where none is."""
    wanted = (
        select(
            DISPATCH,
            INCIDENT_UPDATE.c.public_id,
            INCIDENT_UPDATE.c.wording,
            INCIDENT_UPDATE.c.published_us,
            INCIDENT_UPDATE.c.kind,
            INCIDENT_UPDATE.c.corrects,
            INCIDENT.c.public_id.label("incident"),
        )
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DISPATCH.c.update_id)
        .join(INCIDENT, INCIDENT.c.id == DISPATCH.c.incident_id)
        .order_by(DISPATCH.c.update_id.desc())
        .limit(1)
    )
    if update is not None:
        wanted = wanted.where(INCIDENT_UPDATE.c.public_id == update)
    row = unit.connection.execute(wanted).one_or_none()
    if row is None:
        return None
    earlier = select(func.count()).where(
        INCIDENT_UPDATE.c.incident_id == row.incident_id, INCIDENT_UPDATE.c.id <= row.update_id
    )
    wording = wording_of(row.wording)
    return DispatchProgress(
        update=row.public_id,
        incident=row.incident,
        title=wording.title,
        number=int(unit.connection.scalar(earlier) or 0),
        status=wording.status,
        published_at=from_us(row.published_us),
        recipients=row.recipients,
        held_until=from_us(row.held_until_us),
        is_taken_back=row.taken_back_us is not None,
        channels=_by_channel(unit, row.update_id),
        kind=UpdateKind(row.kind),
        is_correction=bool(row.corrects),
    )


def shown_state(now_us: int) -> ColumnElement[str]:
    """The state of a row as people see it: a claim that ended without a word may have arrived."""
    sending = DELIVERY.c.state == DeliveryState.SENDING.value
    lost = and_(sending, DELIVERY.c.claimed_until_us <= now_us)
    return case(
        (lost, DeliveryState.MAY_HAVE_ARRIVED.value),
        (sending, DeliveryState.QUEUED.value),
        else_=DELIVERY.c.state,
    )


def _by_channel(unit: Unit, update_id: int) -> tuple[ChannelProgress, ...]:
    state = shown_state(unit.now_us).label("shown")
    rows = unit.connection.execute(
        select(
            DELIVERY.c.channel_id,
            state,
            func.count().label("messages"),
            func.min(DELIVERY.c.at_us).label("first_us"),
            func.max(DELIVERY.c.at_us).label("last_us"),
        )
        .where(DELIVERY.c.update_id == update_id)
        .group_by(DELIVERY.c.channel_id, state)
        .order_by(DELIVERY.c.channel_id)
    ).all()
    return tuple(
        _progress(number, [row for row in rows if row.channel_id == number])
        for number in dict.fromkeys(row.channel_id for row in rows)
    )


def _progress(channel_id: int, rows: Sequence[Row[Any]]) -> ChannelProgress:
    counts: dict[DeliveryState, int] = {}
    first = last = None
    for row in rows:
        state = DeliveryState(row.shown)
        counts[state] = int(row.messages)
        if state is DeliveryState.SENT:
            first, last = from_us(row.first_us), from_us(row.last_us)
    return ChannelProgress(channel_id, counts, first, last)


def _instant(us: int | None) -> datetime | None:
    return None if us is None else from_us(us)
