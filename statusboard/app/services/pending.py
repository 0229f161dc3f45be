"""What a transaction is going to write about services: sort by sort, in few statements.

A file may change thousands of services at once. Each written by itself would keep whoever else
wants to write waiting for as long as the database takes for thousands of statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from statusboard.app.services.rules import SettledCheck, SettledService
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.component_rule import ComponentRule
from statusboard.domain.objective import Objective
from statusboard.storage.checks import add_checks, remove_checks, update_checks
from statusboard.storage.components import (
    add_components,
    remove_components,
    update_components,
)
from statusboard.storage.groups import remove_groups, set_group_rule
from statusboard.storage.objectives import set_group_objective
from statusboard.storage.unit import Unit


def check_of(settled: SettledCheck, *, check_id: int = 0, component_id: int = 0) -> Check:
    """The check as it is kept; an id of 0 is still to be given."""
    return Check(
        check_id,
        component_id,
        settled.kind,
        settled.config,
        settled.interval,
        settled.deadline,
        settled.thresholds,
        settled.enabled,
        settled.weight,
        settled.locations,
        settled.quorum,
    )


def component_of(service: SettledService, group_id: int | None, number: int = 0) -> Component:
    """The service as it is kept; an id of 0, and its place, are still to be given."""
    return Component(
        id=number,
        public_id="",
        name=service.name,
        group_id=group_id,
        position=0,
        promised_ppm=service.promised_ppm,
        description=service.description,
        rule=service.rule,
        window=service.window,
        hours=service.hours,
        weight=service.weight,
    )


@dataclass(slots=True)
class Pending:
    """Changes that are noted and not written yet. `added` are new services with their checks."""

    added: list[tuple[Component, Sequence[Check]]] = field(default_factory=list)
    changed: list[Component] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    taken_back: list[int] = field(default_factory=list)
    checks_added: list[Check] = field(default_factory=list)
    checks_changed: list[Check] = field(default_factory=list)
    checks_removed: list[int] = field(default_factory=list)
    groups_removed: list[int] = field(default_factory=list)
    group_rules: dict[int, ComponentRule] = field(default_factory=dict)
    group_objectives: dict[int, Objective | None] = field(default_factory=dict)

    def write(self, unit: Unit) -> tuple[Component, ...]:
        """Writes them; the services that were added. Raises RuleBroken where one is gone."""
        added = add_components(unit, [component for component, _ in self.added])
        update_components(unit, self.changed)
        remove_components(unit, self.removed)
        remove_components(unit, self.taken_back, is_taken_back=True)
        theirs = [
            replace(check, component_id=component.id)
            for component, (_, checks) in zip(added, self.added, strict=True)
            for check in checks
        ]
        add_checks(unit, [*theirs, *self.checks_added])
        update_checks(unit, self.checks_changed)
        remove_checks(unit, self.checks_removed)
        remove_groups(unit, self.groups_removed)
        for group_id, rule in self.group_rules.items():
            set_group_rule(unit, group_id, rule)
        for group_id, objective in self.group_objectives.items():
            set_group_objective(unit, group_id, objective)
        return added
