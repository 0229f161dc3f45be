"""Manual overrides: the states that people set, until when and why."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    bindparam,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from statusboard.domain.override import Override
from statusboard.domain.status import ComponentStatus
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import OVERRIDE
from statusboard.storage.unit import Unit

_ROW = OVERRIDE.c
_LOCK = 0x0E44_1DE5
# All, in the order in which they were set.
OVERRIDES = select(OVERRIDE).order_by(_ROW.set_us, _ROW.id)
_NOW_US = bindparam("now_us", type_=BigInteger)
_IN_FORCE = OVERRIDES.where(
    _ROW.set_us <= _NOW_US,
    _ROW.ends_us > _NOW_US,
    or_(_ROW.ended_us.is_(None), _ROW.ended_us > _NOW_US),
)


def lock_overrides(unit: Unit) -> None:
    """One person sets or takes back at a time, so that of a service one override holds at most.

    SQLite lets one write anyway.
    """
    if not unit.is_sqlite:
        unit.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def add_override(unit: Unit, override: Override) -> int:
    """The id of a new override; who set it is whoever writes."""
    added = insert(OVERRIDE).values(
        component_id=override.component_id,
        status=override.status.value,
        reason=override.reason,
        by_name=override.by_name,
        by_person=unit.actor.person_id if unit.actor else None,
        set_us=override.set_us,
        ends_us=override.ends_us,
        until_agrees=int(override.until_agrees),
    )
    return int(unit.connection.execute(added.returning(_ROW.id)).scalar_one())


def end_override(unit: Unit, override_id: int, at_us: int, *, by_name: str = "") -> None:
    """Ends it at an instant: taken back by somebody, or without a name because checks agree."""
    unit.connection.execute(
        update(OVERRIDE)
        .where(_ROW.id == override_id, _ROW.ended_us.is_(None))
        .values(ended_us=at_us, ended_by=by_name)
    )


def end_overrides_of(unit: Unit, component_ids: Collection[int]) -> None:
    """Ends whatever is set for services that are taken off the screens."""
    unit.connection.execute(
        update(OVERRIDE)
        .where(_ROW.component_id.in_(component_ids), _ROW.ended_us.is_(None))
        .where(_ROW.ends_us > unit.now_us)
        .values(ended_us=unit.now_us, ended_by=unit.actor.name if unit.actor else "")
    )


@read_once
def read_in_force(unit: Unit) -> Mapping[int, Override]:
    """The override of each service that has one now, by service."""
    found = read_overrides(unit, _IN_FORCE, {"now_us": unit.now_us})
    return {one.component_id: one for one in found}


def read_overrides(
    unit: Unit, asked: Select[*tuple[Any, ...]], given: Mapping[str, object] | None = None
) -> tuple[Override, ...]:
    """The overrides that a statement asks for, which is made of `OVERRIDES`."""
    return tuple(
        Override(
            row.id,
            row.component_id,
            ComponentStatus(row.status),
            row.reason,
            row.by_name,
            row.set_us,
            row.ends_us,
            bool(row.until_agrees),
            row.ended_us,
            row.ended_by,
        )
        for row in unit.connection.execute(asked, given)
    )


def read_overrides_of(
    unit: Unit, component_id: int, *, since_us: int, until_us: int
) -> Sequence[Override]:
    """Those of a service that held at some time between two instants, oldest first."""
    held = (
        (_ROW.component_id == component_id)
        & (_ROW.ends_us > since_us)
        & (_ROW.set_us < until_us)
        & or_(_ROW.ended_us.is_(None), _ROW.ended_us > since_us)
    )
    found = read_overrides(unit, OVERRIDES.where(held))
    return [one for one in found if one.cover is not None]


def turned_us(unit: Unit) -> int:
    """When a state was last set by hand, or that last ended, until now; 0 where never."""
    now_us = unit.now_us
    newest = 0
    for column in (_ROW.set_us, _ROW.ended_us):
        newest = max(newest, _newest(unit, column, column <= now_us))
    expired = (_ROW.ends_us <= now_us) & _ROW.ended_us.is_(None)
    return max(newest, _newest(unit, _ROW.ends_us, expired))


def _newest(unit: Unit, column: ColumnElement[int], condition: ColumnElement[bool]) -> int:
    return int(unit.connection.scalar(select(func.max(column)).where(condition)) or 0)
