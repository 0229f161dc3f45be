"""The quiet and busy hours of services, read from the hourly roll-ups of their answers."""

from zoneinfo import ZoneInfo

from statusboard.app.settings import page_zone
from statusboard.domain.instants import HOUR_US
from statusboard.domain.maintenance import MaintenanceWindow
from statusboard.domain.quiet_hours import (
    BUSY_SHARE,
    Load,
    hour_of_day,
    hours_of,
    hours_touched,
    load_of,
)
from statusboard.domain.views.maintenance import Clash, ClashKind, QuietHours
from statusboard.storage.checks import read_checks
from statusboard.storage.history import rollups
from statusboard.storage.read_once import read_once
from statusboard.storage.unit import Unit

WEEKS = 8


def quiet_hours(
    unit: Unit, window: MaintenanceWindow, component_ids: frozenset[int]
) -> QuietHours | None:
    """The quietest hours of the day on which a window begins; None where none are known."""
    zone = ZoneInfo(page_zone(unit))
    day = window.starts_at.astimezone(zone).date()
    hours = hours_of(window.ends_at - window.starts_at)
    found = _load(unit, component_ids, day.weekday()).quietest(hours)
    if found is None:
        return None
    first, share = found
    starts_at = hour_of_day(day, first, zone)
    last = first + hours
    stops_at = hour_of_day(day, last, zone) if last < 24 else hour_of_day(day, 23, zone)
    lasts = stops_at - starts_at
    return QuietHours(starts_at.astimezone(zone), lasts, share)


def busy_clash(
    unit: Unit, window: MaintenanceWindow, component_ids: frozenset[int]
) -> Clash | None:
    """That a window lies in hours in which its services have much to do; None where it does not."""
    zone = ZoneInfo(page_zone(unit))
    start = window.starts_at
    load = _load(unit, component_ids, start.astimezone(zone).weekday())
    share = load.share(hours_touched(start, window.ends_at, zone))
    if share is None or share < BUSY_SHARE:
        return None
    quiet = quiet_hours(unit, window, component_ids)
    advice = "Choose another hour."
    if quiet is not None:
        until = (quiet.starts_at + quiet.lasts).astimezone(zone)
        advice = f"It is quietest from {quiet.starts_at:%H:%M} to {until:%H:%M}."
    return Clash(
        ClashKind.BUSY,
        f"Its services are busy then: they take {share:.1f} times as long to answer as usual on "
        f"that day of the week. {advice}",
    )


@read_once
def _load(unit: Unit, component_ids: frozenset[int], weekday: int) -> Load:
    check_ids = [check.id for check in read_checks(unit) if check.component_id in component_ids]
    end = unit.now_us // HOUR_US
    tallies = rollups.read_tallies(
        unit, daily=False, check_ids=check_ids, first=end - WEEKS * 7 * 24, end=end
    )
    means = {hour: one.sum_us / one.timed for hour, one in tallies.items() if one.timed}
    return load_of(means, weekday, ZoneInfo(page_zone(unit)))
