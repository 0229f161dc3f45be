"""What only the public page asks: services with their dates, and the last major outage."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from statusboard.domain.instants import from_us
from statusboard.domain.status import ComponentStatus
from statusboard.storage.numbers import STATUS_NUMBER
from statusboard.storage.tables import COMPONENT, SPAN
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Dates:
    """When a service was added, and last edited."""

    created_at: datetime
    updated_at: datetime


def read_dates(unit: Unit) -> dict[int, Dates]:
    """The dates of every service, by component id."""
    rows = unit.connection.execute(
        select(COMPONENT.c.id, COMPONENT.c.created_us, COMPONENT.c.updated_us)
    )
    return {row.id: Dates(from_us(row.created_us), from_us(row.updated_us)) for row in rows}


def read_watched_since(unit: Unit) -> int | None:
    """When the first service was first observed, in microseconds; None where none ever was."""
    return unit.connection.execute(select(func.min(SPAN.c.start_us))).scalar()


def read_last_major(unit: Unit, *, now_us: int) -> int | None:
    """When the last major outage of a service that still exists ended; `now_us` while one lasts."""
    major = STATUS_NUMBER[ComponentStatus.MAJOR_OUTAGE]
    known = (
        select(SPAN.c.stop_us)
        .join(COMPONENT, COMPONENT.c.id == SPAN.c.component_id)
        .where(SPAN.c.status == major, COMPONENT.c.removed_us.is_(None))
    )
    if unit.connection.execute(known.where(SPAN.c.stop_us.is_(None)).limit(1)).first():
        return now_us
    newest = known.with_only_columns(func.max(SPAN.c.stop_us))
    return unit.connection.execute(newest).scalar()
