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
    ComponentRule,
    RuleFrom,
    RuleKind,
    rule_of,
)
from statusboard.storage.tables import CHECK, COMPONENT, COMPONENT_RULE
from statusboard.storage.unit import Unit

Rules = Mapping[int, tuple[RuleFrom, ...]]
_RULES = select(COMPONENT_RULE).order_by(COMPONENT_RULE.c.since_us, COMPONENT_RULE.c.id)


def read_rules(unit: Unit, component_ids: Collection[int] | None = None) -> Rules:
    """The rules of services, each from its instant on, oldest first; of all, or of some."""
    statement = _RULES
    if component_ids is not None:
        statement = statement.where(COMPONENT_RULE.c.component_id.in_(component_ids))
    found: dict[int, list[RuleFrom]] = {}
    for row in unit.connection.execute(statement):
        kept = json.loads(row.weights)
        weights = None if kept is None else {int(one): weight for one, weight in kept.items()}
        rule = RuleFrom(row.since_us, rule_of(row.rule), weights)
        found.setdefault(row.component_id, []).append(rule)
    return {number: tuple(rules) for number, rules in found.items()}


def newest_rules(unit: Unit) -> dict[int, RuleFrom]:
    """The rule that holds now of each service that has one; the others are as `BEFORE`."""
    return {number: rules[-1] for number, rules in read_rules(unit).items()}


def follow_rules(unit: Unit) -> None:
    """Writes down from now on what holds of each service where that differs from what held.

    To be called in the transaction that changed rules, weights, or which checks are asked. In two
    statements, or three, however many services there are.
    """
    known = newest_rules(unit)
    asked = (
        (CHECK.c.component_id == COMPONENT.c.id) & CHECK.c.removed_us.is_(None) & CHECK.c.enabled
    )
    rules: dict[int, ComponentRule] = {}
    weights: dict[int, dict[int, int]] = {}
    for component_id, text, check_id, weight in unit.connection.execute(
        select(COMPONENT.c.id, COMPONENT.c.rule, CHECK.c.id, CHECK.c.weight)
        .join_from(COMPONENT, CHECK, asked, isouter=True)
        .where(COMPONENT.c.removed_us.is_(None))
        .order_by(COMPONENT.c.id, CHECK.c.id)
    ):
        if component_id not in rules:
            rules[component_id], weights[component_id] = rule_of(text), {}
        if check_id is not None:
            weights[component_id][check_id] = weight
    rows = []
    for component_id, rule in rules.items():
        counted = _counting(rule, weights[component_id])
        before = known.get(component_id, BEFORE)
        if (rule, counted) != (before.rule, before.weights):
            rows.append(
                {
                    "component_id": component_id,
                    "since_us": unit.now_us,
                    "rule": rule.text,
                    "weights": json.dumps(counted),
                }
            )
    if rows:
        unit.connection.execute(insert(COMPONENT_RULE), rows)


def clamp_rules(unit: Unit, at_us: int) -> None:
    """Lets what was dated after an instant hold from it on: the clock was put back to there."""
    late = COMPONENT_RULE.c.since_us > at_us
    if unit.connection.scalar(select(func.count()).select_from(COMPONENT_RULE).where(late)):
        unit.connection.execute(update(COMPONENT_RULE).where(late).values(since_us=at_us))


def _counting(rule: ComponentRule, weights: Mapping[int, int]) -> dict[int, int] | None:
    """The weights that decide; None where all count alike, whichever checks come and go."""
    if rule.kind is not RuleKind.WORST:
        return dict(weights)
    if all(weights.values()):
        return None
    # How much each weighs says nothing there; only which of them count does.
    return {one: min(weight, 1) for one, weight in weights.items()}
