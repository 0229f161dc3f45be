"""Writes the services as the file that `apply` reads. Secrets are masked in it."""

import textwrap
from collections.abc import Mapping
from types import MappingProxyType

import tomli_w

from statusboard.app.services.promise_file import promise_values
from statusboard.app.services.rule_file import rule_values
from statusboard.app.services.rules import Kinds
from statusboard.app.services.secrets import masked
from statusboard.catalog.declaration import Kind
from statusboard.catalog.durations import duration_text
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.component_rule import USUAL_WEIGHT
from statusboard.domain.objective import Objective

NO_PARENTS: Mapping[int, tuple[str, ...]] = MappingProxyType({})


def services_text(
    groups: tuple[ComponentGroup, ...],
    components: tuple[Component, ...],
    checks: tuple[Check, ...],
    kinds: Kinds,
    parents: Mapping[int, tuple[str, ...]] = NO_PARENTS,
) -> str:
    """The file. What is the default is left out, and secrets are masked.

    `parents` names what each service depends on.
    """
    names = {group.id: group.name for group in groups}
    asked: dict[int, list[Check]] = {}
    for check in checks:
        asked.setdefault(check.component_id, []).append(check)
    parts = [
        table_text(
            "[[group]]",
            {"name": group.name, **_promise(group.objective), **rule_values(group.rule)},
        )
        for group in groups
    ]
    for component in components:
        parts.append(
            table_text(
                "[[service]]",
                {
                    "name": component.name,
                    "group": names.get(component.group_id or 0) or None,
                    **_promise(component.objective),
                    "weight": None if component.weight == USUAL_WEIGHT else component.weight,
                    "description": component.description or None,
                    **rule_values(component.rule),
                    "depends_on": list(parents.get(component.id, ())) or None,
                },
            )
        )
        parts.extend(_check_text(check, kinds) for check in asked.get(component.id, ()))
    return "\n".join(parts)


def _promise(objective: Objective | None) -> dict[str, object]:
    return {} if objective is None else promise_values(objective)


def _check_text(check: Check, kinds: Kinds) -> str:
    """Its table. Of a kind that this version does not know nobody can say what in it is secret."""
    if check.kind not in kinds:
        return f"  # Left out: a check of the kind {check.kind}, unknown to this version.\n"
    return table_text("[[service.check]]", _check(check, kinds), indent="  ")


def _check(check: Check, kinds: Kinds) -> dict[str, object]:
    kind = kinds[check.kind]
    values = {"kind": check.kind, **in_order_of(kind, masked(kind, check.config))}
    values["interval"] = duration_text(check.interval)
    values["deadline"] = duration_text(check.deadline)
    usual = Thresholds()
    if check.thresholds.fail_after != usual.fail_after:
        values["fail_after"] = check.thresholds.fail_after
    if check.thresholds.recover_after != usual.recover_after:
        values["recover_after"] = check.thresholds.recover_after
    if check.weight != USUAL_WEIGHT:
        values["weight"] = check.weight
    if not check.enabled:
        values["enabled"] = False
    if check.locations:
        values["locations"] = list(check.locations)
    if check.quorum is not None:
        values["quorum"] = check.quorum
    return values


def in_order_of(kind: Kind, config: Mapping[str, object]) -> dict[str, object]:
    """The fields in the order in which their kind declares them: the address comes first."""
    order = {spec.name: number for number, spec in enumerate(kind.fields)}
    return dict(sorted(config.items(), key=lambda item: order.get(item[0], len(order))))


def table_text(header: str, values: Mapping[str, object], *, indent: str = "") -> str:
    """One table with its header; what is None is left out."""
    assignments = (_assignment(key, value) for key, value in values.items() if value is not None)
    return textwrap.indent("\n".join((header, *assignments)), indent) + "\n"


def _assignment(key: str, value: object) -> str:
    """One key with its value. A table stands inside it: on its own it would end the one around."""
    if isinstance(value, Mapping):
        inside = ", ".join(_assignment(str(k), v) for k, v in value.items())
        return _assignment(key, 0).removesuffix("0") + (f"{{ {inside} }}" if inside else "{}")
    return tomli_w.dumps({key: value}).rstrip("\n")
