"""The log of what changed, by which every process hears of every write."""

import msgspec
from sqlalchemy import func, insert, select

from statusboard.domain.changes import Changes
from statusboard.storage.doorbell import ring
from statusboard.storage.tables import CHANGE_LOG
from statusboard.storage.unit import Unit


def log_changes(unit: Unit, changes: Changes) -> None:
    """What this transaction touched, for every process that reads the log."""
    text = msgspec.json.encode(changes).decode()
    unit.connection.execute(insert(CHANGE_LOG).values(at_us=unit.now_us, topics=text))
    ring(unit)


def newest_change(unit: Unit) -> int:
    """The id of the newest entry of the log; 0 for an empty one."""
    newest = unit.connection.execute(select(func.max(CHANGE_LOG.c.id))).scalar()
    return int(newest or 0)


def changes_after(unit: Unit, last_id: int) -> tuple[int, Changes]:
    """Everything logged after an id, merged, and the newest id."""
    rows = unit.connection.execute(
        select(CHANGE_LOG.c.id, CHANGE_LOG.c.topics)
        .where(CHANGE_LOG.c.id > last_id)
        .order_by(CHANGE_LOG.c.id)
    )
    merged = Changes()
    for entry, topics in rows:
        last_id = entry
        merged |= msgspec.json.decode(topics, type=Changes)
    return last_id, merged
