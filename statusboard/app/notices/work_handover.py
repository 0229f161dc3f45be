"""Planned work as one shift hands it to the next: what runs, what comes, and what is a draft."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.time_text import clock_text, length_text, when_text
from statusboard.storage.components import read_components
from statusboard.storage.maintenance import read_components_of, read_open_maintenance
from statusboard.storage.unit import Unit

# What begins later than this is for the shift after the next one.
SHIFT = timedelta(hours=12)


def running_lines(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    """What is worked on now, and who ends it."""
    for known, window, name in _windows(unit):
        if not window.status.is_running:
            continue
        since = when_text(window.started_at or window.starts_at, zone, now=unit.now)
        until = when_text(window.ends_at, zone, now=unit.now)
        words = f"{name}: since {since}, planned until {until}"
        if window.status is MaintenanceStatus.VERIFYING:
            words += ", being looked over"
        if not known.plan.ends_itself:
            words += "; somebody has to say when it is done"
        if window.ends_at < unit.now:
            words = f"OVERDUE by {length_text(unit.now - window.ends_at)}: {words}"
        yield words


def coming_lines(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    """What begins within the shift, and who begins it."""
    for known, window, name in _windows(unit):
        is_near = window.starts_at < unit.now + SHIFT
        if window.status is MaintenanceStatus.SCHEDULED and is_near:
            by_hand = "" if known.plan.starts_itself else "; somebody has to start it"
            yield f"{name}: {_times(window, zone, unit)}{by_hand}"


def draft_lines(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    """Plans that nobody was told of yet."""
    for known, window, name in _windows(unit):
        if window.status is MaintenanceStatus.DRAFT:
            times = _times(window, zone, unit)
            late = "; that is past" if _is_past(known.plan, window, unit) else ""
            yield f"{name}: planned work, draft, {times}{late}"


def _windows(unit: Unit) -> Iterator[tuple[Maintenance, MaintenanceWindow, str]]:
    """Every window that is not over, by its start, with its work and services by name."""
    names = {one.id: one.name for one in read_components(unit)}
    found = [
        (known, window)
        for known in read_open_maintenance(unit)
        for window in known.windows
        if not window.status.is_over
    ]
    named = read_components_of(unit, [window.id for _, window in found])
    for known, window in sorted(found, key=lambda one: (one[1].starts_at, one[1].id)):
        services = ", ".join(names[number] for number in named[window.id] if number in names)
        title = known.plan.title or "Work without a title"
        yield known, window, f"“{title}” ({services})" if services else f"“{title}”"


def _times(window: MaintenanceWindow, zone: ZoneInfo, unit: Unit) -> str:
    start = when_text(window.starts_at, zone, now=unit.now)
    days = {instant.astimezone(zone).date() for instant in (window.starts_at, window.ends_at)}
    if len(days) == 1:
        # The day stands before it already.
        return f"{start}, until {clock_text(window.ends_at, zone)}"
    return f"{start}, until {when_text(window.ends_at, zone, now=unit.now)}"


def _is_past(plan: Plan, window: MaintenanceWindow, unit: Unit) -> bool:
    return not plan.repeats and window.starts_at <= unit.now
