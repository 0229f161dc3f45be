"""What screens and commands ask of objectives."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.budget_outlook import budget_outlook
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.objective_scopes import Scope, scopes_of
from statusboard.app.health.objectives import standings
from statusboard.domain.views.objectives import BudgetOutlook, ObjectiveStanding, ScopeKind
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ObjectiveAsk:
    """Which objective: of a service, of a group by its name, or with neither of all together."""

    component_id: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveDetail:
    """One objective with the forecast of its budget."""

    standing: ObjectiveStanding
    outlook: BudgetOutlook


def _standings(unit: Unit, _given: None) -> tuple[ObjectiveStanding, ...]:
    facts = read_facts(unit)
    return standings(unit, facts, scopes_of(unit, facts))


# How each objective stands: all together first, then groups, then services.
OBJECTIVES = query("objectives")(_standings)


def objective_detail(unit: Unit, facts: Facts, given: ObjectiveAsk) -> ObjectiveDetail | None:
    """The objective that is asked for, or None where nothing is promised of that."""
    scope = next((one for one in scopes_of(unit, facts) if _is_meant(one, given)), None)
    if scope is None:
        return None
    (standing,) = standings(unit, facts, (scope,))
    return ObjectiveDetail(standing, budget_outlook(unit, facts, scope, standing))


def _is_meant(scope: Scope, given: ObjectiveAsk) -> bool:
    if given.component_id is not None:
        return scope.component_id == given.component_id
    if given.group:
        return scope.kind is ScopeKind.GROUP and scope.name == given.group
    return scope.kind is ScopeKind.ALL


def _detail(unit: Unit, given: ObjectiveAsk) -> ObjectiveDetail | None:
    return objective_detail(unit, read_facts(unit), given)


OBJECTIVE = query("objective")(_detail)
