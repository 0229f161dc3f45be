"""Checks: how a component is asked."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import msgspec
from sqlalchemy import bindparam, insert, select, update

from statusboard.catalog.durations import duration_text
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.component_rule import USUAL_WEIGHT
from statusboard.domain.instants import duration_us
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import CHECK
from statusboard.storage.unit import Unit

_CHECKS = select(
    CHECK.c.id,
    CHECK.c.component_id,
    CHECK.c.kind,
    CHECK.c.config,
    CHECK.c.interval_us,
    CHECK.c.deadline_us,
    CHECK.c.fail_after,
    CHECK.c.recover_after,
    CHECK.c.enabled,
    CHECK.c.weight,
    CHECK.c.locations,
    CHECK.c.quorum,
).order_by(CHECK.c.id)
_KEPT = _CHECKS.where(CHECK.c.removed_us.is_(None))


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
    weight: int = USUAL_WEIGHT,
    locations: tuple[str, ...] = (),
    quorum: int | None = None,
) -> Check:
    """The new check. `config` is as the kind's fields say, without secrets; durations as text."""
    check = Check(
        0,
        component_id,
        kind,
        _plain(config),
        interval,
        deadline,
        thresholds,
        enabled,
        weight,
        locations,
        quorum,
    )
    added = unit.connection.execute(insert(CHECK).values(_row(unit, check)).returning(CHECK.c.id))
    return replace(check, id=added.scalar_one())


def add_checks(unit: Unit, wanted: Sequence[Check]) -> None:
    """Adds checks in one statement, however many there are; their ids are given to them."""
    if wanted:
        unit.connection.execute(insert(CHECK), [_row(unit, check) for check in wanted])


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
    weight: int = USUAL_WEIGHT,
) -> None:
    """Changes a question. Where the question itself is another one, its state starts anew."""
    after = Check(check_id, 0, kind, config, interval, deadline, thresholds, enabled, weight)
    update_checks(unit, (after,))


def update_checks(unit: Unit, checks: Sequence[Check]) -> None:
    """Changes questions, each that of its id, in one statement. Raises RuleBroken as above."""
    _change(unit, [{"changed": check.id, **_values(check)} for check in checks])


def remove_check(unit: Unit, check_id: int) -> None:
    """Stops asking; what was measured stays."""
    remove_checks(unit, (check_id,))


def remove_checks(unit: Unit, check_ids: Collection[int]) -> None:
    """The same for several, in one statement."""
    _change(unit, [{"changed": number, "removed_us": unit.now_us} for number in check_ids])


def _change(unit: Unit, rows: Sequence[dict[str, object]]) -> None:
    """Sets the values of rows by their id (`changed`). Raises RuleBroken where one is gone."""
    if not rows:
        return
    there = CHECK.c.id == bindparam("changed"), CHECK.c.removed_us.is_(None)
    changed = unit.connection.execute(update(CHECK).where(*there), rows)
    must_exist(changed.rowcount == len(rows), "check")


def read_check(unit: Unit, check_id: int) -> Check | None:
    """One check; None where it was removed, or never was."""
    row = unit.connection.execute(
        select(CHECK).where(CHECK.c.id == check_id, CHECK.c.removed_us.is_(None))
    ).one_or_none()
    if row is None:
        return None
    return Check(
        *(row.id, row.component_id, row.kind, json.loads(row.config)),
        interval=timedelta(microseconds=row.interval_us),
        deadline=timedelta(microseconds=row.deadline_us),
        thresholds=Thresholds(row.fail_after, row.recover_after),
        enabled=row.enabled,
    )


def read_checks(
    unit: Unit,
    *,
    enabled_only: bool = False,
    with_config: bool = True,
    component_ids: frozenset[int] | None = None,
    with_removed: bool = False,
) -> tuple[Check, ...]:
    """All checks that were not removed, by id; without their configuration where it is not needed.

    `with_removed`: those too that were.

    `component_ids`: those of some services alone. Decoding a thousand configurations takes longer
    than the rest of a query.
    """
    statement = _CHECKS if with_removed else _KEPT
    if enabled_only:
        statement = statement.where(CHECK.c.enabled)
    if component_ids is not None:
        statement = statement.where(CHECK.c.component_id.in_(component_ids))
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
            weight,
            tuple(json.loads(locations)) if locations else (),
            quorum,
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
            weight,
            locations,
            quorum,
        ) in unit.connection.execute(statement).all()
    )


def removed_at(unit: Unit, check_id: int) -> int | None:
    """When a check was removed, in microseconds; None while it is there."""
    return unit.connection.scalar(select(CHECK.c.removed_us).where(CHECK.c.id == check_id))


def _row(unit: Unit, check: Check) -> dict[str, object]:
    return {
        "component_id": check.component_id,
        "created_us": unit.now_us,
        **_values(check),
    }


def _values(check: Check) -> dict[str, object]:
    return {
        "kind": check.kind,
        "config": msgspec.json.encode(_plain(check.config), order="sorted").decode(),
        "interval_us": duration_us(check.interval),
        "deadline_us": duration_us(check.deadline),
        "fail_after": check.thresholds.fail_after,
        "recover_after": check.thresholds.recover_after,
        "enabled": check.enabled,
        "weight": check.weight,
        "locations": json.dumps(check.locations) if check.locations else "",
        "quorum": check.quorum,
    }


def _plain(config: Mapping[str, object]) -> dict[str, object]:
    """The configuration as a person would write it: durations as text with a unit."""
    return {
        name: duration_text(value) if isinstance(value, timedelta) else value
        for name, value in config.items()
    }
