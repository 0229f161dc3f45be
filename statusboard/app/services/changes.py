"""Brings stored services to a new description, touching only what differs, and says what it did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from statusboard.app.services.depending import Depending
from statusboard.app.services.faults import within_part
from statusboard.app.services.inputs import ServiceInput
from statusboard.app.services.kinds import describe
from statusboard.app.services.matching import described_changes, differs, paired_checks
from statusboard.app.services.pending import Pending, check_of, component_of
from statusboard.app.services.rules import Kinds, SettledCheck, SettledService
from statusboard.app.services.secrets import unmasked
from statusboard.domain.check import Check
from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.component_rule import WORST, ComponentRule
from statusboard.domain.objective import Objective
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.component_rules import follow_rules
from statusboard.storage.components import read_components
from statusboard.storage.groups import add_groups, read_groups
from statusboard.storage.unit import Unit


@dataclass(slots=True)
class Services:
    """What is stored, as of one transaction, and what this transaction is going to do to it.

    `lines` says each change in words; `touched` holds the ids of the services concerned, once
    `write` has written it all.
    """

    unit: Unit
    kinds: Kinds
    groups: dict[str, int]
    components: dict[int, Component]
    checks: dict[int, list[Check]]
    lines: list[str] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    _pending: Pending = field(default_factory=Pending)
    _is_ruled: bool = False
    _depending: Depending = field(default_factory=Depending)
    _group_rules: dict[int, ComponentRule] = field(default_factory=dict)
    _group_objectives: dict[int, Objective | None] = field(default_factory=dict)
    _group_names: dict[int | None, str] = field(default_factory=dict)
    _named: dict[tuple[str, int | None], int] = field(default_factory=dict)

    @classmethod
    def read(cls, unit: Unit, kinds: Kinds) -> Self:
        """Everything stored now."""
        checks: dict[int, list[Check]] = {}
        for check in read_checks(unit):
            checks.setdefault(check.component_id, []).append(check)
        components = {component.id: component for component in read_components(unit)}
        found = cls(unit, kinds, {}, components, checks)
        found._know(read_groups(unit))
        found._is_ruled = any(one.rule != WORST for one in components.values()) or any(
            not check.weight for own in checks.values() for check in own
        )
        for component in components.values():
            found._named.setdefault((component.name, component.group_id), component.id)
        return found

    def write(self) -> tuple[Component, ...]:
        """Writes everything that was noted; the services that were added, in their order."""
        added = self._pending.write(self.unit)
        self._pending = Pending()
        self.touched |= {component.id for component in added}
        if self._is_ruled:
            follow_rules(self.unit)
        lines, changed = self._depending.write(self.unit)
        self._depending = Depending()
        self.lines += lines
        self.touched |= changed
        return added

    def component(self, component_id: int) -> Component:
        """A stored service. Raises RuleBroken where it is gone."""
        found = self.components.get(component_id)
        if found is None:
            raise RuleBroken("This service no longer exists. Somebody may have removed it.")
        return found

    def make_groups(self, names: Iterable[str]) -> None:
        """Makes the groups that do not exist."""
        new = [name for name in dict.fromkeys(names) if name and name not in self.groups]
        self._know(add_groups(self.unit, new))
        self.lines += (f"added group {name}" for name in new)

    def rule_group(self, name: str, rule: ComponentRule) -> None:
        """Sets how the services of a group add up. The group is there by now."""
        group_id = self.groups[name]
        before = self._group_rules.get(group_id, WORST)
        if rule != before:
            self._pending.group_rules[group_id] = rule
            self.lines.append(f"changed group {name}: rule {rule.text} (was {before.text})")

    def promise_of_group(self, name: str, objective: Objective | None) -> None:
        """Sets what is promised of the services of a group together. The group is there by now."""
        group_id = self.groups[name]
        before = self._group_objectives.get(group_id)
        if objective != before:
            self._pending.group_objectives[group_id] = objective
            words = [one.words if one else "nothing" for one in (objective, before)]
            self.lines.append(f"changed group {name}: promised {words[0]} (was {words[1]})")

    def group_id(self, name: str) -> int | None:
        """The id of a group, made where it does not exist; None for an empty name."""
        self.make_groups((name,))
        return self.groups[name] if name else None

    def group_name(self, group_id: int | None) -> str:
        """The name of a group; empty for none."""
        return self._group_names.get(group_id, "")

    def untouchable(self, component_id: int, given: ServiceInput) -> frozenset[int]:
        """The checks of a service that a newer version wrote: they stay as they are."""
        named = {check.id for check in given.checks}
        return frozenset(
            check.id
            for check in self.checks.get(component_id, ())
            if check.kind not in self.kinds and check.id in named
        )

    def add(self, service: SettledService, *, place: str = "") -> None:
        """Adds a service. Raises RuleBroken where its name is taken in its group."""
        group_id = self.group_id(service.group)
        self._refuse_taken(service, group_id, other_than=None)
        self._look_at(service)
        added = component_of(service, group_id)
        self._named[service.name, group_id] = added.id
        self.lines.append(f"added service {service.name}")
        checks = []
        for number, check in enumerate(service.checks):
            placed = self._placed(number, check, None)
            checks.append(check_of(placed))
            self.lines.append(f"added check {self._words(placed)} to {service.name}")
        self._pending.added.append((added, checks))
        if service.depends_on:
            self._depending.note(place, (service.name, group_id), service.depends_on)

    def bring(self, service: SettledService, *, place: str) -> None:
        """Adds the service of this group and name, or brings it to the new description.

        `place` is where it stands in its file.
        """
        group_id = self.group_id(service.group)
        known = self._named.get((service.name, group_id))
        if known is None:
            self.add(service, place=place)
            return
        found = self.component(known)
        pairs = paired_checks(service.checks, self.checks.get(found.id, []), self.kinds)
        paired = [
            (self._placed(number, check, existing), existing)
            for number, (check, existing) in enumerate(pairs)
        ]
        self._depending.note(place, (service.name, group_id), service.depends_on)
        self._change_component(found, service, group_id)
        self._change_checks(found, paired, self._of_newer_kinds(found.id))

    def _of_newer_kinds(self, component_id: int) -> frozenset[int]:
        """The checks that no file of this version can describe: none removes them either."""
        own = self.checks.get(component_id, ())
        return frozenset(check.id for check in own if check.kind not in self.kinds)

    def change(
        self, component: Component, service: SettledService, untouched: frozenset[int]
    ) -> None:
        """Gives a service its new description. Its checks are matched by their ids."""
        group_id = self.group_id(service.group)
        self._refuse_taken(service, group_id, other_than=component.id)
        by_id = {check.id: check for check in self.checks.get(component.id, [])}
        paired: list[tuple[SettledCheck, Check | None]] = []
        for number, check in enumerate(service.checks):
            if check.id is not None and check.id not in by_id:
                raise RuleBroken("One of its checks no longer exists. Open the service again.")
            existing = by_id[check.id] if check.id is not None else None
            paired.append((self._placed(number, check, existing), existing))
        self._depending.note("", (service.name, group_id), service.depends_on)
        self._change_component(component, service, group_id)
        self._change_checks(component, paired, untouched)

    def extend(self, component: Component, checks: Sequence[SettledCheck]) -> None:
        """Gives a service more checks; what it has stays as it is."""
        for number, check in enumerate(checks):
            self._add_check(component, self._placed(number, check, None))

    def remove(self, component: Component, *, is_taken_back: bool = False) -> None:
        """Takes a service off the screens; its history stays.

        It counts in the figures of all for the time it was there, but where it `is_taken_back`.
        """
        gone = self._pending.taken_back if is_taken_back else self._pending.removed
        gone.append(component.id)
        self.components.pop(component.id)
        self._named.pop((component.name, component.group_id), None)
        self._note(component, f"removed service {component.name}")

    def prune(self, named: Iterable[tuple[str, str]], groups: Iterable[str]) -> None:
        """Removes every service, and every group, that is not named."""
        keep = set(named)
        for component in list(self.components.values()):
            if (self.group_name(component.group_id), component.name) not in keep:
                self.remove(component)
        used = {group_id for _, group_id in self._named} | {self.groups[name] for name in groups}
        for name, group_id in list(self.groups.items()):
            if group_id not in used:
                self._pending.groups_removed.append(group_id)
                del self.groups[name]
                self.lines.append(f"removed group {name}")

    def _look_at(self, service: SettledService) -> None:
        """Notes whether a rule has to be followed: where all count alike, there is nothing to."""
        is_plain = service.rule == WORST and all(check.weight for check in service.checks)
        self._is_ruled = self._is_ruled or not is_plain

    def _know(self, groups: Iterable[ComponentGroup]) -> None:
        for group in groups:
            self.groups[group.name] = group.id
            self._group_names[group.id] = group.name
            self._group_rules[group.id] = group.rule
            self._group_objectives[group.id] = group.objective

    def _note(self, component: Component, line: str) -> None:
        self.lines.append(line)
        self.touched.add(component.id)

    def _refuse_taken(
        self, service: SettledService, group_id: int | None, *, other_than: int | None
    ) -> None:
        found = self._named.get((service.name, group_id))
        if found is not None and found != other_than:
            where = f"in the group {service.group}" if service.group else "without a group"
            sentence = f"There is already a service called {service.name} {where}."
            raise RuleBroken(sentence, field="name")

    def _change_component(
        self, component: Component, service: SettledService, group_id: int | None
    ) -> None:
        self._look_at(service)
        changed = described_changes(component, self.group_name(component.group_id), service)
        if not changed:
            return
        self._pending.changed.append(component_of(service, group_id, component.id))
        self._note(component, f"changed service {component.name}: {', '.join(changed)}")

    def _change_checks(
        self,
        component: Component,
        paired: Sequence[tuple[SettledCheck, Check | None]],
        untouched: frozenset[int],
    ) -> None:
        kept = set(untouched)
        for wanted, existing in paired:
            if existing is None:
                self._add_check(component, wanted)
                continue
            kept.add(existing.id)
            if differs(wanted, existing):
                self._pending.checks_changed.append(check_of(wanted, check_id=existing.id))
                self._note(component, f"changed check {self._words(wanted)} of {component.name}")
        for check in self.checks.get(component.id, []):
            if check.id not in kept:
                self._pending.checks_removed.append(check.id)
                self._note(component, f"removed check {self._words(check)} of {component.name}")

    def _add_check(self, component: Component, check: SettledCheck) -> None:
        self._pending.checks_added.append(check_of(check, component_id=component.id))
        self._note(component, f"added check {self._words(check)} to {component.name}")

    def _placed(self, number: int, check: SettledCheck, existing: Check | None) -> SettledCheck:
        """The check with what is stored in the place of its masks. `number`: where it stands."""
        known = existing.config if existing is not None else {}
        with within_part(f"checks.{number}"):
            config = unmasked(self.kinds[check.kind], check.config, known)
        return replace(check, config=config)

    def _words(self, check: SettledCheck | Check) -> str:
        return describe(self.kinds, check.kind, check.config)
