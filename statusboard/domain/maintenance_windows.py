"""When a window of planned work truly is: from wall time to instants, and what it covers of time.

Pure. Wall time is read as RFC 5545 §3.3.5 says, and a window lasts as long as was declared,
whatever the clocks do meanwhile.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo

from statusboard.domain.instants import to_us
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow
from statusboard.domain.status import ComponentStatus

# A component's status from an instant on, in microseconds; the next step ends it.
Step = tuple[int, ComponentStatus]
# So many bits hold the second of an instant until the year 2106.
_SECONDS = 32


def instant_of(wall: datetime, zone: tzinfo) -> datetime:
    """The instant of a time of the clock in a zone, in UTC.

    One that comes twice is the first; one in a gap is read by the offset before the gap, and so
    comes as much later as the clocks were put forward.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def as_clocks_show(wall: datetime, zone: tzinfo) -> datetime:
    """A time of the clock in a zone; where that falls into a gap, what clocks show instead."""
    return instant_of(wall, zone).astimezone(zone).replace(tzinfo=None)


def is_in_gap(wall: datetime, zone: tzinfo) -> bool:
    """Whether clocks in a zone never show that time."""
    return as_clocks_show(wall, zone) != wall.replace(tzinfo=None)


def is_shown_twice(wall: datetime, zone: tzinfo) -> bool:
    """Whether clocks in a zone show that time twice, once before they are put back."""
    if is_in_gap(wall, zone):
        return False
    return (
        wall.replace(tzinfo=zone, fold=0).utcoffset()
        != wall.replace(tzinfo=zone, fold=1).utcoffset()
    )


def clocks_change(start: datetime, stop: datetime, zone: tzinfo) -> bool:
    """Whether clocks in a zone are changed between two instants."""
    return start.astimezone(zone).utcoffset() != stop.astimezone(zone).utcoffset()


@dataclass(frozen=True, slots=True)
class Cover:
    """The stretch of time that a window covers; `stop_us` None: until somebody ends it."""

    start_us: int
    stop_us: int | None

    def holds(self, at_us: int) -> bool:
        """Whether an instant lies in it."""
        return self.start_us <= at_us and (self.stop_us is None or at_us < self.stop_us)


def cover_of(
    window: MaintenanceWindow, *, starts_itself: bool = True, ends_itself: bool = True
) -> Cover | None:
    """What a window covers of time, as far as that is known; None where it never took place.

    What begins and ends by itself does so at its instants, whoever notes it down, and when.
    """
    ends_us = to_us(window.ends_at) if ends_itself else None
    if window.status is MaintenanceStatus.SCHEDULED:
        return _between(to_us(window.starts_at), ends_us) if starts_itself else None
    if window.started_at is None:
        return None
    start_us = to_us(window.started_at)
    if window.status.is_running:
        return _between(start_us, ends_us)
    return _between(start_us, start_us if window.ended_at is None else to_us(window.ended_at))


def until_now(cover: Cover | None, now_us: int) -> Cover | None:
    """What of it has been so far: open where it lasts, None where it has not begun."""
    if cover is None or cover.start_us > now_us:
        return None
    if cover.stop_us is not None and cover.stop_us > now_us:
        return replace(cover, stop_us=None)
    return cover if cover.stop_us is None or cover.stop_us > cover.start_us else None


def _between(start_us: int, stop_us: int | None) -> Cover | None:
    if stop_us is not None and stop_us <= start_us:
        return None
    return Cover(start_us, stop_us)


def differences(before: Cover | None, after: Cover | None) -> tuple[Cover, ...]:
    """The stretches of time that exactly one of the two covers."""
    if before is None or after is None:
        return tuple(one for one in (before, after) if one is not None)
    if before.stop_us is not None and before.stop_us <= after.start_us:
        return before, after
    if after.stop_us is not None and after.stop_us <= before.start_us:
        return after, before
    found = []
    if before.start_us != after.start_us:
        first, then = sorted((before.start_us, after.start_us))
        found.append(Cover(first, then))
    if before.stop_us != after.stop_us:
        stops = [one for one in (before.stop_us, after.stop_us) if one is not None]
        found.append(Cover(min(stops), max(stops) if len(stops) == 2 else None))
    return tuple(found)


def shifted(window: MaintenanceWindow, starts_at: datetime, lasts: timedelta) -> MaintenanceWindow:
    """The window at another time."""
    return replace(window, starts_at=starts_at, ends_at=starts_at + lasts)


def coming_number(maintenance_id: int, series_at: datetime) -> int:
    """The number of a window that its series has not put yet: below zero, and always the same."""
    return -(maintenance_id << _SECONDS | int(series_at.timestamp()))


def coming_place(number: int) -> tuple[int, datetime]:
    """The work of such a number, and where its series will put the window."""
    maintenance_id, seconds = divmod(-number, 1 << _SECONDS)
    return maintenance_id, datetime.fromtimestamp(seconds, UTC)
