"""Rows of the outbox that are sent once more because a person wants it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.pieces import pieces
from statusboard.storage.tables import CHANNEL, DELIVERY, DISPATCH, SUBSCRIBER
from statusboard.storage.unit import Unit

# What a person can have sent once more: it is over, and did not arrive for sure.
RETRIED = (DeliveryState.FAILED, DeliveryState.MAY_HAVE_ARRIVED)


def retry_rows(unit: Unit, ids: Collection[int]) -> int:
    """Has these rows sent again now; how many of them may be."""
    return sum(_retry(unit, DELIVERY.c.id.in_(some)) for some in pieces(ids))


def retry_update(unit: Unit, update_id: int, state: DeliveryState) -> tuple[int, int]:
    """Has the rows of an update in a state sent again now: how many, and how many may not be."""
    which = and_(DELIVERY.c.update_id == update_id, DELIVERY.c.state == state.value)
    asked = select(func.count()).select_from(DELIVERY).where(which)
    there = int(unit.connection.execute(asked).scalar_one())
    again = _retry(unit, which)
    return again, there - again


def _retry(unit: Unit, which: ColumnElement[bool]) -> int:
    """To the address that the subscriber has now: a person may have corrected it.

    Not to who is told nothing any more, and not where a later message said it all, or the words
    were wrong.
    """
    later, taken = DELIVERY.alias("later"), DISPATCH.alias("taken")
    is_overtaken = (
        select(later.c.id)
        .join(taken, taken.c.update_id == later.c.update_id)
        .where(
            later.c.incident_id == DELIVERY.c.incident_id,
            later.c.subscriber_id == DELIVERY.c.subscriber_id,
            later.c.id > DELIVERY.c.id,
            taken.c.taken_back_us.is_(None),
        )
        .exists()
    )
    active = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.state == SubscriberState.ACTIVE.value)
    channels = select(CHANNEL.c.id).where(CHANNEL.c.removed_us.is_(None))
    stands = select(DISPATCH.c.update_id).where(
        DISPATCH.c.taken_back_us.is_(None), DISPATCH.c.corrected_by.is_(None)
    )
    now = select(SUBSCRIBER.c.address).where(SUBSCRIBER.c.id == DELIVERY.c.subscriber_id)
    statement = (
        update(DELIVERY)
        .where(
            which,
            DELIVERY.c.state.in_([state.value for state in RETRIED]),
            DELIVERY.c.subscriber_id.in_(active),
            DELIVERY.c.channel_id.in_(channels),
            DELIVERY.c.update_id.in_(stands),
            ~is_overtaken,
        )
        .values(
            state=DeliveryState.RETRYING.value,
            address=now.scalar_subquery(),
            due_us=unit.now_us,
            at_us=unit.now_us,
            claimed_by="",
        )
    )
    return unit.connection.execute(statement).rowcount
