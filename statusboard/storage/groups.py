"""Groups: the headings that components stand under."""

from sqlalchemy import insert, select, update

from statusboard.domain.component import ComponentGroup
from statusboard.errors import RuleBroken
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import COMPONENT, COMPONENT_GROUP
from statusboard.storage.unit import Unit


def add_group(unit: Unit, name: str) -> ComponentGroup:
    """The new group, after all others. Raises RuleBroken where the name is taken."""
    _refuse_taken_group(unit, name)
    position = next_position(unit, COMPONENT_GROUP.c.position)
    added = unit.connection.execute(
        insert(COMPONENT_GROUP).values(name=name, position=position).returning(COMPONENT_GROUP.c.id)
    )
    return ComponentGroup(added.scalar_one(), name, position)


def remove_group(unit: Unit, group_id: int) -> None:
    """Removes a group; its components stay, without a heading."""
    unit.connection.execute(
        update(COMPONENT).where(COMPONENT.c.group_id == group_id).values(group_id=None)
    )
    statement = COMPONENT_GROUP.delete().where(COMPONENT_GROUP.c.id == group_id)
    must_exist(unit.connection.execute(statement).rowcount, "group")


def read_groups(unit: Unit) -> tuple[ComponentGroup, ...]:
    """All groups as they stand on the page."""
    rows = unit.connection.execute(
        select(COMPONENT_GROUP).order_by(COMPONENT_GROUP.c.position, COMPONENT_GROUP.c.id)
    )
    return tuple(ComponentGroup(row.id, row.name, row.position) for row in rows)


def _refuse_taken_group(unit: Unit, name: str) -> None:
    taken = unit.connection.execute(
        select(COMPONENT_GROUP.c.id).where(COMPONENT_GROUP.c.name == name)
    ).scalar()
    if taken is not None:
        raise RuleBroken(f"There is already a group called {name}.", field="name")
