"""Planned work: plans, with the windows that are kept of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from statusboard.domain.instants import from_us, to_us
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.status import ComponentStatus
from statusboard.storage.components import new_public_id
from statusboard.storage.given_ids import given_ids
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import (
    MAINTENANCE,
    MAINTENANCE_COMPONENT,
    MAINTENANCE_WINDOW,
)
from statusboard.storage.unit import Unit

_OPEN = tuple(status.value for status in MaintenanceStatus if not status.is_over)
_PLANS = select(MAINTENANCE).order_by(MAINTENANCE.c.id)
_WINDOWS = (
    select(MAINTENANCE_WINDOW)
    .where(MAINTENANCE_WINDOW.c.maintenance_id.in_(given_ids("maintenance_ids")))
    .order_by(MAINTENANCE_WINDOW.c.starts_us, MAINTENANCE_WINDOW.c.id)
)
_COMPONENTS_OF = (
    select(MAINTENANCE_COMPONENT)
    .where(MAINTENANCE_COMPONENT.c.window_id.in_(given_ids("window_ids")))
    .order_by(MAINTENANCE_COMPONENT.c.component_id)
)


@dataclass(frozen=True, slots=True)
class NewWindow:
    """A window that a plan has from now on. `series_at` is where the series put it.

    `is_ahead`: before its turn.
    """

    series_at: datetime
    starts_at: datetime
    ends_at: datetime
    status: MaintenanceStatus
    is_ahead: bool = False


def add_maintenance(unit: Unit, plan: Plan) -> int:
    """The id of a new plan, which has no window yet."""
    return int(
        unit.connection.execute(
            insert(MAINTENANCE)
            .values(
                plan=_plan_text(plan),
                revision=1,
                created_us=unit.now_us,
                created_by=unit.actor.name if unit.actor else "",
            )
            .returning(MAINTENANCE.c.id)
        ).scalar_one()
    )


def change_plan(unit: Unit, maintenance_id: int, plan: Plan) -> None:
    """Writes a plan anew; it is another revision from now on."""
    _change(unit, maintenance_id, {"plan": _plan_text(plan)})


def count_change(unit: Unit, maintenance_id: int) -> None:
    """Makes another revision of a plan whose windows were changed."""
    _change(unit, maintenance_id, {})


def close_maintenance(unit: Unit, maintenance_id: int) -> None:
    """No window of it follows any more."""
    _change(unit, maintenance_id, {"closed_us": unit.now_us})


def _change(unit: Unit, maintenance_id: int, values: Mapping[str, object]) -> None:
    changed = unit.connection.execute(
        update(MAINTENANCE)
        .where(MAINTENANCE.c.id == maintenance_id)
        .values(revision=MAINTENANCE.c.revision + 1, **values)
    )
    must_exist(changed.rowcount, "planned work")


def add_window(unit: Unit, maintenance_id: int, plan: Plan, new: NewWindow) -> int:
    """The id of a new window of a plan."""
    window_id = int(
        unit.connection.execute(
            insert(MAINTENANCE_WINDOW)
            .values(
                maintenance_id=maintenance_id,
                public_id=new_public_id(),
                status=new.status.value,
                series_us=to_us(new.series_at),
                starts_us=to_us(new.starts_at),
                ends_us=to_us(new.ends_at),
                starts_itself=int(plan.starts_itself),
                ends_itself=int(plan.ends_itself),
                is_ahead=int(new.is_ahead),
                # What was due before anybody planned it is nothing to be reminded of.
                reminded_us=unit.now_us,
            )
            .returning(MAINTENANCE_WINDOW.c.id)
        ).scalar_one()
    )
    _write_components(unit, window_id, plan)
    return window_id


def write_window(unit: Unit, window: MaintenanceWindow) -> None:
    """Writes a window as it is now."""
    changed = unit.connection.execute(
        update(MAINTENANCE_WINDOW)
        .where(MAINTENANCE_WINDOW.c.id == window.id)
        .values(
            status=window.status.value,
            series_us=to_us(window.series_at),
            starts_us=to_us(window.starts_at),
            ends_us=to_us(window.ends_at),
            started_us=None if window.started_at is None else to_us(window.started_at),
            ended_us=None if window.ended_at is None else to_us(window.ended_at),
            incident_id=window.incident_id,
            end_set_us=None if window.end_set_at is None else to_us(window.end_set_at),
            end_reason=window.end_reason,
        )
    )
    must_exist(changed.rowcount, "window")


def follow_plan(unit: Unit, window_id: int, plan: Plan) -> None:
    """Gives a window what its plan says now of its services, and of how it begins and ends."""
    follow_turning(unit, window_id, plan)
    unit.connection.execute(
        delete(MAINTENANCE_COMPONENT).where(MAINTENANCE_COMPONENT.c.window_id == window_id)
    )
    _write_components(unit, window_id, plan)


def follow_turning(unit: Unit, window_id: int, plan: Plan) -> None:
    """Gives a window what its plan says now of how it begins and ends, and nothing else."""
    unit.connection.execute(
        update(MAINTENANCE_WINDOW)
        .where(MAINTENANCE_WINDOW.c.id == window_id)
        .values(starts_itself=int(plan.starts_itself), ends_itself=int(plan.ends_itself))
    )


def note_reminded(unit: Unit, window_id: int, until: datetime) -> None:
    """Reminders of a window that are due until an instant are settled."""
    unit.connection.execute(
        update(MAINTENANCE_WINDOW)
        .where(MAINTENANCE_WINDOW.c.id == window_id)
        .values(reminded_us=to_us(until))
    )


def read_reminded(unit: Unit, window_id: int) -> datetime:
    """Until when the reminders of a window are settled."""
    wanted = select(MAINTENANCE_WINDOW.c.reminded_us).where(MAINTENANCE_WINDOW.c.id == window_id)
    return from_us(unit.connection.execute(wanted).scalar_one())


@read_once
def read_maintenance(unit: Unit, maintenance_id: int) -> Maintenance | None:
    """The plan with all its windows, or None."""
    found = _read(unit, MAINTENANCE.c.id == maintenance_id)
    return found[0] if found else None


def maintenance_of_window(unit: Unit, window_id: int) -> Maintenance | None:
    """The plan that a window belongs to, with all its windows; None where there is no such."""
    owner = select(MAINTENANCE_WINDOW.c.maintenance_id).where(MAINTENANCE_WINDOW.c.id == window_id)
    found = _read(unit, MAINTENANCE.c.id == owner.scalar_subquery())
    return found[0] if found else None


def find_window(unit: Unit, public_id: str) -> int | None:
    """The id of the window of that public id, or None."""
    wanted = select(MAINTENANCE_WINDOW.c.id).where(MAINTENANCE_WINDOW.c.public_id == public_id)
    return unit.connection.execute(wanted).scalar()


def read_all_maintenance(unit: Unit) -> tuple[Maintenance, ...]:
    """Every plan there ever was, with all its windows, in the order in which they were made."""
    return _read(unit, MAINTENANCE.c.id > 0)


def read_open_maintenance(unit: Unit) -> tuple[Maintenance, ...]:
    """Every plan of which something is still to come or under way, with all its windows."""
    still_open = select(MAINTENANCE_WINDOW.c.maintenance_id).where(
        MAINTENANCE_WINDOW.c.status.in_(_OPEN)
    )
    return _read(unit, MAINTENANCE.c.closed_us.is_(None) | MAINTENANCE.c.id.in_(still_open))


def read_maintenance_between(
    unit: Unit, first: datetime, last: datetime
) -> tuple[Maintenance, ...]:
    """Every plan with a window that touches an interval, with all its windows."""
    touching = select(MAINTENANCE_WINDOW.c.maintenance_id).where(
        MAINTENANCE_WINDOW.c.starts_us < to_us(last),
        or_(
            MAINTENANCE_WINDOW.c.ends_us > to_us(first),
            MAINTENANCE_WINDOW.c.ended_us > to_us(first),
            MAINTENANCE_WINDOW.c.status.in_(_OPEN) & MAINTENANCE_WINDOW.c.started_us.is_not(None),
        ),
    )
    return _read(unit, MAINTENANCE.c.id.in_(touching))


def is_closed(unit: Unit, maintenance_id: int) -> bool:
    """Whether no window of a plan follows any more."""
    wanted = select(MAINTENANCE.c.closed_us).where(MAINTENANCE.c.id == maintenance_id)
    return unit.connection.execute(wanted).scalar() is not None


def read_components_of(
    unit: Unit, window_ids: Collection[int]
) -> dict[int, dict[int, ComponentStatus]]:
    """What each service is while each of some windows runs, by window and service."""
    found: dict[int, dict[int, ComponentStatus]] = {number: {} for number in window_ids}
    if not found:
        return found
    for row in unit.connection.execute(_COMPONENTS_OF, {"window_ids": list(window_ids)}):
        found[row.window_id][row.component_id] = ComponentStatus(row.status)
    return found


def _write_components(unit: Unit, window_id: int, plan: Plan) -> None:
    rows = [
        {"window_id": window_id, "component_id": component_id, "status": status.value}
        for component_id, status in plan.components.items()
    ]
    if rows:
        unit.connection.execute(insert(MAINTENANCE_COMPONENT), rows)


def _read(unit: Unit, condition: ColumnElement[bool]) -> tuple[Maintenance, ...]:
    rows = unit.connection.execute(_PLANS.where(condition)).all()
    windows = _windows(unit, [row.id for row in rows])
    return tuple(
        Maintenance(row.id, _plan_of(row.plan), row.revision, tuple(windows.get(row.id, ())))
        for row in rows
    )


def _windows(unit: Unit, maintenance_ids: Sequence[int]) -> dict[int, list[MaintenanceWindow]]:
    found: dict[int, list[MaintenanceWindow]] = {}
    if not maintenance_ids:
        return found
    for row in unit.connection.execute(_WINDOWS, {"maintenance_ids": maintenance_ids}):
        found.setdefault(row.maintenance_id, []).append(
            MaintenanceWindow(
                id=row.id,
                maintenance_id=row.maintenance_id,
                public_id=row.public_id,
                status=MaintenanceStatus(row.status),
                series_at=from_us(row.series_us),
                starts_at=from_us(row.starts_us),
                ends_at=from_us(row.ends_us),
                started_at=_instant(row.started_us),
                ended_at=_instant(row.ended_us),
                incident_id=row.incident_id,
                is_ahead=bool(row.is_ahead),
                end_set_at=_instant(row.end_set_us),
                end_reason=row.end_reason,
            )
        )
    return found


def _plan_text(plan: Plan) -> str:
    return msgspec.json.encode(plan).decode()


def _plan_of(stored: str) -> Plan:
    return msgspec.json.decode(stored, type=Plan)


def _instant(us: int | None) -> datetime | None:
    return None if us is None else from_us(us)
