"""The clashes of windows that are kept, and of a plan that is still being written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.recurrence import instants_of
from statusboard.app.maintenance.series import coming_windows
from statusboard.app.settings import page_zone
from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.maintenance import Maintenance, MaintenanceWindow, Plan
from statusboard.domain.maintenance_clashes import Planned, clashes
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import day_text
from statusboard.domain.views.maintenance import Clash, ClashKind
from statusboard.storage.components import read_components
from statusboard.storage.freeze_periods import read_freeze_periods
from statusboard.storage.maintenance import (
    read_components_of,
    read_open_maintenance,
)
from statusboard.storage.unit import Unit

# So far ahead the windows of a series are looked at that are not put yet, and so many at most.
_AHEAD, _MOST_AHEAD = timedelta(days=370), 370


@dataclass(frozen=True, slots=True)
class Clashes:
    """What windows may be in the way of, read once; with the windows that series will put."""

    others: tuple[Planned, ...]
    freezes: tuple[FreezePeriod, ...]
    names: tuple[tuple[int, str], ...]
    zone: ZoneInfo

    def of(self, window: Planned) -> tuple[Clash, ...]:
        """The clashes of a window."""
        near = [
            other
            for other in self.others
            if other.starts_at < window.ends_at and window.starts_at < other.ends_at
        ]
        return clashes(window, near, self.freezes, self.names, self.zone)

    def of_series(self, plan: Plan, window: Planned) -> tuple[Clash, ...]:
        """The clashes of the windows that a plan puts after this one, each with its first day."""
        met: dict[tuple[ClashKind, int | None], Clash] = {}
        for later in coming(plan, window):
            for clash in self.of(later):
                if clash.kind is ClashKind.CLOCK_CHANGE:
                    continue  # in most series two windows a year meet one
                day = day_text(later.starts_at.astimezone(self.zone).date())
                told = replace(clash, sentence=f"On {day}: {clash.sentence}")
                met.setdefault((clash.kind, clash.other), told)
        return tuple(met.values())


def read_clashes(unit: Unit) -> Clashes:
    """All that a window may be in the way of, as of now."""
    known = read_open_maintenance(unit)
    still_open = [
        (one, window) for one in known for window in one.windows if not window.status.is_over
    ]
    named = read_components_of(unit, [window.id for _, window in still_open])
    kept = {window.id: planned_of(one, window, named[window.id]) for one, window in still_open}
    until = unit.now + _AHEAD
    to_come = (as_series(one, later) for one in known for later in coming_windows(unit, one, until))
    return Clashes(
        others=(*kept.values(), *to_come),
        freezes=read_freeze_periods(unit),
        names=tuple((one.id, one.name) for one in read_components(unit)),
        zone=ZoneInfo(page_zone(unit)),
    )


def as_series(known: Maintenance, window: MaintenanceWindow) -> Planned:
    """A window that a series has not put yet; under one number, for none is in another's way."""
    newest = max(one.id for one in known.windows if not one.is_ahead)
    return replace(planned(window, known.plan.title, known.plan.components), id=newest)


def coming(plan: Plan, window: Planned) -> Iterator[Planned]:
    """The windows that a plan will put after one, as far ahead as is looked; none of one time."""
    if not plan.repeats:
        return
    until = window.starts_at + _AHEAD
    later = takewhile(lambda at: at < until, instants_of(plan, after=window.starts_at))
    for at in islice(later, _MOST_AHEAD):
        yield replace(window, starts_at=at, ends_at=at + plan.lasts)


def planned_of(
    maintenance: Maintenance, window: MaintenanceWindow, named: Mapping[int, ComponentStatus]
) -> Planned:
    """A window as far as others may be in its way."""
    return planned(window, maintenance.plan.title, named)


def planned(window: MaintenanceWindow, title: str, named: Iterable[int]) -> Planned:
    """The same of a window that may not be kept yet."""
    start = window.started_at or window.starts_at
    return Planned(window.id, title, start, window.ends_at, frozenset(named))
