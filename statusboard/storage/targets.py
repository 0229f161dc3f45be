"""The places the page is put. A removed one stays as a row: its publications are history."""

import json
from collections.abc import Mapping

from sqlalchemy import Row, insert, select, update

from statusboard.domain.page import MAIN
from statusboard.domain.target import Target
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import PUBLICATION, TARGET
from statusboard.storage.unit import Unit

_LEAVING = (TARGET.c.empty_us.is_not(None), TARGET.c.emptied_us.is_(None))
_CHOSEN = (
    select(TARGET).where(TARGET.c.removed_us.is_(None)).order_by(TARGET.c.position, TARGET.c.id)
)


def add_target(
    unit: Unit, *, kind: str, config: Mapping[str, object], page_id: int = MAIN
) -> Target:
    """The new target, after all others."""
    name = _free_name(unit, kind)
    added = unit.connection.execute(
        insert(TARGET)
        .values(
            name=name,
            kind=kind,
            config=_text(config),
            position=next_position(unit, TARGET.c.position),
            page_id=page_id,
        )
        .returning(TARGET.c.id)
    )
    return Target(added.scalar_one(), name, kind, dict(config), page_id)


def update_target(unit: Unit, target_id: int, *, config: Mapping[str, object]) -> None:
    """Gives a target another configuration. Raises RuleBroken where it is gone."""
    statement = (
        update(TARGET)
        .where(TARGET.c.id == target_id, TARGET.c.removed_us.is_(None))
        .values(config=_text(config), unseen="", unseen_us=None, lacks="[]", seen=0)
    )
    must_exist(unit.connection.execute(statement).rowcount, "place")


def remove_target(unit: Unit, target_id: int, *, empty: bool = False) -> None:
    """Puts nothing there any more; what was never shown there is no longer waited for.

    `empty`: the page that stands there is to be taken away.
    """
    removed = unit.connection.execute(
        update(TARGET)
        .where(TARGET.c.id == target_id, TARGET.c.removed_us.is_(None))
        .values(removed_us=unit.now_us, empty_us=unit.now_us if empty else None)
        .returning(TARGET.c.name)
    ).scalar()
    must_exist(int(removed is not None), "place")
    unit.connection.execute(
        PUBLICATION.delete().where(
            PUBLICATION.c.target == removed, PUBLICATION.c.read_back_us.is_(None)
        )
    )


@read_once
def read_targets(unit: Unit) -> tuple[Target, ...]:
    """The places that are chosen now, in their order."""
    return tuple(_target(row) for row in unit.connection.execute(_CHOSEN))


def read_leaving(unit: Unit) -> tuple[tuple[Target, str], ...]:
    """The places that were given up and are still to be emptied, with what is in the way."""
    rows = unit.connection.execute(select(TARGET).where(*_LEAVING).order_by(TARGET.c.id))
    return tuple((_target(row), str(row.empty_problem)) for row in rows)


def record_emptied(unit: Unit, target_id: int, *, problem: str = "") -> None:
    """The page is gone there; or what is in the way, and it is still to be done."""
    done = None if problem else unit.now_us
    statement = update(TARGET).where(TARGET.c.id == target_id, *_LEAVING)
    unit.connection.execute(statement.values(emptied_us=done, empty_problem=problem))


def leave_as_it_is(unit: Unit, target_id: int) -> bool:
    """Nothing is taken away there any more; whether something still was to be."""
    statement = update(TARGET).where(TARGET.c.id == target_id, *_LEAVING)
    return unit.connection.execute(statement.values(empty_us=None, empty_problem="")).rowcount > 0


def read_every_target(unit: Unit) -> tuple[Target, ...]:
    """Those that were removed too: what the rows of old publications are about."""
    return tuple(_target(row) for row in unit.connection.execute(select(TARGET)))


def target_names(unit: Unit) -> tuple[str, ...]:
    """The names of the places that have been chosen; rows of `publication` are kept under them."""
    return tuple(target.name for target in read_targets(unit))


def _free_name(unit: Unit, kind: str) -> str:
    """A name that no target and no publication ever had: `sftp`, then `sftp 2`."""
    taken = set(unit.connection.execute(select(TARGET.c.name)).scalars())
    taken |= set(unit.connection.execute(select(PUBLICATION.c.target).distinct()).scalars())
    number = 1
    while (name := kind if number == 1 else f"{kind} {number}") in taken:
        number += 1
    return name


def _text(config: Mapping[str, object]) -> str:
    return json.dumps(dict(config), ensure_ascii=False, sort_keys=True)


def _target(row: Row[tuple[object, ...]]) -> Target:
    return Target(row.id, row.name, row.kind, json.loads(row.config), row.page_id)
