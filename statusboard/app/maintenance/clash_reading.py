"""The clashes of windows that are kept, and of a plan that is still being written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.app.settings import page_zone
from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.maintenance import Maintenance, MaintenanceWindow
from statusboard.domain.maintenance_clashes import Planned, clashes
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.maintenance import Clash
from statusboard.storage.components import read_components
from statusboard.storage.freeze_periods import read_freeze_periods
from statusboard.storage.maintenance import (
    read_components_of,
    read_open_maintenance,
)
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Clashes:
    """What windows may be in the way of, read once."""

    others: tuple[Planned, ...]
    freezes: tuple[FreezePeriod, ...]
    names: tuple[tuple[int, str], ...]
    zone: ZoneInfo

    def of(self, window: Planned) -> tuple[Clash, ...]:
        """The clashes of a window."""
        return clashes(window, self.others, self.freezes, self.names, self.zone)


def read_clashes(unit: Unit) -> Clashes:
    """All that a window may be in the way of, as of now."""
    known = read_open_maintenance(unit)
    still_open = [
        (one, window) for one in known for window in one.windows if not window.status.is_over
    ]
    named = read_components_of(unit, [window.id for _, window in still_open])
    return Clashes(
        others=tuple(planned_of(one, window, named[window.id]) for one, window in still_open),
        freezes=read_freeze_periods(unit),
        names=tuple((one.id, one.name) for one in read_components(unit)),
        zone=ZoneInfo(page_zone(unit)),
    )


def planned_of(
    maintenance: Maintenance, window: MaintenanceWindow, named: Mapping[int, ComponentStatus]
) -> Planned:
    """A window as far as others may be in its way."""
    return planned(window, maintenance.plan.title, named)


def planned(window: MaintenanceWindow, title: str, named: Iterable[int]) -> Planned:
    """The same of a window that may not be kept yet."""
    start = window.started_at or window.starts_at
    return Planned(window.id, title, start, window.ends_at, frozenset(named))
