"""The rule of each service over time: what was true under an older one stays as it was told.

A rule is written down with the instant from which it holds, and the weights of the checks that
count then. Spans before that instant are always rebuilt by the rule of their own time. A service
whose checks count alike, and whose worst check speaks, has no row until it had another rule.
"""

import json
from collections.abc import Collection, Mapping

from sqlalchemy import func, insert, select, update

from statusboard.domain.component_rule import (
    BEFORE,
    RuleFrom,
    RuleKind,
    rule_of,
)
from statusboard.storage.tables import CHECK, COMPONENT, COMPONENT_RULE
from statusboard.storage.unit import Unit

Rules = Mapping[int, tuple[RuleFrom, ...]]


def read_rules(unit: Unit, component_ids: Collection[int] | None = None) -> Rules:
    """The rules of services, each from its instant on, oldest first; of all, or of some."""
    statement = select(COMPONENT_RULE).order_by(COMPONENT_RULE.c.since_us, COMPONENT_RULE.c.id)
    if component_ids is not None:
        statement = statement.where(COMPONENT_RULE.c.component_id.in_(component_ids))
    found: dict[int, list[RuleFrom]] = {}
    for row in unit.connection.execute(statement):
        weights = {int(one): weight for one, weight in json.loads(row.weights).items()}
        rule = RuleFrom(row.since_us, rule_of(row.rule), weights)
        found.setdefault(row.component_id, []).append(rule)
    return {number: tuple(rules) for number, rules in found.items()}


def newest_rules(unit: Unit) -> dict[int, RuleFrom]:
    """The rule that holds now of each service that has one; the others are as `BEFORE`."""
    return {number: rules[-1] for number, rules in read_rules(unit).items()}


def follow_rules(unit: Unit, component_ids: Collection[int]) -> None:
    """Writes down from now on what holds of services, where that differs from what held.

    To be called in the transaction that changed the rule, the weights, or which checks are asked.
    """
    if not component_ids:
        return
    known = {number: rules[-1] for number, rules in read_rules(unit, component_ids).items()}
    weights: dict[int, dict[int, int]] = {number: {} for number in component_ids}
    asked = CHECK.c.component_id.in_(component_ids), CHECK.c.removed_us.is_(None), CHECK.c.enabled
    for check_id, component_id, weight in unit.connection.execute(
        select(CHECK.c.id, CHECK.c.component_id, CHECK.c.weight).where(*asked)
    ):
        weights[component_id][check_id] = weight
    rows = []
    for row in unit.connection.execute(
        select(COMPONENT.c.id, COMPONENT.c.rule).where(COMPONENT.c.id.in_(component_ids))
    ):
        now = RuleFrom(unit.now_us, rule_of(row.rule), weights[row.id])
        before = known.get(row.id, BEFORE)
        if _is_plain(now) if before.weights is None else _is_same(now, before):
            continue
        rows.append(
            {
                "component_id": row.id,
                "since_us": now.since_us,
                "rule": row.rule,
                "weights": json.dumps(now.weights, sort_keys=True),
            }
        )
    if rows:
        unit.connection.execute(insert(COMPONENT_RULE), rows)


def clamp_rules(unit: Unit, at_us: int) -> None:
    """Lets what was dated after an instant hold from it on: the clock was put back to there."""
    late = COMPONENT_RULE.c.since_us > at_us
    if unit.connection.scalar(select(func.count()).select_from(COMPONENT_RULE).where(late)):
        unit.connection.execute(update(COMPONENT_RULE).where(late).values(since_us=at_us))


def _is_plain(now: RuleFrom) -> bool:
    """Whether it comes to what holds without a rule. Checks that are gone say nothing there."""
    return now.rule.kind is RuleKind.WORST and all((now.weights or {}).values())


def _is_same(now: RuleFrom, before: RuleFrom) -> bool:
    if now.rule.kind is RuleKind.WORST and before.rule.kind is RuleKind.WORST:
        # How much each weighs says nothing there; only which of them count does.
        return _counted(now) == _counted(before)
    return (now.rule, now.weights) == (before.rule, before.weights)


def _counted(rule: RuleFrom) -> set[int]:
    return {one for one, weight in (rule.weights or {}).items() if weight}
