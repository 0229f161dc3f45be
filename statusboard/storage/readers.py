"""Who a message is for, as far as it makes a personal link its own; and how its reader stands."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import select

from statusboard.domain.instants import from_us
from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.among import among
from statusboard.storage.tables import SUBSCRIBER
from statusboard.storage.unit import Unit


class Reader(msgspec.Struct, frozen=True):
    """A subscriber by its number, when it came, and its address as it is compared."""

    id: int
    created_at: datetime
    key: str

    def __repr__(self) -> str:
        """Without its address, for logs."""
        return f"Reader(id={self.id})"


def read_readers(unit: Unit, ids: Collection[int | None]) -> dict[int, Reader]:
    """Those of the subscribers that there are, by number."""
    found = unit.connection.execute(
        select(SUBSCRIBER.c.id, SUBSCRIBER.c.created_us, SUBSCRIBER.c.address_key).where(
            among(SUBSCRIBER.c.id, ids)
        )
    )
    return {row.id: Reader(row.id, from_us(row.created_us), row.address_key) for row in found}


def state_of_address(
    unit: Unit, channel_id: int, key: str, page_id: int = MAIN
) -> SubscriberState | None:
    """The state of whoever has that address, None for nobody: one statement, whoever it is."""
    state = unit.connection.scalar(
        select(SUBSCRIBER.c.state).where(
            SUBSCRIBER.c.channel_id == channel_id,
            SUBSCRIBER.c.address_key == key,
            SUBSCRIBER.c.page_id == page_id,
        )
    )
    return None if state is None else SubscriberState(state)
