"""The windows of a series: the next one is always there, as long as one follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.recurrence import instants_of, next_instant
from statusboard.app.maintenance.telling import Told, tell
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.maintenance_windows import coming_number
from statusboard.storage.maintenance import NewWindow, add_window, is_closed, read_maintenance
from statusboard.storage.unit import Unit

# So many windows of a series are looked at that are not put yet.
_MOST_AHEAD = 370


def add_placed(
    unit: Unit, maintenance_id: int, plan: Plan, window: MaintenanceWindow
) -> MaintenanceWindow:
    """A window that was placed, kept."""
    new = NewWindow(
        window.series_at, window.starts_at, window.ends_at, window.status, window.is_ahead
    )
    window_id = add_window(unit, maintenance_id, plan, new)
    found = read_maintenance(unit, maintenance_id)
    assert found is not None
    return next(one for one in found.windows if one.id == window_id)


def put_next(unit: Unit, maintenance_id: int) -> Told | None:
    """Puts the next window of a series on the page, where one follows and none is to come.

    It comes without a message: who was told of the series is reminded of each time of it.
    """
    maintenance = read_maintenance(unit, maintenance_id)
    starts_at = None if maintenance is None else next_place(unit, maintenance)
    if maintenance is None or starts_at is None:
        return None
    window = coming_window(maintenance, starts_at)
    plan = maintenance.plan
    return tell(unit, plan, add_placed(unit, maintenance_id, plan, window), quietly=True)


def put_ahead(unit: Unit, maintenance: Maintenance, series_at: datetime) -> MaintenanceWindow:
    """A window before its turn, on the page as its series has it: it alone is to be changed."""
    plan = maintenance.plan
    window = replace(coming_window(maintenance, series_at), is_ahead=True)
    return tell(unit, plan, add_placed(unit, maintenance.id, plan, window), quietly=True).window


def coming_window(maintenance: Maintenance, series_at: datetime) -> MaintenanceWindow:
    """A window as its series will put it, under a number of its own until then."""
    plan = maintenance.plan
    wall = series_at.astimezone(ZoneInfo(plan.zone))
    newest = maintenance.windows[-1].public_id
    return MaintenanceWindow(
        coming_number(maintenance.id, series_at),
        maintenance.id,
        f"{newest}@{wall:%Y-%m-%dT%H:%M}",
        MaintenanceStatus.SCHEDULED,
        series_at,
        series_at,
        series_at + plan.lasts,
    )


def coming_windows(
    unit: Unit, maintenance: Maintenance, until: datetime
) -> Iterator[MaintenanceWindow]:
    """The windows that a series will put that begin before an instant, in order."""
    is_draft = any(one.status is MaintenanceStatus.DRAFT for one in maintenance.windows)
    if is_draft or not maintenance.plan.repeats or is_closed(unit, maintenance.id):
        return
    put = {one.series_at for one in maintenance.windows}
    last = max(one.series_at for one in maintenance.windows if not one.is_ahead)
    later = takewhile(lambda at: at < until, instants_of(maintenance.plan, after=last))
    for series_at in islice(later, _MOST_AHEAD):
        if series_at not in put:
            yield coming_window(maintenance, series_at)


def next_place(unit: Unit, maintenance: Maintenance) -> datetime | None:
    """Where a series puts a window now; None where one is to come or runs, or none follows."""
    if not maintenance.plan.repeats or is_closed(unit, maintenance.id):
        return None
    if any(not one.is_ahead and not one.status.is_over for one in maintenance.windows):
        return None
    return following(maintenance)


def following(maintenance: Maintenance) -> datetime | None:
    """Where the series puts the next window: after its last place, and after what it took.

    None where none follows, or the one that does was put already, before its turn.
    """
    windows = maintenance.windows
    last = max(window.series_at for window in windows if not window.is_ahead)
    taken = max(
        (
            window.ended_at or window.ends_at
            for window in windows
            if window.status is MaintenanceStatus.COMPLETED
        ),
        default=last,
    )
    ahead = {window.series_at: window for window in windows if window.is_ahead}
    found = next_instant(maintenance.plan, last)
    while found is not None:
        early = ahead.get(found)
        if early is not None and not early.status.is_over:
            return None
        if early is None and found >= taken:
            return found
        found = next_instant(maintenance.plan, found)
    return None
