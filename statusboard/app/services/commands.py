"""Verbs about services and their checks: add, edit, remove, apply a file."""

from dataclasses import replace
from typing import TypeVar

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.services.changes import Services
from statusboard.app.services.inputs import (
    Applied,
    ApplyInput,
    CheckInput,
    EditServiceInput,
    RemoveServiceInput,
    ServiceInput,
)
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import settle, settle_group
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

__all__ = [
    "ADD_SERVICE",
    "APPLY",
    "EDIT_SERVICE",
    "REMOVE_SERVICE",
    "Applied",
    "ApplyInput",
    "CheckInput",
    "EditServiceInput",
    "RemoveServiceInput",
    "ServiceInput",
]

Result = TypeVar("Result")


def _add(unit: Unit, given: ServiceInput) -> Done[int]:
    services = Services.read(unit, check_kinds())
    component_id = services.add(settle(given, services.kinds))
    return _done(component_id, services, given.name)


def _edit(unit: Unit, given: EditServiceInput) -> Done[int]:
    services = Services.read(unit, check_kinds())
    before = services.component(given.component_id)
    untouched = services.untouchable(before.id, given.service)
    checks = tuple(check for check in given.service.checks if check.id not in untouched)
    after = settle(replace(given.service, checks=checks), services.kinds)
    services.change(before, after, untouched)
    return _done(before.id, services, before.name)


def _remove(unit: Unit, given: RemoveServiceInput) -> Done[int]:
    services = Services.read(unit, check_kinds())
    component = services.component(given.component_id)
    services.remove(component)
    return _done(component.id, services, component.name)


def _apply(unit: Unit, given: ApplyInput) -> Done[Applied]:
    services = Services.read(unit, check_kinds())
    settled = tuple(settle(service, services.kinds) for service in given.services)
    groups = tuple(filter(None, (settle_group(name) for name in given.groups)))
    names = [(service.group, service.name) for service in settled]
    for name in names:
        if names.count(name) > 1:
            raise RuleBroken(f"The service {name[1]} is described twice.", field="name")
    for group in groups:
        services.group_id(group)
    for service in settled:
        try:
            services.bring(service)
        except RuleBroken as broken:
            # Of hundreds in a file, somebody has to find the one.
            raise RuleBroken(f"{service.name}: {broken.sentence}", broken.field) from broken
    if given.prune:
        services.prune(names, groups)
    return _done(Applied(tuple(services.lines)), services, f"{len(settled)} services")


def _done(result: Result, services: Services, subject: str) -> Done[Result]:
    changes = Changes()
    if services.lines:
        changes = Changes.of(Topic.SERVICES, components=frozenset(services.touched))
    return Done(result, changes, Audit(subject, {"changes": list(services.lines)}))


# Adds a service with its checks; answers its id.
ADD_SERVICE = verb("add_service", Permission.CONFIGURE, ServiceInput, int)(_add)
# Gives a service its whole new description; checks that it leaves out are removed.
EDIT_SERVICE = verb("edit_service", Permission.CONFIGURE, EditServiceInput, int)(_edit)
# Takes a service off the screens; its history stays.
REMOVE_SERVICE = verb("remove_service", Permission.CONFIGURE, RemoveServiceInput, int)(_remove)
# Brings services to what a file says; the same file a second time changes nothing.
APPLY = verb("apply_services", Permission.CONFIGURE, ApplyInput, Applied)(_apply)
