"""Components: the parts of the product that customers know by name."""

import secrets
import string

from sqlalchemy import insert, select, update

from statusboard.domain.component import Component
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import CHECK, COMPONENT, COMPONENT_GROUP
from statusboard.storage.unit import Unit

PUBLIC_ID_LENGTH = 12
_ALPHABET = string.ascii_lowercase + string.digits


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
    position = next_position(unit, COMPONENT.c.position)
    public_id = new_public_id()
    added = unit.connection.execute(
        insert(COMPONENT)
        .values(
            public_id=public_id,
            name=name,
            group_id=group_id,
            position=position,
            promised_ppm=promised_ppm,
            description=description,
            created_us=unit.now_us,
            updated_us=unit.now_us,
        )
        .returning(COMPONENT.c.id)
    )
    return Component(
        added.scalar_one(), public_id, name, group_id, position, promised_ppm, description
    )


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


def remove_component(unit: Unit, component_id: int) -> None:
    """Takes a component and its checks off the screens; what was measured stays.

    Its open span is closed by the collector when it next reads the checks (app/watching/ingest.py).
    """
    gone = {"removed_us": unit.now_us}
    statement = (
        update(COMPONENT)
        .where(COMPONENT.c.id == component_id, COMPONENT.c.removed_us.is_(None))
        .values(gone)
    )
    must_exist(unit.connection.execute(statement).rowcount, "service")
    unit.connection.execute(
        update(CHECK)
        .where(CHECK.c.component_id == component_id, CHECK.c.removed_us.is_(None))
        .values(gone)
    )


def read_components(unit: Unit) -> tuple[Component, ...]:
    """All components that were not removed: by group as on the page, those without one last."""
    statement = (
        select(
            COMPONENT.c.id,
            COMPONENT.c.public_id,
            COMPONENT.c.name,
            COMPONENT.c.group_id,
            COMPONENT.c.position,
            COMPONENT.c.promised_ppm,
            COMPONENT.c.description,
        )
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
    return tuple(Component(*row) for row in unit.connection.execute(statement).all())
