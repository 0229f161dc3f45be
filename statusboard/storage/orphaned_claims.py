"""Claims whose dispatcher has died: they end at once, where somebody knows that it did."""

from collections.abc import Collection

from sqlalchemy import select, update

from statusboard.storage.delivery_states import SENDING, in_state
from statusboard.storage.tables import CONFIRMATION, DELIVERY, HANDOVER_MESSAGE
from statusboard.storage.unit import Unit

_TABLES = (DELIVERY, CONFIRMATION, HANDOVER_MESSAGE)


def read_claimers(unit: Unit) -> frozenset[str]:
    """Who has rows that are being sent, as far as their claims have not ended."""
    found: set[str] = set()
    for rows in _TABLES:
        held = in_state(rows, SENDING) & (rows.c.claimed_until_us > unit.now_us)
        found.update(unit.connection.execute(select(rows.c.claimed_by).where(held)).scalars())
    return frozenset(found)


def end_claims(unit: Unit, of: Collection[str]) -> int:
    """Ends the claims of these dispatchers; how many rows may be taken up by others now."""
    count = 0
    for rows in _TABLES:
        held = in_state(rows, SENDING) & (rows.c.claimed_until_us > unit.now_us)
        ended = update(rows).where(held, rows.c.claimed_by.in_(of))
        count += unit.connection.execute(ended.values(claimed_until_us=unit.now_us)).rowcount
    return count
