"""Ends rows of the outbox that are not to be sent any more: nobody wants them, or they are behind.

A row that a dispatcher has begun may have arrived, and says so, until that dispatcher writes down
what became of it.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, Update, bindparam, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.among import among_named, as_parameter
from statusboard.storage.delivery_states import (
    DOUBT,
    QUEUED,
    RETRYING,
    SENDING,
    in_state,
    is_tried_again,
)
from statusboard.storage.tables import CHANNEL, DELIVERY, DISPATCH, SUBSCRIBER
from statusboard.storage.unit import Unit

# What has not been handed to a provider, as far as anybody knows.
WAITING = (QUEUED, RETRYING)
# A row that was begun so often without a word of what became of it ends the program each time.
LOST_TOO_OFTEN = 5


def close(unit: Unit, which: ColumnElement[bool], reason: str) -> None:
    """Sends nothing more of those rows, and says why."""
    for state in (SENDING, DOUBT):
        begun = in_state(DELIVERY, state) & which
        unit.connection.execute(update(DELIVERY).where(begun).values(state=DOUBT.value, due_us=0))
    _end(unit, which, DeliveryState.FAILED, reason=reason, at_us=unit.now_us)


def supersede(unit: Unit, which: ColumnElement[bool], **values: object) -> None:
    """A later message of the same incident says what those rows would have said."""
    lost = in_state(DELIVERY, SENDING) & (DELIVERY.c.claimed_until_us <= unit.now_us)
    for doubtful in (is_tried_again(DELIVERY) & in_state(DELIVERY, DOUBT), lost):
        ended = update(DELIVERY).where(doubtful & which).values(state=DOUBT.value, due_us=0)
        unit.connection.execute(ended)
    _end(unit, which, DeliveryState.SUPERSEDED, at_us=unit.now_us, **values)


def close_what_is_past(unit: Unit, rows: Collection[int]) -> None:
    """Ends those of the rows that were overtaken, corrected, or lost their reader before that.

    Whoever publishes, or leaves, at the same moment on another connection sees them not.
    """
    overtaken, wrong, gone = [], [], []
    for row in unit.connection.execute(_LOOK, {"ids": as_parameter(rows)}):
        if row.overtaken:
            overtaken.append(row.id)
        elif row.is_wrong:
            wrong.append(row.id)
        if row.reader_state != SubscriberState.ACTIVE.value or row.removed_us is not None:
            gone.append(row.id)
    if overtaken:
        supersede(unit, DELIVERY.c.id.in_(overtaken))
    if wrong:
        supersede(unit, DELIVERY.c.id.in_(wrong), reason="its words were wrong")
    if gone:
        close(
            unit,
            DELIVERY.c.id.in_(gone) & (DELIVERY.c.due_us > 0),
            "nobody is told there any more",
        )
    forget_erased(unit, rows)


def forget_erased(unit: Unit, rows: Collection[int]) -> None:
    """Keeps no address, and nothing that a provider said of it, of whoever was erased meanwhile."""
    unit.connection.execute(_FORGET_ERASED, {"ids": as_parameter(rows)})


def _look() -> Select[Any]:
    """What those rows of `ids` have become that others may have ended."""
    later = DELIVERY.alias("later")
    overtaken = (
        select(later.c.id)
        .join(DISPATCH, DISPATCH.c.update_id == later.c.update_id)
        .where(
            later.c.incident_id == DELIVERY.c.incident_id,
            later.c.subscriber_id == DELIVERY.c.subscriber_id,
            later.c.id > DELIVERY.c.id,
            DISPATCH.c.taken_back_us.is_(None),
        )
        .exists()
    )
    # Looked up for each, for a planner that joins may read all subscribers for a handful of rows.
    reader = select(SUBSCRIBER.c.state).where(SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
    channel = select(CHANNEL.c.removed_us).where(CHANNEL.c.id == DELIVERY.c.channel_id)
    corrected = select(DISPATCH.c.corrected_by.is_not(None)).where(
        DISPATCH.c.update_id == DELIVERY.c.update_id
    )
    return select(
        DELIVERY.c.id,
        DELIVERY.c.subscriber_id,
        reader.scalar_subquery().label("reader_state"),
        channel.scalar_subquery().label("removed_us"),
        overtaken.label("overtaken"),
        corrected.scalar_subquery().label("is_wrong"),
    ).where(among_named(DELIVERY.c.id, "ids"))


# Made once: they are asked for each handful of messages.
_LOOK = _look()
_FORGET_ERASED = (
    update(DELIVERY)
    .where(
        among_named(DELIVERY.c.id, "ids"),
        ~select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.id == DELIVERY.c.subscriber_id).exists(),
    )
    .values(address="", subscriber_id=None, receipt="", reason="")
)


def park_lost(unit: Unit, channel_id: int) -> None:
    """Ends the rows of a channel that nobody who begins them lives to tell of."""
    unit.connection.execute(_PARK, {"channel": channel_id, "now": unit.now_us})


def parking(rows: Table) -> Update:
    """The statement that ends such rows in a table of messages."""
    words = f"the program ended {LOST_TOO_OFTEN} times while this message was sent"
    return (
        update(rows)
        .where(
            in_state(rows, SENDING),
            rows.c.channel_id == bindparam("channel"),
            rows.c.claimed_until_us <= bindparam("now"),
            rows.c.lost >= LOST_TOO_OFTEN,
        )
        .values(state=DOUBT.value, due_us=0, reason=words, at_us=bindparam("now"), claimed_by="")
    )


_PARK = parking(DELIVERY)


def _end(unit: Unit, which: ColumnElement[bool], state: DeliveryState, **values: object) -> None:
    for before in WAITING:  # one at a time: each has an index of its own
        waiting = in_state(DELIVERY, before) & which
        unit.connection.execute(update(DELIVERY).where(waiting).values(state=state.value, **values))
