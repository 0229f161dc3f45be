"""Handovers that turned out not to have arrived."""

from sqlalchemy import select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us
from statusboard.storage.bounces import GivenAway
from statusboard.storage.delivery_states import DOUBT, SENT, in_state
from statusboard.storage.handover_claims import named
from statusboard.storage.tables import HANDOVER, HANDOVER_MESSAGE, SUBSCRIBER
from statusboard.storage.unit import Unit


def handed_to(unit: Unit, channel_id: int, key: str) -> tuple[GivenAway, ...]:
    """The handovers that were given away to an address, the newest first."""
    rows = unit.connection.execute(
        select(
            HANDOVER_MESSAGE.c.id,
            HANDOVER_MESSAGE.c.handover_id,
            HANDOVER_MESSAGE.c.address,
            HANDOVER_MESSAGE.c.at_us,
            HANDOVER.c.sent_us,
        )
        .join(HANDOVER, HANDOVER.c.id == HANDOVER_MESSAGE.c.handover_id)
        .join(SUBSCRIBER, SUBSCRIBER.c.id == HANDOVER_MESSAGE.c.subscriber_id)
        .where(
            HANDOVER_MESSAGE.c.channel_id == channel_id,
            SUBSCRIBER.c.channel_id == channel_id,
            SUBSCRIBER.c.address_key == key,
            in_state(HANDOVER_MESSAGE, SENT, DOUBT),
        )
        .order_by(HANDOVER_MESSAGE.c.id.desc())
    )
    return tuple(
        GivenAway(
            row.id, named(row.handover_id), from_us(row.sent_us), row.address, from_us(row.at_us)
        )
        for row in rows
    )


def handover_came_back(unit: Unit, number: int, reason: str) -> None:
    """Writes down that one did not arrive after all, and is not tried again by itself."""
    values = {
        "state": DeliveryState.FAILED.value,
        "reason": reason,
        "due_us": 0,
        "at_us": unit.now_us,
    }
    this = update(HANDOVER_MESSAGE).where(HANDOVER_MESSAGE.c.id == number)
    unit.connection.execute(this.values(values))
