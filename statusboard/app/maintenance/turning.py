"""What is due of planned work: windows that begin and end by themselves, reminders, next times.

What happened while nobody looked is put right at its own instants. Of what is long past nobody
gets a message: a start that is told hours late would be read as one that is now.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from statusboard.app.doorway import query
from statusboard.app.maintenance.recurrence import next_instant
from statusboard.app.maintenance.rules import begun, over
from statusboard.app.maintenance.series import next_place, put_next
from statusboard.app.maintenance.telling import tell
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.update_kind import UpdateKind
from statusboard.storage.maintenance import (
    note_reminded,
    read_maintenance,
    read_open_maintenance,
    read_reminded,
)
from statusboard.storage.unit import Unit

# Later than this nobody is told that work begins, and nobody is reminded of it.
LATE = timedelta(minutes=15)
# A series that nobody looked at for years is caught up with over several turns.
MOST_AT_ONCE = 50
_SCHEDULED = MaintenanceStatus.SCHEDULED


def next_due(unit: Unit) -> datetime | None:
    """When the next thing is due; None where nothing is planned."""
    dues = (due for one in read_open_maintenance(unit) for due in _dues(unit, one))
    return min(dues, default=None)


def _next_due(unit: Unit, _given: None) -> datetime | None:
    return next_due(unit)


NEXT_DUE = query("maintenance.next_due")(_next_due)


def _dues(unit: Unit, maintenance: Maintenance) -> Iterator[datetime]:
    if next_place(unit, maintenance) is not None:
        yield unit.now
    plan = maintenance.plan
    for window in maintenance.windows:
        if window.status is _SCHEDULED:
            begins = window.starts_at if plan.starts_itself else _missed_at(plan, window)
            if begins is not None:
                yield begins
            yield from _reminders(plan, window, read_reminded(unit, window.id))
        elif window.status.is_running and plan.ends_itself:
            yield window.ends_at


def _missed_at(plan: Plan, window: MaintenanceWindow) -> datetime | None:
    """When a window that waits for a person is taken for missed: its series puts the next one."""
    following = next_instant(plan, window.series_at) if plan.repeats else None
    return None if following is None else max(following, window.ends_at)


def _reminders(plan: Plan, window: MaintenanceWindow, settled: datetime) -> list[datetime]:
    """The reminders of a window that are not settled, in order."""
    dues = (window.starts_at - before for before in plan.reminds_before)
    return sorted(due for due in dues if due > settled)


def remind(unit: Unit, maintenance: Maintenance, window: MaintenanceWindow) -> bool:
    """Reminds of a window where that is due; several that are due at once are one."""
    if window.status is not _SCHEDULED:
        return False
    dues = _reminders(maintenance.plan, window, read_reminded(unit, window.id))
    due = [one for one in dues if one <= unit.now]
    if not due:
        return False
    note_reminded(unit, window.id, unit.now)
    if not maintenance.plan.tells or unit.now >= window.starts_at or unit.now - due[-1] > LATE:
        return False
    tell(unit, maintenance.plan, window, UpdateKind.REMINDER)
    return True


def turn_window(unit: Unit, maintenance: Maintenance, window: MaintenanceWindow) -> str:
    """Lets a window begin or end where that is due: what it did, or nothing."""
    plan = maintenance.plan
    if window.status is _SCHEDULED and not plan.starts_itself:
        missed_at = _missed_at(plan, window)
        if missed_at is None or missed_at > unit.now:
            return ""
        # Nobody began it: the page says that it did not take place, and the next one is put.
        tell(unit, plan, replace(window, status=MaintenanceStatus.CANCELLED), quietly=True)
        return "ended"
    if window.status is _SCHEDULED and window.starts_at <= unit.now:
        running = begun(window, window.starts_at)
        if not plan.ends_itself or window.ends_at > unit.now:
            tell(unit, plan, running, quietly=unit.now - window.starts_at > LATE)
            return "started"
        # It passed while nobody looked: nobody is told of a start that was hours ago.
        tell(unit, plan, over(running, window.ends_at), quietly=_is_stale(unit, window))
        return "ended"
    if window.status.is_running and plan.ends_itself and window.ends_at <= unit.now:
        tell(unit, plan, over(window, window.ends_at))
        return "ended"
    return ""


def follow(unit: Unit, maintenance_id: int) -> list[int]:
    """Puts the next windows of a series, through those that have passed meanwhile: their ids."""
    planned: list[int] = []
    while len(planned) < MOST_AT_ONCE:
        told = put_next(unit, maintenance_id)
        if told is None:
            break
        planned.append(told.window.id)
        maintenance = read_maintenance(unit, maintenance_id)
        assert maintenance is not None
        turn_window(unit, maintenance, told.window)
    return planned


def _is_stale(unit: Unit, window: MaintenanceWindow) -> bool:
    return unit.now - window.ends_at > LATE
