"""Freeze periods: time in which no work should be planned."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.instants import from_us, to_us
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import FREEZE_PERIOD
from statusboard.storage.unit import Unit


def add_freeze_period(unit: Unit, name: str, starts_at: datetime, ends_at: datetime) -> int:
    """The id of a new freeze period."""
    added = insert(FREEZE_PERIOD).values(
        name=name, starts_us=to_us(starts_at), ends_us=to_us(ends_at)
    )
    return int(unit.connection.execute(added.returning(FREEZE_PERIOD.c.id)).scalar_one())


def remove_freeze_period(unit: Unit, freeze_id: int) -> None:
    """Ends a freeze period as if there had been none. Raises RuleBroken where there is no such."""
    gone = unit.connection.execute(delete(FREEZE_PERIOD).where(FREEZE_PERIOD.c.id == freeze_id))
    must_exist(gone.rowcount, "freeze period")


@read_once
def read_freeze_periods(unit: Unit) -> tuple[FreezePeriod, ...]:
    """All freeze periods, by start."""
    rows = unit.connection.execute(
        select(FREEZE_PERIOD).order_by(FREEZE_PERIOD.c.starts_us, FREEZE_PERIOD.c.id)
    )
    return tuple(
        FreezePeriod(row.id, row.name, from_us(row.starts_us), from_us(row.ends_us))
        for row in rows.all()
    )
