"""The verb about groups: how the services of one add up to its status."""

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.services.group_inputs import RuleGroup
from statusboard.app.services.objective_rules import settle_objective
from statusboard.app.services.rule_rules import settle_rule
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.component_rule import ComponentRule
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups, set_group_rule
from statusboard.storage.objectives import set_group_objective
from statusboard.storage.unit import Unit


@verb("service.rule_group", Permission.CONFIGURE, RuleGroup, int)
def rule_group(unit: Unit, given: RuleGroup) -> Done[int]:
    """Gives a group its rule; answers its id. The same again changes nothing.

    Raises RuleBroken where there is no such group, or a number of the rule does not fit.
    """
    found = next((one for one in read_groups(unit) if one.name == given.group), None)
    if found is None:
        raise RuleBroken(
            f"There is no group called “{given.group}”. “statusboard group list” lists them.",
            field="group",
        )
    rule = settle_rule(given.rule)
    objective = found.objective if given.promise is None else settle_objective(given.promise)
    if (rule, objective) == (found.rule, found.objective):
        return Done(found.id, Changes(), Audit(found.name, {"rule": rule.text, "again": True}))
    set_group_rule(unit, found.id, rule)
    set_group_objective(unit, found.id, objective)
    within = {one.id for one in read_components(unit) if one.group_id == found.id}
    changes = Changes.of(Topic.SERVICES, components=frozenset(within))
    detail: dict[str, object] = {"rule": rule.text, "before": found.rule.text}
    if objective != found.objective:
        detail["promised"] = "nothing" if objective is None else objective.words
    return Done(found.id, changes, Audit(found.name, detail))


def _rules(unit: Unit, _given: None) -> tuple[tuple[str, int, ComponentRule], ...]:
    within = [one.group_id for one in read_components(unit)]
    return tuple((one.name, within.count(one.id), one.rule) for one in read_groups(unit))


# Each group as it stands on the page: its name, how many services it has, and its rule.
GROUP_RULES = query("group.rules")(_rules)
