"""Checks: how a component is asked."""

import json
from collections.abc import Mapping
from datetime import timedelta

import msgspec
from sqlalchemy import insert, select, update

from statusboard.catalog.durations import duration_text
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.instants import duration_us
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import CHECK
from statusboard.storage.unit import Unit


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
