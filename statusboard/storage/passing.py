"""Subscribers who wait for the end of an incident, and are forgotten when it was told."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import to_us
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.among import among
from statusboard.storage.incidents import OVER
from statusboard.storage.tables import DELIVERY, INCIDENT, SUBSCRIBER, SUBSCRIPTION
from statusboard.storage.unit import Unit

# No message is tried longer; whoever could not be told by then is forgotten all the same.
AFTER_THE_END = timedelta(days=2)
# Nobody waits longer for an incident that nobody says the end of.
AT_MOST = timedelta(days=30)
_WAIT = select(SUBSCRIPTION.c.subscriber_id).where(SUBSCRIPTION.c.incident_id.is_not(None))


def passed_on(unit: Unit, rows: Collection[int] | None = None) -> tuple[int, ...]:
    """Those who waited for incidents alone, and wait for none any more.

    They are all over and that was told, or could not be in `AFTER_THE_END`; one that is not over
    is waited for `AT_MOST`, from when the later of the two began. With `rows`, only of the readers
    of those deliveries: to look at all, for each handful, would take too long.
    """
    waits: ColumnElement[bool] = SUBSCRIBER.c.id.in_(_WAIT)
    if rows is not None:
        read = select(DELIVERY.c.subscriber_id).where(
            among(DELIVERY.c.id, rows), DELIVERY.c.subscriber_id.in_(_WAIT)
        )
        readers = set(unit.connection.execute(read).scalars())
        if not readers:
            return ()
        waits = among(SUBSCRIBER.c.id, readers)
    wanted = select(SUBSCRIBER.c.id).where(
        waits,
        SUBSCRIBER.c.everything.is_(False),
        ~_still(_chose_more()),
        ~_still(_is_awaited(unit)),
    )
    return tuple(unit.connection.execute(wanted).scalars())


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


def end_waiting(unit: Unit) -> None:
    """Ends the waiting for what is over, of those who also chose more."""
    unit.connection.execute(delete(SUBSCRIPTION).where(_is_long_over(unit)))


def count_ended(unit: Unit) -> int:
    """How much of the waiting is to be ended."""
    asked = select(func.count()).select_from(SUBSCRIPTION).where(_is_long_over(unit))
    return int(unit.connection.execute(asked).scalar_one())


def _is_long_over(unit: Unit) -> ColumnElement[bool]:
    over = select(INCIDENT.c.id).where(
        INCIDENT.c.status.in_(OVER), INCIDENT.c.closed_us < to_us(unit.now - AFTER_THE_END)
    )
    return SUBSCRIPTION.c.incident_id.in_(over)


def _chose_more() -> ColumnElement[bool]:
    return SUBSCRIPTION.c.incident_id.is_(None)


def _is_awaited(unit: Unit) -> ColumnElement[bool]:
    """Whether an incident is still to be told the end of."""
    open_states = [state.value for state in DeliveryState if state.is_open]
    is_tried_again = and_(
        DELIVERY.c.state == DeliveryState.MAY_HAVE_ARRIVED.value, DELIVERY.c.due_us > 0
    )
    under_way = (
        select(DELIVERY.c.id)
        .where(
            DELIVERY.c.subscriber_id == SUBSCRIBER.c.id,
            or_(DELIVERY.c.state.in_(open_states), is_tried_again),
        )
        .exists()
    )
    incident_us, subscriber_us = INCIDENT.c.created_us, SUBSCRIBER.c.created_us
    began = case((incident_us > subscriber_us, incident_us), else_=subscriber_us)
    return or_(
        and_(INCIDENT.c.status.not_in(OVER), began > to_us(unit.now - AT_MOST)),
        and_(
            INCIDENT.c.status.in_(OVER),
            INCIDENT.c.closed_us > to_us(unit.now - AFTER_THE_END),
            under_way,
        ),
    )


def _still(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether any of a subscriber's choices is so."""
    return (
        select(SUBSCRIPTION.c.id)
        .outerjoin(INCIDENT, INCIDENT.c.id == SUBSCRIPTION.c.incident_id)
        .where(SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id, condition)
        .correlate(SUBSCRIBER)
        .exists()
    )
