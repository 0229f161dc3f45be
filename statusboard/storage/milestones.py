"""Milestones of uptime that were drafted: each is offered once."""

from sqlalchemy import delete, insert, select

from statusboard.storage.tables import MILESTONE
from statusboard.storage.unit import Unit


def add_milestone(unit: Unit, key: str, notice_id: int) -> None:
    """It was drafted as this notice, from now on."""
    unit.connection.execute(delete(MILESTONE).where(MILESTONE.c.key == key))
    added = {"key": key, "notice_id": notice_id, "drafted_us": unit.now_us}
    unit.connection.execute(insert(MILESTONE).values(added))


def is_drafted(unit: Unit, key: str) -> bool:
    """Whether it was drafted before."""
    found = select(MILESTONE.c.key).where(MILESTONE.c.key == key)
    return unit.connection.execute(found).first() is not None
