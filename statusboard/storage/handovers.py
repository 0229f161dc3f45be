"""Handovers that were sent to an inside list: who of it gets one, and what became of each message.

Rows are written with the verb that sends, and sent afterwards by the dispatcher, at least once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, insert, or_, select, update

from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us
from statusboard.domain.language import Language
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.handover import HandoverMessage, SentHandover
from statusboard.storage.delivery_states import (
    DOUBT,
    FAILED,
    QUEUED,
    RETRYING,
    SENDING,
    in_state,
    is_tried_again,
)
from statusboard.storage.handover_files import add_file, is_there
from statusboard.storage.tables import CHANNEL, HANDOVER, HANDOVER_MESSAGE, SUBSCRIBER
from statusboard.storage.unit import Unit

ERASED = "the address was erased"


@dataclass(frozen=True, slots=True)
class Member:
    """An address of an inside list, on a channel that is in use."""

    subscriber_id: int
    channel_id: int
    address: str = field(repr=False)
    state: SubscriberState


@dataclass(frozen=True, slots=True)
class NewHandoverMessage:
    """What one member gets: `content` is JSON, as the dispatcher reads it.

    `with_file`: the file of the handover goes along with it.
    """

    member: Member
    content: str = field(repr=False)
    with_file: bool = False


def members_of(unit: Unit, list_id: int) -> tuple[Member, ...]:
    """Everybody in a list whose channel is in use, in the order in which they came."""
    rows = unit.connection.execute(
        select(SUBSCRIBER.c.id, SUBSCRIBER.c.channel_id, SUBSCRIBER.c.address, SUBSCRIBER.c.state)
        .join(CHANNEL, CHANNEL.c.id == SUBSCRIBER.c.channel_id)
        .where(SUBSCRIBER.c.list_id == list_id, CHANNEL.c.removed_us.is_(None))
        .order_by(SUBSCRIBER.c.id)
    )
    return tuple(
        Member(row.id, row.channel_id, row.address, SubscriberState(row.state)) for row in rows
    )


def add_handover(
    unit: Unit,
    list_id: int,
    list_name: str,
    by: str,
    messages: Sequence[NewHandoverMessage],
    file: AttachedFile | None = None,
    language: Language = Language.ENGLISH,
) -> int:
    """The id of a handover, whose messages may be sent from now on; `file` is kept for them."""
    added = insert(HANDOVER).values(
        list_id=list_id,
        list_name=list_name,
        by_name=by,
        sent_us=unit.now_us,
        language=language.value,
    )
    number = int(unit.connection.execute(added.returning(HANDOVER.c.id)).scalar_one())
    if file is not None and any(one.with_file for one in messages):
        add_file(unit, number, file)
    rows = [
        {
            "handover_id": number,
            "channel_id": one.member.channel_id,
            "subscriber_id": one.member.subscriber_id,
            "address": one.member.address,
            "content": one.content,
            "with_file": one.with_file,
            "state": QUEUED.value,
            "due_us": unit.now_us,
            "at_us": unit.now_us,
        }
        for one in messages
    ]
    if rows:
        unit.connection.execute(insert(HANDOVER_MESSAGE), rows)
    return number


def read_handovers(unit: Unit, *, most: int) -> tuple[SentHandover, ...]:
    """The last that were sent, at most so many, the newest first."""
    found = unit.connection.execute(
        select(HANDOVER).order_by(HANDOVER.c.id.desc()).limit(most)
    ).all()
    rows = unit.connection.execute(
        select(HANDOVER_MESSAGE, CHANNEL.c.name.label("channel"))
        .join(CHANNEL, CHANNEL.c.id == HANDOVER_MESSAGE.c.channel_id)
        .where(HANDOVER_MESSAGE.c.handover_id.in_([one.id for one in found]))
        .order_by(HANDOVER_MESSAGE.c.id)
    )
    by_handover: dict[int, list[HandoverMessage]] = {}
    for row in rows:
        by_handover.setdefault(row.handover_id, []).append(_message(row, unit.now_us))
    return tuple(
        SentHandover(
            one.id,
            one.list_name,
            one.by_name,
            from_us(one.sent_us),
            tuple(by_handover.get(one.id, ())),
        )
        for one in found
    )


def retry_handover(unit: Unit, handover_id: int) -> int:
    """Has what failed of it sent again, to members who are still told; how many.

    What had a file that is not kept any more is not: it would say that one is attached.
    """
    still = (
        select(SUBSCRIBER.c.address)
        .join(HANDOVER, HANDOVER.c.list_id == SUBSCRIBER.c.list_id)
        .where(
            HANDOVER.c.id == handover_id,
            SUBSCRIBER.c.id == HANDOVER_MESSAGE.c.subscriber_id,
            SUBSCRIBER.c.channel_id == HANDOVER_MESSAGE.c.channel_id,
            SUBSCRIBER.c.state == SubscriberState.ACTIVE.value,
        )
    )
    waits_no_more = in_state(HANDOVER_MESSAGE, DOUBT) & (HANDOVER_MESSAGE.c.due_us == 0)
    again = (
        update(HANDOVER_MESSAGE)
        .where(
            HANDOVER_MESSAGE.c.handover_id == handover_id,
            or_(in_state(HANDOVER_MESSAGE, FAILED), waits_no_more),
            still.exists(),
            or_(~HANDOVER_MESSAGE.c.with_file, is_there(HANDOVER_MESSAGE.c.handover_id)),
        )
        .values(
            address=still.scalar_subquery(),
            state=QUEUED.value,
            due_us=unit.now_us,
            at_us=unit.now_us,
            attempts=0,
            lost=0,
            reason="",
        )
    )
    return unit.connection.execute(again).rowcount


_FIRST_WAITING = (
    select(
        HANDOVER_MESSAGE.c.channel_id,
        func.min(func.coalesce(HANDOVER_MESSAGE.c.claimed_until_us, HANDOVER_MESSAGE.c.due_us)),
    )
    .join(CHANNEL, CHANNEL.c.id == HANDOVER_MESSAGE.c.channel_id)
    .where(
        or_(in_state(HANDOVER_MESSAGE, QUEUED, SENDING), is_tried_again(HANDOVER_MESSAGE)),
        CHANNEL.c.removed_us.is_(None),
    )
    .group_by(HANDOVER_MESSAGE.c.channel_id)
)


def next_handovers(unit: Unit) -> dict[int, int]:
    """By channel, when the first message that waits may be sent, in microseconds."""
    rows = unit.connection.execute(_FIRST_WAITING)
    return {channel_id: int(us) for channel_id, us in rows}


def end_handovers_by(unit: Unit, channel_id: int) -> None:
    """Sends nothing more by a channel, which is gone."""
    mine = HANDOVER_MESSAGE.c.channel_id == channel_id
    _close(unit, mine, "the channel was removed")


def forget_handovers_to(unit: Unit, subscriber_ids: Collection[int]) -> None:
    """Sends them nothing more, and keeps neither address nor what a provider said of it."""
    theirs = HANDOVER_MESSAGE.c.subscriber_id.in_(subscriber_ids)
    _close(unit, theirs, ERASED)
    kept = case((HANDOVER_MESSAGE.c.reason == ERASED, ERASED), else_="")
    unit.connection.execute(
        update(HANDOVER_MESSAGE)
        .where(theirs)
        .values(address="", receipt="", reason=kept, subscriber_id=None)
    )


def _close(unit: Unit, which: ColumnElement[bool], reason: str) -> None:
    """What a dispatcher has begun may have arrived, until it writes down what became of it."""
    begun = in_state(HANDOVER_MESSAGE, SENDING, DOUBT)
    doubt = {"state": DOUBT.value, "due_us": 0}
    unit.connection.execute(update(HANDOVER_MESSAGE).where(which, begun).values(doubt))
    waiting = in_state(HANDOVER_MESSAGE, QUEUED, RETRYING)
    ended = {"state": FAILED.value, "due_us": 0, "at_us": unit.now_us, "reason": reason}
    unit.connection.execute(update(HANDOVER_MESSAGE).where(which, waiting).values(ended))


def _message(row: Row[Any], now_us: int) -> HandoverMessage:
    state = DeliveryState(row.state)
    if state is DeliveryState.SENDING:
        lost = row.claimed_until_us is not None and row.claimed_until_us <= now_us
        state = DeliveryState.MAY_HAVE_ARRIVED if lost else DeliveryState.QUEUED
    return HandoverMessage(
        row.id, row.channel, row.address, state, from_us(row.at_us), row.receipt, row.reason
    )
