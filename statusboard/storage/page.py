"""What only the public page asks: services with their dates, and the last major outage."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from statusboard.domain.instants import from_us
from statusboard.storage.tables import COMPONENT
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
