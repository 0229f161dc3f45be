"""What providers say later of messages that they took: it stands behind the receipt of a row."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, or_, select, update

from statusboard.domain.instants import to_us
from statusboard.storage.delivery_states import SENT, in_state
from statusboard.storage.tables import DELIVERY
from statusboard.storage.unit import Unit

# Between the receipt and what was said later.
BETWEEN = " · "
ON_ITS_WAY = "on its way"
NO_WORD = "no word of its arrival"
# Most are there by then; what is still on its way is asked for once more.
FIRST = timedelta(minutes=2)
SECOND = timedelta(hours=1)
# Nobody needs it any more.
LAST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unreported:
    """A row of which the provider is asked what became of it, by `name`, its receipt alone."""

    id: int
    subscriber_id: int | None
    receipt: str

    @property
    def name(self) -> str:
        """What the provider said when it took the message."""
        return self.receipt.partition(BETWEEN)[0]


def unreported(unit: Unit, channel_id: int, *, limit: int) -> tuple[Unreported, ...]:
    """Rows of a channel that are to be asked for now, the oldest first. Each is twice at most."""
    taken = DELIVERY.c.at_us
    first = and_(
        taken <= to_us(unit.now - FIRST),
        DELIVERY.c.receipt != "",
        DELIVERY.c.receipt.not_like(f"%{BETWEEN}%"),
    )
    second = and_(
        taken <= to_us(unit.now - SECOND), DELIVERY.c.receipt.like(f"%{BETWEEN}{ON_ITS_WAY}")
    )
    rows = unit.connection.execute(
        select(DELIVERY.c.id, DELIVERY.c.subscriber_id, DELIVERY.c.receipt)
        .where(
            DELIVERY.c.channel_id == channel_id,
            in_state(DELIVERY, SENT),
            taken > to_us(unit.now - LAST),
            or_(first, second),
        )
        .order_by(taken, DELIVERY.c.id)
        .limit(limit)
    )
    return tuple(Unreported(row.id, row.subscriber_id, row.receipt) for row in rows)


def find_unreported(unit: Unit, channel_id: int, row: int, receipt: str) -> Unreported | None:
    """The row, if it still is as it was when it was asked for."""
    wanted = select(DELIVERY.c.id, DELIVERY.c.subscriber_id, DELIVERY.c.receipt).where(
        DELIVERY.c.id == row,
        DELIVERY.c.channel_id == channel_id,
        DELIVERY.c.receipt == receipt,
        in_state(DELIVERY, SENT),
    )
    found = unit.connection.execute(wanted).one_or_none()
    return None if found is None else Unreported(found.id, found.subscriber_id, found.receipt)


def note_report(unit: Unit, one: Unreported, words: str, *, is_final: bool) -> None:
    """Writes down what was said of a row; when it was taken stays."""
    if not is_final:
        words = NO_WORD if BETWEEN in one.receipt else ON_ITS_WAY
    told = update(DELIVERY).where(DELIVERY.c.id == one.id)
    unit.connection.execute(told.values(receipt=f"{one.name}{BETWEEN}{words}"))
