"""Components and checks: what is watched, and how it is asked."""

import json
import secrets
import string
from collections.abc import Mapping
from datetime import timedelta

import msgspec
from sqlalchemy import Column, func, insert, select, update

from statusboard.catalog.durations import duration_text
from statusboard.domain.check import Check, Component, Thresholds
from statusboard.domain.instants import duration_us
from statusboard.errors import RuleBroken
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


def add_check(
    unit: Unit,
    *,
    component_id: int,
    kind: str,
    config: Mapping[str, object],
    interval: timedelta = timedelta(seconds=60),
    deadline: timedelta = timedelta(seconds=15),
    thresholds: Thresholds = Thresholds(),  # noqa: B008 - frozen
    enabled: bool = True,
) -> Check:
    """The new check. `config` is as the kind's fields say, without secrets; durations as text."""
    values = _check_values(kind, config, interval, deadline, thresholds, enabled=enabled)
    added = unit.connection.execute(
        insert(CHECK)
        .values(component_id=component_id, created_us=unit.now_us, **values)
        .returning(CHECK.c.id)
    )
    number = added.scalar_one()
    return Check(
        number, component_id, kind, _plain(config), interval, deadline, thresholds, enabled
    )


def update_check(
    unit: Unit,
    check_id: int,
    *,
    kind: str,
    config: Mapping[str, object],
    interval: timedelta,
    deadline: timedelta,
    thresholds: Thresholds,
    enabled: bool = True,
) -> None:
    """Changes a question. Where the question itself is another one, its state starts anew."""
    values = _check_values(kind, config, interval, deadline, thresholds, enabled=enabled)
    statement = (
        update(CHECK).where(CHECK.c.id == check_id, CHECK.c.removed_us.is_(None)).values(values)
    )
    must_exist(unit.connection.execute(statement).rowcount, "check")


def remove_check(unit: Unit, check_id: int) -> None:
    """Stops asking; what was measured stays."""
    statement = (
        update(CHECK)
        .where(CHECK.c.id == check_id, CHECK.c.removed_us.is_(None))
        .values(removed_us=unit.now_us)
    )
    must_exist(unit.connection.execute(statement).rowcount, "check")


def read_checks(
    unit: Unit, *, enabled_only: bool = False, with_config: bool = True
) -> tuple[Check, ...]:
    """All checks that were not removed, by id; without their configuration where it is not needed.

    Decoding a thousand configurations takes longer than the rest of a query.
    """
    statement = (
        select(
            CHECK.c.id,
            CHECK.c.component_id,
            CHECK.c.kind,
            CHECK.c.config,
            CHECK.c.interval_us,
            CHECK.c.deadline_us,
            CHECK.c.fail_after,
            CHECK.c.recover_after,
            CHECK.c.enabled,
        )
        .where(CHECK.c.removed_us.is_(None))
        .order_by(CHECK.c.id)
    )
    if enabled_only:
        statement = statement.where(CHECK.c.enabled)
    return tuple(
        Check(
            number,
            component_id,
            kind,
            json.loads(config) if with_config else {},
            timedelta(microseconds=interval_us),
            timedelta(microseconds=deadline_us),
            Thresholds(fail_after, recover_after),
            enabled,
        )
        for (
            number,
            component_id,
            kind,
            config,
            interval_us,
            deadline_us,
            fail_after,
            recover_after,
            enabled,
        ) in unit.connection.execute(statement).all()
    )


def removed_at(unit: Unit, check_id: int) -> int | None:
    """When a check was removed, in microseconds; None while it is there."""
    return unit.connection.scalar(select(CHECK.c.removed_us).where(CHECK.c.id == check_id))


def _check_values(
    kind: str,
    config: Mapping[str, object],
    interval: timedelta,
    deadline: timedelta,
    thresholds: Thresholds,
    *,
    enabled: bool,
) -> dict[str, object]:
    return {
        "kind": kind,
        "config": msgspec.json.encode(_plain(config), order="sorted").decode(),
        "interval_us": duration_us(interval),
        "deadline_us": duration_us(deadline),
        "fail_after": thresholds.fail_after,
        "recover_after": thresholds.recover_after,
        "enabled": enabled,
    }


def _plain(config: Mapping[str, object]) -> dict[str, object]:
    """The configuration as a person would write it: durations as text with a unit."""
    return {
        name: duration_text(value) if isinstance(value, timedelta) else value
        for name, value in config.items()
    }


def next_position(unit: Unit, positions: Column[int]) -> int:
    """The position after all others."""
    highest = unit.connection.scalar(select(func.max(positions)))
    return 0 if highest is None else int(highest) + 1


def must_exist(touched: int, noun: str) -> None:
    """Raises RuleBroken where a statement touched nothing."""
    if not touched:
        raise RuleBroken(f"This {noun} no longer exists. Somebody may have removed it.")
