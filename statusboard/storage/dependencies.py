"""What depends on what, of the services that are there."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, delete, insert, select

from statusboard.domain.dependency import Parents
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import COMPONENT, DEPENDENCY
from statusboard.storage.unit import Unit

# By two joins, each by its key: of two subqueries SQLite reads the second one for each row.
_CHILD, _PARENT = COMPONENT.alias(), COMPONENT.alias()
_PARENTS = (
    select(DEPENDENCY.c.component_id, DEPENDENCY.c.parent_id)
    .join(_CHILD, _CHILD.c.id == DEPENDENCY.c.component_id)
    .join(_PARENT, _PARENT.c.id == DEPENDENCY.c.parent_id)
    .where(_CHILD.c.removed_us.is_(None), _PARENT.c.removed_us.is_(None))
    .order_by(DEPENDENCY.c.component_id, DEPENDENCY.c.parent_id)
)


@read_once
def read_parents(unit: Unit) -> Parents:
    """What each service depends on, by id; what depends on nothing, or is gone, is left out."""
    found: dict[int, list[int]] = {}
    for component_id, parent_id in unit.connection.execute(_PARENTS):
        found.setdefault(component_id, []).append(parent_id)
    return {child: tuple(above) for child, above in found.items()}


def write_parents(unit: Unit, parents: Mapping[int, Collection[int]]) -> None:
    """Sets what some services depend on, in the place of what they did."""
    if not parents:
        return
    theirs = DEPENDENCY.c.component_id == bindparam("child")
    unit.connection.execute(delete(DEPENDENCY).where(theirs), [{"child": one} for one in parents])
    rows = [
        {"component_id": child, "parent_id": parent}
        for child, above in parents.items()
        for parent in above
    ]
    if rows:
        unit.connection.execute(insert(DEPENDENCY), rows)
