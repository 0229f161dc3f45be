"""Settings, the audit trail, and the log of what changed."""

import json
from collections.abc import Mapping

import msgspec
from sqlalchemy import func, insert, select

from statusboard.domain.changes import Changes
from statusboard.storage.tables import AUDIT, CHANGE_LOG, SETTING
from statusboard.storage.unit import Unit


def read_settings(unit: Unit) -> dict[str, object]:
    """All settings by key. Secrets are never among them."""
    rows = unit.connection.execute(select(SETTING.c.key, SETTING.c.value))
    return {key: json.loads(value) for key, value in rows}


def write_setting(unit: Unit, key: str, value: object) -> None:
    """Sets one setting; None removes it."""
    unit.connection.execute(SETTING.delete().where(SETTING.c.key == key))
    if value is not None:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        unit.connection.execute(insert(SETTING).values(key=key, value=text))


def write_audit(unit: Unit, *, verb: str, subject: str, detail: Mapping[str, object]) -> None:
    """One line of who did what."""
    actor = unit.actor
    unit.connection.execute(
        insert(AUDIT).values(
            at_us=unit.now_us,
            actor=f"{actor.kind}:{actor.name}" if actor else "",
            verb=verb,
            subject=subject,
            detail=msgspec.json.encode(detail).decode(),
        )
    )


def log_changes(unit: Unit, changes: Changes) -> None:
    """What this transaction touched, for every process that reads the log."""
    text = msgspec.json.encode(changes).decode()
    unit.connection.execute(insert(CHANGE_LOG).values(at_us=unit.now_us, topics=text))


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
