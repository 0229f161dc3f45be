"""`statusboard group`: the groups of services, and how the services of one add up."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.component_rule import ComponentRule

Group = Annotated[str, typer.Argument(metavar="GROUP")]
Rule = Annotated[
    str, typer.Argument(metavar="RULE", help="worst, best, quorum or weighted: what decides.")
]
Quorum = Annotated[
    int | None,
    typer.Option(metavar="N", help="So many services in a major outage make it one."),
]
Degraded = Annotated[
    int | None, typer.Option(metavar="PERCENT", help="So much of it in trouble: degraded.")
]
Partial = Annotated[
    int | None, typer.Option(metavar="PERCENT", help="So much of it down: a partial outage.")
]
Major = Annotated[
    int | None,
    typer.Option(metavar="PERCENT", help="So much of it in a major outage: a major outage."),
]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the groups, how many services each has, and what decides its status."""
    from statusboard.app.services.group_commands import GROUP_RULES
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        found = door.ask(GROUP_RULES, None)
    if as_json:
        rows = [{"name": name, "services": count, "rule": rule.text} for name, count, rule in found]
        print_json({"groups": rows})
        return
    for name, count, rule in found:
        services = "1 service" if count == 1 else f"{count} services"
        print(f"{name}  {services}  {_words(rule)}")


def rule(
    group: Group,
    kind: Rule,
    *,
    quorum: Quorum = None,
    degraded_at: Degraded = None,
    partial_at: Partial = None,
    major_at: Major = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say how the services of a group add up from now on."""
    from statusboard.app.services.group_commands import rule_group
    from statusboard.app.services.group_inputs import RuleGroup
    from statusboard.cli.desk import doorway, this_person

    numbers = {
        "quorum": quorum,
        "degraded_at": degraded_at,
        "partial_at": partial_at,
        "major_at": major_at,
    }
    given = _rule_of(kind, {name: one for name, one in numbers.items() if one is not None})
    with doorway(database) as door:
        door.do(rule_group, RuleGroup(group, given), this_person(door))
    if as_json:
        print_json({"group": group, "rule": given.text})
        return
    print(f"{group}: {_words(given)}")


def _rule_of(kind: str, numbers: dict[str, int]) -> "ComponentRule":
    from statusboard.app.services.rule_rules import NUMBERS
    from statusboard.domain.component_rule import ComponentRule, RuleKind

    if kind not in tuple(RuleKind):
        known = ", ".join(one.value for one in RuleKind)
        raise RuleBroken(f"There is no rule {kind}. Write one of: {known}.", field="rule")
    chosen = RuleKind(kind)
    for name in numbers:
        if name not in NUMBERS[chosen]:
            option = f"--{name.replace('_', '-')}"
            raise RuleBroken(f"{option} does not go with {kind}. Leave it out.", field=name)
    return ComponentRule(chosen, **numbers)


def _words(rule: "ComponentRule") -> str:
    from statusboard.domain.component_rule import RuleKind

    match rule.kind:
        case RuleKind.BEST:
            return "the best of its services decides"
        case RuleKind.QUORUM:
            return f"a major outage from {rule.quorum} services in one"
        case RuleKind.WEIGHTED:
            return (
                f"degraded from {rule.degraded_at} %, partial outage from {rule.partial_at} %, "
                f"major outage from {rule.major_at} %"
            )
        case _:
            return "the worst of its services decides"
