"""The windows of a series: the next one is always there, as long as one follows."""

from datetime import datetime

from statusboard.app.maintenance.recurrence import next_instant
from statusboard.app.maintenance.telling import Told, tell
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.storage.maintenance import NewWindow, add_window, is_closed, read_maintenance
from statusboard.storage.unit import Unit


def add_placed(
    unit: Unit, maintenance_id: int, plan: Plan, window: MaintenanceWindow
) -> MaintenanceWindow:
    """A window that was placed, kept."""
    new = NewWindow(window.series_at, window.starts_at, window.ends_at, window.status)
    window_id = add_window(unit, maintenance_id, plan, new)
    found = read_maintenance(unit, maintenance_id)
    assert found is not None
    return next(one for one in found.windows if one.id == window_id)


def put_next(unit: Unit, maintenance_id: int) -> Told | None:
    """Puts the next window of a series on the page, where one follows and none is to come.

    It comes without a message: who was told of the series is reminded of each time of it.
    """
    maintenance = read_maintenance(unit, maintenance_id)
    if maintenance is None or not lacks_window(unit, maintenance):
        return None
    starts_at = following(maintenance)
    if starts_at is None:
        return None
    plan = maintenance.plan
    window = MaintenanceWindow(
        0,
        maintenance_id,
        "",
        MaintenanceStatus.SCHEDULED,
        starts_at,
        starts_at,
        starts_at + plan.lasts,
    )
    return tell(unit, plan, add_placed(unit, maintenance_id, plan, window), quietly=True)


def lacks_window(unit: Unit, maintenance: Maintenance) -> bool:
    """Whether a series goes on, and none of its windows is to come or under way."""
    if not maintenance.plan.repeats or is_closed(unit, maintenance.id):
        return False
    return all(window.status.is_over for window in maintenance.windows)


def following(maintenance: Maintenance) -> datetime | None:
    """Where the series puts the next window: after its last place, and after what it took."""
    last = max(window.series_at for window in maintenance.windows)
    taken = max(
        (
            window.ended_at or window.ends_at
            for window in maintenance.windows
            if window.status is MaintenanceStatus.COMPLETED
        ),
        default=last,
    )
    found = next_instant(maintenance.plan, last)
    while found is not None and found < taken:
        found = next_instant(maintenance.plan, found)
    return found
