"""Planned work as the board tells of it: what is under way, and what comes within a day."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.views.board import Happening, HappeningKind
from statusboard.storage.maintenance import read_components_of, read_open_maintenance
from statusboard.storage.unit import Unit

# What is further ahead nobody at a telephone is asked about.
AHEAD = timedelta(days=1)
_NAMED = 2


def planned_work(
    unit: Unit, names: Mapping[int, str]
) -> tuple[tuple[Happening, ...], frozenset[int]]:
    """A line for each window, and the services of those that are under way."""
    near = [
        window
        for maintenance in read_open_maintenance(unit)
        for window in maintenance.windows
        if window.status.is_running
        or (window.status is MaintenanceStatus.SCHEDULED and window.starts_at < unit.now + AHEAD)
    ]
    services = read_components_of(unit, [window.id for window in near]) if near else {}
    told = tuple(
        Happening(
            HappeningKind.MAINTENANCE,
            names_text([names[number] for number in services[window.id] if number in names]),
            at=window.started_at or window.starts_at,
            until=window.ends_at,
        )
        for window in near
    )
    running = (services[window.id] for window in near if window.status.is_running)
    return told, frozenset(number for named in running for number in named)


def names_text(names: Sequence[str]) -> str:
    """A few names: “Checkout API and Reports”, “Checkout API, Reports and 3 more”."""
    if len(names) <= _NAMED:
        return " and ".join(names)
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more"
