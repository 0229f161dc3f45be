"""Deliveries of the past, written down as over: of sample data, which nobody sends any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Text, and_, case, cast, func, literal, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.storage.closings import WAITING
from statusboard.storage.tables import DELIVERY
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Ending:
    """How a delivery ended, and why."""

    state: DeliveryState
    reason: str


def write_as_sent(
    unit: Unit, incident_id: int, receipts: Mapping[int, str], *, begun_us: int, next_us: int
) -> None:
    """Whatever of an incident still waits was sent: the first at `begun_us`, each other later.

    `receipts` is what providers said, by channel, with the number of the row for “#”.
    """
    waiting = and_(DELIVERY.c.incident_id == incident_id, DELIVERY.c.state.in_(WAITING))
    first = unit.connection.scalar(select(func.min(DELIVERY.c.id)).where(waiting))
    if first is None:
        return
    said = case(
        *((DELIVERY.c.channel_id == channel, words) for channel, words in receipts.items()),
        else_=literal(""),
    )
    unit.connection.execute(
        update(DELIVERY)
        .where(waiting)
        .values(
            state=DeliveryState.SENT.value,
            attempts=1,
            due_us=0,
            at_us=begun_us + (DELIVERY.c.id - first) * next_us,
            receipt=func.replace(said, "#", cast(DELIVERY.c.id, Text)),
        )
    )


def write_as_ended(
    unit: Unit, incident_id: int, subscribers: Sequence[int], ending: Ending
) -> None:
    """What was sent of an incident to these subscribers ended otherwise."""
    theirs = and_(DELIVERY.c.incident_id == incident_id, DELIVERY.c.subscriber_id.in_(subscribers))
    values = {"state": ending.state.value, "reason": ending.reason, "receipt": ""}
    unit.connection.execute(update(DELIVERY).where(theirs).values(**values))
