"""What New Relic said while that was recorded, masked; the newest of it."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select

from statusboard.storage.tables import NEW_RELIC_RECORD
from statusboard.storage.unit import Unit

# At 60 kB each at most this is 12 MB.
MOST = 200
_ROW = NEW_RELIC_RECORD.c


def keep(unit: Unit, said: Sequence[str]) -> None:
    """Adds answers, and lets the oldest go beyond the most that is kept."""
    if not said:
        return
    values = [{"at_us": unit.now_us, "told": one} for one in said]
    unit.connection.execute(insert(NEW_RELIC_RECORD), values)
    newest = unit.connection.scalar(select(func.max(_ROW.id))) or 0
    unit.connection.execute(delete(NEW_RELIC_RECORD).where(_ROW.id <= newest - MOST))


def read(unit: Unit) -> tuple[tuple[int, str], ...]:
    """When and what, the oldest first."""
    rows = unit.connection.execute(select(_ROW.at_us, _ROW.told).order_by(_ROW.id))
    return tuple((row.at_us, row.told) for row in rows)


def forget(unit: Unit) -> None:
    """Forgets all of it."""
    unit.connection.execute(delete(NEW_RELIC_RECORD))
