"""Reads the services of a file: TOML in, inputs for the verb `apply` out, faults with line."""

from collections.abc import Iterable
from datetime import timedelta

from statusboard.app.services.inputs import ApplyInput, CheckInput, ServiceInput
from statusboard.app.services.promise_file import PROMISE_KEYS, promise_in
from statusboard.app.services.rule_file import RULE_KEYS, names_in, rule_in
from statusboard.app.services.rule_rules import settle_rule
from statusboard.app.services.rules import Kinds, settle, settle_group
from statusboard.app.services.toml_source import Path, Source, Table
from statusboard.catalog.durations import parse_duration
from statusboard.domain.component_rule import USUAL_WEIGHT, ComponentRule
from statusboard.errors import RuleBroken

GROUP_KEYS = ("name", *PROMISE_KEYS, *RULE_KEYS)
SERVICE_KEYS = (
    *("name", "group", *PROMISE_KEYS, "weight", "description"),
    *(*RULE_KEYS, "depends_on", "check"),
)
# What every check has beside the fields of its kind.
CHECK_KEYS = (
    *("kind", "interval", "deadline", "fail_after", "recover_after", "enabled"),
    *("weight", "locations", "quorum"),
)


def services_in(source: Source, document: Table, kinds: Kinds) -> ApplyInput:
    """What a file asks for of groups and services, every rule checked.

    Raises RuleBroken with the line, what is wrong there, and what would be right.
    """
    groups, group_rules, promises = [], [], []
    for number, table in enumerate(source.tables((), document, "group")):
        path: Path = ("group", number)
        source.only(path, table, GROUP_KEYS)
        given = source.text(path, table, "name")
        if not given.strip():
            raise source.fault(path, "A group needs a name.")
        groups.append(_settled_group(source, path, given))
        group_rules.append((groups[-1], _settled_rule(source, path, table)))
        promises.append((groups[-1], promise_in(source, path, table)))
    services = [
        _service(source, ("service", number), table, kinds)
        for number, table in enumerate(source.tables((), document, "service"))
    ]
    _refuse_twins(source, services)
    return ApplyInput(
        tuple(groups),
        tuple(services),
        group_rules=tuple(group_rules),
        group_promises=tuple(promises),
    )


def _service(source: Source, path: Path, table: Table, kinds: Kinds) -> ServiceInput:
    source.only(path, table, SERVICE_KEYS)
    checks = tuple(
        _check(source, (*path, "check", number), check, kinds)
        for number, check in enumerate(source.tables(path, table, "check"))
    )
    promise = promise_in(source, path, table)
    service = ServiceInput(
        name=source.text(path, table, "name"),
        group=source.text(path, table, "group"),
        promised=promise.promised,
        description=source.text(path, table, "description"),
        checks=checks,
        rule=rule_in(source, path, table),
        depends_on=names_in(source, path, table, "depends_on"),
        promised_over=promise.promised_over,
        promised_hours=promise.promised_hours,
        weight=_whole(source, path, table, "weight", USUAL_WEIGHT),
    )
    try:
        settle(service, kinds)
    except RuleBroken as broken:
        raise source.fault((*path, *path_of(broken.field)), _keyed(broken)) from broken
    return service


def _check(source: Source, path: Path, table: Table, kinds: Kinds) -> CheckInput:
    key = source.text(path, table, "kind")
    if not key:
        listed = ", ".join(sorted(kinds))
        raise source.fault(path, f"A check needs a kind. Known: {listed}.")
    kind = kinds.get(key)
    standard = CheckInput(key)
    if kind is not None:
        source.only(path, table, (*CHECK_KEYS, *(spec.name for spec in kind.fields)))
        standard = CheckInput(key, interval=kind.default_interval, deadline=kind.default_deadline)
    return CheckInput(
        kind=key,
        config={name: value for name, value in table.items() if name not in CHECK_KEYS},
        interval=_duration(source, path, table, "interval", standard.interval),
        deadline=_duration(source, path, table, "deadline", standard.deadline),
        fail_after=_whole(source, path, table, "fail_after", standard.fail_after),
        recover_after=_whole(source, path, table, "recover_after", standard.recover_after),
        enabled=_switch(source, path, table, "enabled"),
        weight=_whole(source, path, table, "weight", standard.weight),
        locations=_names(source, path, table, "locations"),
        quorum=_whole(source, path, table, "quorum", 0) if "quorum" in table else None,
    )


def _settled_group(source: Source, path: Path, name: str) -> str:
    try:
        return settle_group(name)
    except RuleBroken as broken:
        raise source.fault((*path, "name"), broken.sentence) from broken


def _settled_rule(source: Source, path: Path, table: Table) -> ComponentRule:
    rule = rule_in(source, path, table)
    try:
        return settle_rule(rule)
    except RuleBroken as broken:
        raise source.fault((*path, broken.field), broken.sentence) from broken


def _refuse_twins(source: Source, services: Iterable[ServiceInput]) -> None:
    seen: set[tuple[str, str]] = set()
    for number, service in enumerate(services):
        key = (service.group.strip(), service.name.strip())
        if key in seen:
            sentence = f"The service {key[1]} is described twice. Keep one of the two."
            raise source.fault(("service", number, "name"), sentence)
        seen.add(key)


def _duration(source: Source, path: Path, table: Table, key: str, standard: timedelta) -> timedelta:
    given = table.get(key)
    if given is None:
        return standard
    if not isinstance(given, str):
        hint = f'{key} must be a text with a unit, such as {key} = "20s".'
        raise source.fault((*path, key), hint)
    try:
        return parse_duration(given)
    except ValueError as error:
        raise source.fault((*path, key), str(error)) from error


def _whole(source: Source, path: Path, table: Table, key: str, standard: int) -> int:
    given = table.get(key, standard)
    if isinstance(given, bool) or not isinstance(given, int):
        raise source.fault((*path, key), f"{key} must be a whole number, such as {key} = 2.")
    return given


def _names(source: Source, path: Path, table: Table, key: str) -> tuple[str, ...]:
    given = table.get(key, [])
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        hint = f'{key} must be a list of names, such as {key} = ["home", "fra"].'
        raise source.fault((*path, key), hint)
    return tuple(given)


def _switch(source: Source, path: Path, table: Table, key: str) -> bool:
    given = table.get(key, True)
    if not isinstance(given, bool):
        raise source.fault((*path, key), f"{key} must be true or false.")
    return given


def _keyed(broken: RuleBroken) -> str:
    """The sentence of a rule with the key it is about: it may speak of the form's label."""
    key = broken.field.rpartition(".")[2]
    about_check = broken.field.startswith("checks.") and key not in CHECK_KEYS
    return f"{key}: {broken.sentence}" if about_check else broken.sentence


def path_of(field: str) -> Path:
    """Where a file has a field of a service, from that service on: `checks.0.url` is check, 0, url.

    `checks.0` alone is the check's table.
    """
    if not field.startswith("checks."):
        return (field,)
    _, number, *name = field.split(".", 2)
    return ("check", int(number), *name)
