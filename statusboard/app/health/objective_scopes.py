"""What there are objectives about: all services together, groups, and services."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.app.health.facts import Facts
from statusboard.app.health.objective_hours import hours_of
from statusboard.app.health.together import Together, together
from statusboard.app.health.uptime_terms import terms_in
from statusboard.domain.objective import Objective
from statusboard.domain.views.objectives import ScopeKind
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What one objective is about: services as one, with what each weighs."""

    kind: ScopeKind
    name: str
    objective: Objective
    one: Together
    component_id: int | None = None
    group_id: int | None = None

    @property
    def weights(self) -> Mapping[int, int]:
        """What each service that is there weighs, by id."""
        return {one.id: self.one.weights[one.id] for one in self.one.components}

    @property
    def weight(self) -> int:
        """The sum of the weights; 0 where nothing counts."""
        return sum(self.weights.values())


def scopes_of(unit: Unit, facts: Facts) -> tuple[Scope, ...]:
    """What there are objectives about: all together first, then groups, then services."""
    found = []
    hours = hours_of(facts)
    everything = terms_in(facts.settings).objective
    if everything is not None:
        window = hours.bounds(everything.window)
        one = together(unit, facts.components, window, is_all=True)
        found.append(Scope(ScopeKind.ALL, "", everything, one))
    for group in read_groups(unit):
        if group.objective is not None:
            own = [each for each in facts.components if each.group_id == group.id]
            window = hours.bounds(group.objective.window)
            one = together(unit, own, window, is_all=False, group=group.name)
            found.append(
                Scope(ScopeKind.GROUP, group.name, group.objective, one, group_id=group.id)
            )
    found += [
        Scope(ScopeKind.SERVICE, each.name, each.objective, Together((each,)), each.id)
        for each in facts.components
        if each.objective is not None
    ]
    return tuple(found)
