"""Components: the parts of the product that customers know by name."""

import secrets
import string
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from statusboard.domain.component import Component
from statusboard.domain.component_rule import rule_of
from statusboard.domain.objective import window_text
from statusboard.storage.given_ids import given_ids
from statusboard.storage.objectives import terms_of
from statusboard.storage.overrides import end_overrides_of
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import CHECK, COMPONENT, COMPONENT_GROUP
from statusboard.storage.unit import Unit

PUBLIC_ID_LENGTH = 12
_ALPHABET = string.ascii_lowercase + string.digits
COMPONENT_COLUMNS = (
    COMPONENT.c.id,
    COMPONENT.c.public_id,
    COMPONENT.c.name,
    COMPONENT.c.group_id,
    COMPONENT.c.position,
    COMPONENT.c.promised_ppm,
    COMPONENT.c.description,
    COMPONENT.c.rule,
    COMPONENT.c.promised_window,
    COMPONENT.c.promised_hours,
    COMPONENT.c.weight,
)
_IN_ORDER = (
    select(*COMPONENT_COLUMNS)
    .outerjoin(COMPONENT_GROUP)
    .where(COMPONENT.c.removed_us.is_(None))
    .order_by(
        COMPONENT.c.group_id.is_(None),
        COMPONENT_GROUP.c.position,
        COMPONENT_GROUP.c.id,
        COMPONENT.c.position,
        COMPONENT.c.id,
    )
)
_SOME_IN_ORDER = _IN_ORDER.where(COMPONENT.c.id.in_(given_ids("component_ids")))


def new_public_id() -> str:
    """What the page and its API call something: 12 characters of a-z and 0-9, by chance."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def add_component(
    unit: Unit,
    *,
    name: str,
    group_id: int | None = None,
    promised_ppm: int | None = None,
    description: str = "",
) -> Component:
    """The new component, after all others."""
    wanted = Component(0, "", name, group_id, 0, promised_ppm, description)
    return add_components(unit, (wanted,))[0]


def add_components(unit: Unit, wanted: Sequence[Component]) -> tuple[Component, ...]:
    """The new components with their ids and places, in few statements."""
    if not wanted:
        return ()
    first = next_position(unit, COMPONENT.c.position)
    placed = [
        replace(component, public_id=new_public_id(), position=first + number)
        for number, component in enumerate(wanted)
    ]
    rows = [
        {
            "public_id": component.public_id,
            "position": component.position,
            "created_us": unit.now_us,
            **_known_of(unit, component),
        }
        for component in placed
    ]
    unit.connection.execute(insert(COMPONENT), rows)
    # Asked for afterwards: not every database answers many rows in the order they were given in.
    newest = select(COMPONENT.c.public_id, COMPONENT.c.id).where(COMPONENT.c.position >= first)
    ids = {row.public_id: row.id for row in unit.connection.execute(newest)}
    return tuple(replace(component, id=ids[component.public_id]) for component in placed)


def update_component(
    unit: Unit,
    component_id: int,
    *,
    name: str,
    group_id: int | None,
    promised_ppm: int | None,
    description: str,
    position: int | None = None,
) -> None:
    """Sets what people know of a component. Its history stays as it was."""
    values: dict[str, object] = {
        "name": name,
        "group_id": group_id,
        "promised_ppm": promised_ppm,
        "description": description,
        "updated_us": unit.now_us,
    }
    if position is not None:
        values["position"] = position
    statement = (
        update(COMPONENT)
        .where(COMPONENT.c.id == component_id, COMPONENT.c.removed_us.is_(None))
        .values(values)
    )
    must_exist(unit.connection.execute(statement).rowcount, "service")


def update_components(unit: Unit, components: Sequence[Component]) -> None:
    """Sets what people know of several, each of its id, in one statement; not their places."""
    _change(unit, [{"changed": one.id, **_known_of(unit, one)} for one in components])


def remove_component(unit: Unit, component_id: int) -> None:
    """Takes a component and its checks off the screens; what was measured stays.

    Its open span is closed by the collector when it next reads the checks (app/watching/ingest.py).
    """
    remove_components(unit, (component_id,))


def remove_components(
    unit: Unit, component_ids: Collection[int], *, is_taken_back: bool = False
) -> None:
    """The same for several, in few statements. What a person set for them ends with them.

    `is_taken_back`: as if they had never been, so that what was measured counts in no figure.
    """
    rows: list[dict[str, object]] = [
        {"changed": number, "removed_us": unit.now_us} for number in component_ids
    ]
    _change(unit, rows)
    if rows:
        if is_taken_back:
            back = update(COMPONENT).where(COMPONENT.c.id.in_(component_ids))
            there_for_no_time = {"removed_us": COMPONENT.c.created_us, "updated_us": unit.now_us}
            unit.connection.execute(back.values(there_for_no_time))
        theirs = CHECK.c.component_id == bindparam("changed"), CHECK.c.removed_us.is_(None)
        unit.connection.execute(update(CHECK).where(*theirs), rows)
        end_overrides_of(unit, component_ids)


def _change(unit: Unit, rows: Sequence[dict[str, object]]) -> None:
    """Sets the values of rows by their id (`changed`). Raises RuleBroken where one is gone."""
    if not rows:
        return
    there = COMPONENT.c.id == bindparam("changed"), COMPONENT.c.removed_us.is_(None)
    changed = unit.connection.execute(update(COMPONENT).where(*there), rows)
    must_exist(changed.rowcount == len(rows), "service")


def _known_of(unit: Unit, component: Component) -> dict[str, object]:
    return {
        "name": component.name,
        "group_id": component.group_id,
        "promised_ppm": component.promised_ppm,
        "description": component.description,
        "rule": component.rule.text,
        "promised_window": window_text(component.window),
        "promised_hours": component.hours.value,
        "weight": component.weight,
        "updated_us": unit.now_us,
    }


@read_once
def read_components(
    unit: Unit, component_ids: frozenset[int] | None = None
) -> tuple[Component, ...]:
    """All components that were not removed: by group as on the page, those without one last.

    `component_ids`: those alone, as far as they are there.
    """
    if component_ids is None:
        rows = unit.connection.execute(_IN_ORDER)
    else:
        rows = unit.connection.execute(_SOME_IN_ORDER, {"component_ids": list(component_ids)})
    return tuple(component_of(tuple(row)) for row in rows)


def component_of(row: tuple[Any, ...]) -> Component:
    """The component of a row of `COMPONENT_COLUMNS`."""
    # In order and not by name: a thousand of them are read with every board.
    number, public_id, name, group_id, position, promised, said, rule, over, hours, weight = row
    window, within = terms_of(over, hours)
    return Component(
        number,
        public_id,
        name,
        group_id,
        position,
        promised,
        said,
        rule_of(rule),
        window,
        within,
        weight,
    )
