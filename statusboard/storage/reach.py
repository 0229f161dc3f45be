"""What is asked of subscribers and ledger before something is published; nothing is written."""

from sqlalchemy import case, func, select

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.tables import DELIVERY, SUBSCRIBER, SUBSCRIPTION
from statusboard.storage.unit import Unit

# So many messages in a row that were not taken make a failing channel; one is an address.
IN_A_ROW = 3
_SENT = DeliveryState.SENT.value
_NOT_TAKEN = (
    DeliveryState.RETRYING.value,
    DeliveryState.MAY_HAVE_ARRIVED.value,
    DeliveryState.FAILED.value,
)


def count_waiting(unit: Unit, incident_id: int) -> int:
    """How many are to be told when that incident is over, because they asked for it."""
    waiting = (
        select(func.count(SUBSCRIBER.c.id.distinct()))
        .join(SUBSCRIPTION, SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id)
        .where(
            SUBSCRIPTION.c.incident_id == incident_id,
            SUBSCRIBER.c.state == SubscriberState.ACTIVE.value,
        )
    )
    return int(unit.connection.scalar(waiting) or 0)


def failing_reasons(unit: Unit) -> dict[int, str]:
    """By channel, what was said of the last message, where none is taken at present."""
    sent = (
        select(DELIVERY.c.channel_id, func.max(DELIVERY.c.at_us).label("us"))
        .where(DELIVERY.c.state == _SENT)
        .group_by(DELIVERY.c.channel_id)
        .subquery()
    )
    bad = (
        select(DELIVERY.c.channel_id, func.count(), func.max(DELIVERY.c.at_us))
        .outerjoin(sent, sent.c.channel_id == DELIVERY.c.channel_id)
        .where(
            DELIVERY.c.state.in_(_NOT_TAKEN),
            DELIVERY.c.attempts > 0,
            DELIVERY.c.at_us > case((sent.c.us.is_(None), -1), else_=sent.c.us),
        )
        .group_by(DELIVERY.c.channel_id)
    )
    found = {}
    for channel_id, count, newest_us in unit.connection.execute(bad).all():
        if count >= IN_A_ROW:
            reason = (
                select(DELIVERY.c.reason)
                .where(
                    DELIVERY.c.channel_id == channel_id,
                    DELIVERY.c.at_us == newest_us,
                    DELIVERY.c.state.in_(_NOT_TAKEN),
                )
                .limit(1)
            )
            found[channel_id] = str(unit.connection.scalar(reason) or "")
    return found
