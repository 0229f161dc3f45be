"""Subscribers who wait for the end of an incident, and are forgotten when it was told."""

from collections.abc import Collection

from sqlalchemy import or_, select

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import IncidentStatus
from statusboard.storage.tables import DELIVERY, INCIDENT, SUBSCRIBER, SUBSCRIPTION
from statusboard.storage.unit import Unit


def passed_on(unit: Unit, rows: Collection[int]) -> tuple[int, ...]:
    """Those who waited for incidents alone, which are all over, and have been told so.

    Of the readers of those deliveries: to look at all, for each handful, would take too long.
    """
    read = select(DELIVERY.c.subscriber_id).where(DELIVERY.c.id.in_(rows)).distinct()
    readers = [one for one in unit.connection.execute(read).scalars() if one is not None]
    other = SUBSCRIPTION.alias("other")
    waits_still = (
        select(other.c.id)
        .outerjoin(INCIDENT, INCIDENT.c.id == other.c.incident_id)
        .where(
            other.c.subscriber_id == SUBSCRIBER.c.id,
            or_(other.c.incident_id.is_(None), INCIDENT.c.status != IncidentStatus.RESOLVED.value),
        )
        .exists()
    )
    is_under_way = (
        select(DELIVERY.c.id)
        .where(
            DELIVERY.c.subscriber_id == SUBSCRIBER.c.id,
            DELIVERY.c.state.in_([state.value for state in DeliveryState if state.is_open]),
        )
        .exists()
    )
    waited = SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id
    wanted = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.id.in_(readers),
        SUBSCRIBER.c.everything.is_(False),
        select(SUBSCRIPTION.c.id).where(waited, SUBSCRIPTION.c.incident_id.is_not(None)).exists(),
        ~waits_still,
        ~is_under_way,
    )
    return tuple(unit.connection.execute(wanted).scalars())
