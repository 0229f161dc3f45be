"""Components that were removed: what was measured of them counts for the time they were there."""

from dataclasses import dataclass

from sqlalchemy import func, select

from statusboard.domain.component import Component
from statusboard.domain.instants import Interval
from statusboard.storage.components import COMPONENT_COLUMNS, component_of
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import COMPONENT, COMPONENT_GROUP, SPAN
from statusboard.storage.unit import Unit

_FIRST_US = (
    select(func.min(SPAN.c.start_us)).where(SPAN.c.component_id == COMPONENT.c.id).scalar_subquery()
)
_REMOVED = (
    select(
        COMPONENT.c.created_us,
        COMPONENT.c.removed_us,
        _FIRST_US,
        COMPONENT_GROUP.c.name,
        *COMPONENT_COLUMNS,
    )
    .outerjoin(COMPONENT_GROUP)
    .where(COMPONENT.c.removed_us > COMPONENT.c.created_us)
    .order_by(COMPONENT.c.id)
)


@dataclass(frozen=True, slots=True)
class RemovedComponent:
    """One that was removed, the name of the group it stood in, and the time it was there."""

    component: Component
    group: str
    there: Interval


@read_once
def read_removed(unit: Unit) -> tuple[RemovedComponent, ...]:
    """Every component that was removed, by id.

    It was there from its first answer, or from when it was added. What was taken back, as if it had
    never been, was there for no time, and is left out.
    """
    return tuple(
        RemovedComponent(
            component_of(tuple(columns)),
            group or "",
            Interval(min(created_us, removed_us, first_us or created_us), removed_us),
        )
        for created_us, removed_us, first_us, group, *columns in unit.connection.execute(_REMOVED)
    )
