"""What providers say later of messages that they took: it stands behind the receipt of a row."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, Table, and_, null, or_, select, update

from statusboard.domain.instants import to_us
from statusboard.storage.delivery_states import SENT, in_state
from statusboard.storage.tables import CONFIRMATION, DELIVERY
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
    """A row of which the provider is asked what became of it, by `name`, its receipt alone.

    `is_confirmation`: it is no row of the ledger, but one that asks for a confirmation.
    """

    id: int
    subscriber_id: int | None
    receipt: str
    is_confirmation: bool = False

    @property
    def name(self) -> str:
        """What the provider said when it took the message."""
        return self.receipt.partition(BETWEEN)[0]


def unreported(unit: Unit, channel_id: int, *, limit: int) -> tuple[Unreported, ...]:
    """Rows of a channel that are to be asked for now, the oldest first. Each is twice at most.

    What tells of updates goes before what asks for confirmations.
    """
    found = _unreported_of(unit, DELIVERY, channel_id, limit)
    return (*found, *_unreported_of(unit, CONFIRMATION, channel_id, limit - len(found)))


def _unreported_of(unit: Unit, rows: Table, channel_id: int, limit: int) -> tuple[Unreported, ...]:
    taken = rows.c.at_us
    first = and_(
        taken <= to_us(unit.now - FIRST),
        rows.c.receipt != "",
        rows.c.receipt.not_like(f"%{BETWEEN}%"),
    )
    second = and_(taken <= to_us(unit.now - SECOND), rows.c.receipt.like(f"%{BETWEEN}{ON_ITS_WAY}"))
    found = unit.connection.execute(
        _asked(rows)
        .where(
            rows.c.channel_id == channel_id,
            in_state(rows, SENT),
            taken > to_us(unit.now - LAST),
            or_(first, second),
        )
        .order_by(taken, rows.c.id)
        .limit(limit)
    )
    return tuple(_made(row, rows) for row in found)


def find_unreported(unit: Unit, channel_id: int, known: Unreported) -> Unreported | None:
    """The row, if it still is as it was when it was asked for."""
    rows = _rows_of(known)
    wanted = _asked(rows).where(
        rows.c.id == known.id,
        rows.c.channel_id == channel_id,
        rows.c.receipt == known.receipt,
        in_state(rows, SENT),
    )
    found = unit.connection.execute(wanted).one_or_none()
    return None if found is None else _made(found, rows)


def note_report(unit: Unit, one: Unreported, words: str, *, is_final: bool) -> None:
    """Writes down what was said of a row; when it was taken stays."""
    if not is_final:
        words = NO_WORD if BETWEEN in one.receipt else ON_ITS_WAY
    rows = _rows_of(one)
    told = update(rows).where(rows.c.id == one.id)
    unit.connection.execute(told.values(receipt=f"{one.name}{BETWEEN}{words}"))


def _rows_of(one: Unreported) -> Table:
    return CONFIRMATION if one.is_confirmation else DELIVERY


def _asked(rows: Table) -> Select[Any]:
    whose = null() if rows is CONFIRMATION else rows.c.subscriber_id
    return select(rows.c.id, whose.label("whose"), rows.c.receipt)


def _made(row: Row[Any], rows: Table) -> Unreported:
    return Unreported(row.id, row.whose, row.receipt, is_confirmation=rows is CONFIRMATION)
