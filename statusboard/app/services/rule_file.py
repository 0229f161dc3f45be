"""A rule, and what a service depends on, as they stand in the file of `apply`."""

from statusboard.app.services.rule_rules import NUMBERS
from statusboard.app.services.toml_source import Path, Source, Table
from statusboard.domain.component_rule import ComponentRule, RuleKind

RULE_KEYS = ("rule", *(name for names in NUMBERS.values() for name in names))


def rule_in(source: Source, path: Path, table: Table) -> ComponentRule:
    """The rule of a table; worst where it names none. Raises RuleBroken with the line."""
    given = table.get("rule", RuleKind.WORST.value)
    if not isinstance(given, str) or given not in tuple(RuleKind):
        known = ", ".join(f'"{kind.value}"' for kind in RuleKind)
        raise source.fault((*path, "rule"), f"rule must be one of {known}.")
    kind = RuleKind(given)
    numbers = {}
    for other, names in NUMBERS.items():
        for name in names:
            if name not in table:
                continue
            if other is not kind:
                raise source.fault((*path, name), f'{name} goes with rule = "{other.value}".')
            number = table[name]
            if isinstance(number, bool) or not isinstance(number, int):
                sentence = f"{name} must be a whole number, such as {name} = 2."
                raise source.fault((*path, name), sentence)
            numbers[name] = number
    return ComponentRule(kind, **numbers)


def names_in(source: Source, path: Path, table: Table, key: str) -> tuple[str, ...]:
    """A list of names; none where the key is missing. Raises RuleBroken with the line."""
    given = table.get(key, [])
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        sentence = f'{key} must be a list of services, such as {key} = ["Database"].'
        raise source.fault((*path, key), sentence)
    return tuple(given)


def rule_values(rule: ComponentRule) -> dict[str, object]:
    """The keys of a rule; none for the usual one."""
    if rule.kind is RuleKind.WORST:
        return {}
    return {
        "rule": rule.kind.value,
        **{name: getattr(rule, name) for name in NUMBERS[rule.kind]},
    }
