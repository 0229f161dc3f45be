"""The ledger: every delivery with how far it has got, newest first."""

from typing import Any

from sqlalchemy import ColumnElement, Row, select, true

from statusboard.domain.delivery import Delivery, DeliveryState
from statusboard.domain.instants import from_us
from statusboard.storage.tables import CHANNEL, DELIVERY, INCIDENT, INCIDENT_UPDATE
from statusboard.storage.unit import Unit


def read_deliveries(
    unit: Unit, *, which: ColumnElement[bool] | None = None
) -> tuple[Delivery, ...]:
    """The deliveries, newest first; those for which a condition holds.

    A row that somebody claimed and never settled may have arrived: it is shown so until it is
    sent again.
    """
    rows = unit.connection.execute(
        select(
            DELIVERY,
            INCIDENT.c.public_id.label("incident"),
            INCIDENT_UPDATE.c.public_id.label("said"),
            CHANNEL.c.name.label("channel"),
        )
        .join(INCIDENT, INCIDENT.c.id == DELIVERY.c.incident_id)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .join(CHANNEL, CHANNEL.c.id == DELIVERY.c.channel_id)
        .where(true() if which is None else which)
        .order_by(DELIVERY.c.id.desc())
    )
    return tuple(delivery_of(row, unit.now_us) for row in rows)


def delivery_of(row: Row[Any], now_us: int) -> Delivery:
    """A row of the ledger. What is being sent waits for people; once its claim ended, who knows.

    The row has the columns of `delivery`, with the public ids as `incident` and `said`, and the
    name of the channel as `channel`.
    """
    state = DeliveryState(row.state)
    if state is DeliveryState.SENDING:
        lost = row.claimed_until_us is not None and row.claimed_until_us <= now_us
        state = DeliveryState.MAY_HAVE_ARRIVED if lost else DeliveryState.QUEUED
    return Delivery(
        id=row.id,
        incident=row.incident,
        update=row.said,
        channel=row.channel,
        address=row.address,
        state=state,
        at=from_us(row.at_us),
        attempts=row.attempts,
        receipt=row.receipt,
        reason=row.reason,
    )
