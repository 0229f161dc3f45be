"""Ends rows of the outbox that are not to be sent any more: nobody wants them, or they are behind.

A row that a dispatcher has begun may have arrived, and says so, until that dispatcher writes down
what became of it.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, case, or_, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.tables import CHANNEL, DELIVERY, DISPATCH, SUBSCRIBER
from statusboard.storage.unit import Unit

# What has not been handed to a provider, as far as anybody knows.
WAITING = (DeliveryState.QUEUED.value, DeliveryState.RETRYING.value)
_DOUBT = DeliveryState.MAY_HAVE_ARRIVED.value
ERASED = "the address was erased"
_BEGUN = (DeliveryState.SENDING.value, _DOUBT)


def close(unit: Unit, which: ColumnElement[bool], reason: str) -> None:
    """Sends nothing more of those rows, and says why."""
    begun = which & DELIVERY.c.state.in_(_BEGUN)
    unit.connection.execute(update(DELIVERY).where(begun).values(state=_DOUBT, due_us=0))
    _end(unit, which, DeliveryState.FAILED, reason=reason, at_us=unit.now_us)


def supersede(unit: Unit, which: ColumnElement[bool]) -> None:
    """A later message of the same incident says what those rows would have said."""
    doubtful = which & (DELIVERY.c.state == _DOUBT)
    unit.connection.execute(update(DELIVERY).where(doubtful).values(due_us=0))
    _end(unit, which, DeliveryState.SUPERSEDED, at_us=unit.now_us)


def forget_address(unit: Unit, which: ColumnElement[bool]) -> None:
    """Sends nothing more of those rows, and keeps neither address nor what a provider said of it.

    A provider's words may name the address.
    """
    close(unit, which, ERASED)
    unit.connection.execute(
        update(DELIVERY)
        .where(which)
        .values(
            address="", receipt="", reason=case((DELIVERY.c.reason == ERASED, ERASED), else_="")
        )
    )


def close_what_is_past(unit: Unit, rows: Collection[int]) -> None:
    """Ends those of the rows that were overtaken, or lost their reader, while they were sent."""
    mine = DELIVERY.c.id.in_(rows)
    erased = mine & DELIVERY.c.subscriber_id.is_(None)
    unit.connection.execute(update(DELIVERY).where(erased).values(receipt="", reason=""))
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
    supersede(unit, mine & overtaken)
    active = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.state == SubscriberState.ACTIVE.value)
    open_channels = select(CHANNEL.c.id).where(CHANNEL.c.removed_us.is_(None))
    gone = or_(
        DELIVERY.c.subscriber_id.is_(None),
        DELIVERY.c.subscriber_id.not_in(active),
        DELIVERY.c.channel_id.not_in(open_channels),
    )
    close(unit, mine & gone & (DELIVERY.c.due_us > 0), "nobody is told there any more")


def _end(unit: Unit, which: ColumnElement[bool], state: DeliveryState, **values: object) -> None:
    waiting = which & DELIVERY.c.state.in_(WAITING)
    unit.connection.execute(update(DELIVERY).where(waiting).values(state=state.value, **values))
