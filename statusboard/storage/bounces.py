"""Deliveries that turned out not to have arrived."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us
from statusboard.storage.confirmation_claims import named
from statusboard.storage.tables import CONFIRMATION, DELIVERY, INCIDENT_UPDATE
from statusboard.storage.unit import Unit

# What was given away, as far as anybody knows.
_GIVEN_AWAY = (DeliveryState.SENT.value, DeliveryState.MAY_HAVE_ARRIVED.value)


@dataclass(frozen=True, slots=True)
class GivenAway:
    """A delivery that a provider took `at` a time: its row, and its update.

    Of one that asked for a confirmation: what stands for the update in its key, and when that was.
    """

    id: int
    update: str
    published_at: datetime
    address: str
    at: datetime


def given_away(unit: Unit, channel_id: int, subscriber_id: int) -> tuple[GivenAway, ...]:
    """What was given away to a subscriber, the newest first."""
    rows = unit.connection.execute(
        select(
            DELIVERY.c.id,
            INCIDENT_UPDATE.c.public_id,
            INCIDENT_UPDATE.c.published_us,
            DELIVERY.c.address,
            DELIVERY.c.at_us,
        )
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .where(
            DELIVERY.c.channel_id == channel_id,
            DELIVERY.c.subscriber_id == subscriber_id,
            DELIVERY.c.state.in_(_GIVEN_AWAY),
        )
        .order_by(DELIVERY.c.id.desc())
    )
    return tuple(
        GivenAway(row.id, row.public_id, from_us(row.published_us), row.address, from_us(row.at_us))
        for row in rows
    )


def asked_of(unit: Unit, channel_id: int, key: str) -> tuple[GivenAway, ...]:
    """What was given away to ask an address for its confirmation, the newest first."""
    rows = unit.connection.execute(
        select(CONFIRMATION.c.id, CONFIRMATION.c.asked_us, CONFIRMATION.c.address)
        .add_columns(CONFIRMATION.c.at_us)
        .where(
            CONFIRMATION.c.channel_id == channel_id,
            CONFIRMATION.c.address_key == key,
            CONFIRMATION.c.state.in_(_GIVEN_AWAY),
        )
        .order_by(CONFIRMATION.c.id.desc())
    )
    return tuple(
        GivenAway(row.id, named(row.id), from_us(row.asked_us), row.address, from_us(row.at_us))
        for row in rows
    )


def asking_came_back(unit: Unit, number: int, reason: str, *, is_gone: bool) -> None:
    """Writes down that what asked for a confirmation did not arrive; `is_gone`: and never will.

    Its link works on: what a server says of a mailbox may be about another one behind it.
    """
    values: dict[str, object] = {
        "state": DeliveryState.FAILED.value,
        "reason": reason,
        "due_us": 0,
        "at_us": unit.now_us,
    }
    if is_gone:
        values["gone_us"] = unit.now_us
    unit.connection.execute(update(CONFIRMATION).where(CONFIRMATION.c.id == number).values(values))


def came_back(unit: Unit, delivery_id: int, reason: str) -> None:
    """Writes down that a delivery did not arrive after all, and is not tried again."""
    unit.connection.execute(
        update(DELIVERY)
        .where(DELIVERY.c.id == delivery_id)
        .values(state=DeliveryState.FAILED.value, reason=reason, due_us=0, at_us=unit.now_us)
    )
