"""What planned work covers of the history of services, and what of it their spans show."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, or_, select

from statusboard.domain.instants import from_us
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow
from statusboard.domain.maintenance_windows import (
    Cover,
    cover_of,
    until_now,
)
from statusboard.domain.status import ComponentStatus, worst
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import MAINTENANCE_COMPONENT, MAINTENANCE_WINDOW
from statusboard.storage.unit import Unit

_WINDOW = MAINTENANCE_WINDOW.c
# Of which something is to come or under way, and people know.
OPEN = (
    MaintenanceStatus.SCHEDULED.value,
    *(status.value for status in MaintenanceStatus if status.is_running),
)
_SINCE_US = bindparam("since_us", type_=BigInteger)
_UNTIL_US = bindparam("until_us", type_=BigInteger)
_WITH_SERVICES = (
    select(
        MAINTENANCE_WINDOW,
        MAINTENANCE_COMPONENT.c.component_id,
        MAINTENANCE_COMPONENT.c.status.label("is_then"),
    )
    .outerjoin(MAINTENANCE_COMPONENT, MAINTENANCE_COMPONENT.c.window_id == _WINDOW.id)
    .order_by(_WINDOW.id)
)
_OPEN_WITH_SERVICES = _WITH_SERVICES.where(_WINDOW.status.in_(OPEN))
# Whatever may differ from what the spans show: all but what is over, and is shown so.
_UNSETTLED_WITH_SERVICES = _WITH_SERVICES.where(
    or_(
        _WINDOW.status.in_(OPEN),
        _WINDOW.shown_from_us.is_distinct_from(_WINDOW.started_us),
        _WINDOW.shown_until_us.is_distinct_from(_WINDOW.ended_us),
    )
)
_LATE_WITH_SERVICES = _WITH_SERVICES.where(
    or_(
        _WINDOW.status.in_(OPEN),
        _WINDOW.ended_us > _SINCE_US,
        _WINDOW.ends_us > _SINCE_US,
    )
)
_BETWEEN_WITH_SERVICES = _LATE_WITH_SERVICES.where(
    or_(_WINDOW.starts_us < _UNTIL_US, _WINDOW.started_us < _UNTIL_US)
)


@dataclass(frozen=True, slots=True)
class KeptCover:
    """A window: what it covers, what the spans show of it, and what each service is meanwhile."""

    id: int
    cover: Cover | None
    shown: Cover | None
    statuses: Mapping[int, ComponentStatus]

    @property
    def component_ids(self) -> frozenset[int]:
        """The services that are under maintenance; the others are measured as always."""
        under = ComponentStatus.UNDER_MAINTENANCE
        return frozenset(number for number, status in self.statuses.items() if status is under)


@read_once
def covered_now(unit: Unit) -> frozenset[int]:
    """The services that are under maintenance now, by plan."""
    found = _read(unit, _OPEN_WITH_SERVICES)
    return frozenset(
        component_id
        for kept in found
        if kept.cover is not None and kept.cover.holds(unit.now_us)
        for component_id in kept.component_ids
    )


@read_once
def planned_now(unit: Unit) -> Mapping[int, ComponentStatus]:
    """What services are by plan now, the worst of each; of no worse nobody has to be told."""
    found: dict[int, list[ComponentStatus]] = {}
    for kept in _read(unit, _OPEN_WITH_SERVICES):
        if kept.cover is not None and kept.cover.holds(unit.now_us):
            for component_id, status in kept.statuses.items():
                found.setdefault(component_id, []).append(status)
    return {component_id: worst(statuses) for component_id, statuses in found.items()}


def covers_of(
    unit: Unit, component_ids: Collection[int], *, since_us: int, until_us: int | None = None
) -> Mapping[int, list[Cover]]:
    """What planned work covers of services so far, as far as it touches the time between instants.

    `until_us` None: up to now. One question where nothing is planned.
    """
    if until_us is None:
        kept_covers = _read(unit, _LATE_WITH_SERVICES, {"since_us": since_us})
    else:
        between = {"since_us": since_us, "until_us": until_us}
        kept_covers = _read(unit, _BETWEEN_WITH_SERVICES, between)
    found: dict[int, list[Cover]] = {}
    for kept in kept_covers:
        cover = until_now(kept.cover, unit.now_us)
        if cover is None:
            continue
        for component_id in kept.component_ids.intersection(component_ids):
            found.setdefault(component_id, []).append(cover)
    return found


def read_unsettled(unit: Unit) -> list[KeptCover]:
    """The windows that may differ from what the spans show of them, by id."""
    return _read(unit, _UNSETTLED_WITH_SERVICES)


def _read(
    unit: Unit, asked: Select[*tuple[Any, ...]], given: Mapping[str, object] | None = None
) -> list[KeptCover]:
    rows = unit.connection.execute(asked, given).all()
    found: dict[int, KeptCover] = {}
    named: dict[int, dict[int, ComponentStatus]] = {}
    for row in rows:
        statuses = named.setdefault(row.id, {})
        if row.component_id is not None:
            statuses[row.component_id] = ComponentStatus(row.is_then)
        if row.id in found:
            continue
        window = MaintenanceWindow(
            row.id,
            row.maintenance_id,
            row.public_id,
            MaintenanceStatus(row.status),
            from_us(row.series_us),
            from_us(row.starts_us),
            from_us(row.ends_us),
            None if row.started_us is None else from_us(row.started_us),
            None if row.ended_us is None else from_us(row.ended_us),
        )
        cover = cover_of(
            window, starts_itself=bool(row.starts_itself), ends_itself=bool(row.ends_itself)
        )
        shown = None if row.shown_from_us is None else Cover(row.shown_from_us, row.shown_until_us)
        found[row.id] = KeptCover(row.id, cover, shown, statuses)
    return list(found.values())
