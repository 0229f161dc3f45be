"""Groups: the headings that components stand under."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, insert, select, update

from statusboard.domain.component import ComponentGroup
from statusboard.domain.component_rule import ComponentRule, rule_of
from statusboard.errors import RuleBroken
from statusboard.storage.objectives import objective_of
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import COMPONENT, COMPONENT_GROUP, PAGE_SERVICE, SUBSCRIPTION
from statusboard.storage.unit import Unit


def add_group(unit: Unit, name: str) -> ComponentGroup:
    """The new group, after all others. Raises RuleBroken where the name is taken."""
    return add_groups(unit, (name,))[0]


def add_groups(unit: Unit, names: Sequence[str]) -> tuple[ComponentGroup, ...]:
    """The new groups, after all others. Raises RuleBroken where a name is taken."""
    if not names:
        return ()
    known = {group.name for group in read_groups(unit)}
    taken = next((name for name in names if name in known), None)
    if taken is not None:
        raise RuleBroken(f"There is already a group called {taken}.", field="name")
    first = next_position(unit, COMPONENT_GROUP.c.position)
    rows = [{"name": name, "position": first + number} for number, name in enumerate(names)]
    unit.connection.execute(insert(COMPONENT_GROUP), rows)
    newest = select(COMPONENT_GROUP).where(COMPONENT_GROUP.c.position >= first)
    added = unit.connection.execute(newest.order_by(COMPONENT_GROUP.c.position))
    return tuple(ComponentGroup(row.id, row.name, row.position) for row in added)


def set_group_rule(unit: Unit, group_id: int, rule: ComponentRule) -> None:
    """How the services of a group add up from now on; nothing is kept of a group's past."""
    found = unit.connection.execute(
        update(COMPONENT_GROUP).where(COMPONENT_GROUP.c.id == group_id).values(rule=rule.text)
    )
    must_exist(found.rowcount, "group")


def remove_group(unit: Unit, group_id: int) -> None:
    """Removes a group; its components stay, without a heading."""
    remove_groups(unit, (group_id,))


def remove_groups(unit: Unit, group_ids: Collection[int]) -> None:
    """The same for several. Who chose one of them has chosen the services that stood in it.

    So has a page that shows it, or leaves it out.
    """
    rows = [{"gone": number} for number in group_ids]
    if not rows:
        return
    _choose_services(unit, group_ids)
    within = COMPONENT.c.group_id == bindparam("gone")
    unit.connection.execute(update(COMPONENT).where(within).values(group_id=None), rows)
    statement = COMPONENT_GROUP.delete().where(COMPONENT_GROUP.c.id == bindparam("gone"))
    must_exist(unit.connection.execute(statement, rows).rowcount == len(rows), "group")


def _choose_services(unit: Unit, group_ids: Collection[int]) -> None:
    """Puts what stands in groups in their place in what subscribers chose."""
    chosen = SUBSCRIPTION.c.group_id.in_(group_ids)
    services = (
        select(SUBSCRIPTION.c.subscriber_id, COMPONENT.c.id)
        .join(COMPONENT, COMPONENT.c.group_id == SUBSCRIPTION.c.group_id)
        .where(chosen, COMPONENT.c.removed_us.is_(None))
    )
    columns = ["subscriber_id", "component_id"]
    unit.connection.execute(insert(SUBSCRIPTION).from_select(columns, services))
    unit.connection.execute(delete(SUBSCRIPTION).where(chosen))
    shown = PAGE_SERVICE.c.group_id.in_(group_ids)
    # Those that were removed too: nothing of what was hidden comes to light by that.
    services = select(PAGE_SERVICE.c.page_id, COMPONENT.c.id).join(
        COMPONENT, COMPONENT.c.group_id == PAGE_SERVICE.c.group_id
    )
    statement = insert(PAGE_SERVICE).from_select(["page_id", "component_id"], services.where(shown))
    unit.connection.execute(statement)
    unit.connection.execute(delete(PAGE_SERVICE).where(shown))


_GROUPS = select(COMPONENT_GROUP).order_by(COMPONENT_GROUP.c.position, COMPONENT_GROUP.c.id)


@read_once
def read_groups(unit: Unit) -> tuple[ComponentGroup, ...]:
    """All groups as they stand on the page."""
    rows = unit.connection.execute(_GROUPS)
    return tuple(
        ComponentGroup(
            *(row.id, row.name, row.position, rule_of(row.rule)),
            objective_of(row.promised_ppm, row.promised_window, row.promised_hours),
        )
        for row in rows
    )
