"""Verbs about services and their checks: add, edit, remove, their part of a file; secrets."""

from dataclasses import replace
from typing import TypeVar

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.services.changes import Services
from statusboard.app.services.faults import within_part
from statusboard.app.services.inputs import (
    ApplyInput,
    CheckInput,
    EditServiceInput,
    GiveSecret,
    RemoveServiceInput,
    ServiceInput,
    Wiped,
)
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.moving_secrets import (
    ARE_LEFT_HERE,
    TO_WIPE,
    MoveSecrets,
    put_away,
    replace_plain,
)
from statusboard.app.services.needed_secrets import NEEDED_SECRETS, named
from statusboard.app.services.objective_rules import settle_objective
from statusboard.app.services.rule_rules import settle_rule
from statusboard.app.services.rules import settle, settle_group
from statusboard.app.services.stowing import CHECKS, Stowing
from statusboard.catalog.secret import Secret
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit

__all__ = [
    "ADD_SERVICE",
    "EDIT_SERVICE",
    "GIVE_SECRET",
    "REMOVE_SERVICE",
    "ApplyInput",
    "CheckInput",
    "EditServiceInput",
    "GiveSecret",
    "RemoveServiceInput",
    "ServiceInput",
    "apply_services",
    "stow_services",
]

Result = TypeVar("Result")


def _stow_service(door: Doorway, given: ServiceInput) -> ServiceInput:
    kinds = check_kinds()
    known = tuple(check for check in given.checks if check.kind in kinds)
    untouched = len(given.checks) - len(known)
    settle(
        replace(given, checks=known), kinds, untouched=untouched
    )  # what breaks a rule leaves no secret behind
    if door.store is not None and door.ask(ARE_LEFT_HERE, None):
        # The collector can ask nobody whether files will do: the form does, for it too.
        door.store.agree(allow_file=given.allow_file)
    return Stowing(door, CHECKS, allow_file=given.allow_file).service(given, kinds)


def _stow_edit(door: Doorway, given: EditServiceInput) -> EditServiceInput:
    return replace(given, service=_stow_service(door, given.service))


def stow_services(door: Doorway, given: ApplyInput) -> ApplyInput:
    """The services of a file with their secrets kept, and references in their place."""
    kinds = check_kinds()
    for service in given.services:
        settle(service, kinds)
    stowing = Stowing(door, CHECKS, allow_file=given.allow_file, together=True)
    stowed = []
    for number, service in enumerate(given.services):
        with within_part(f"service.{number}"):
            stowed.append(stowing.service(service, kinds))
    stowing.write()
    return replace(given, services=tuple(stowed))


def _keep(door: Doorway, given: GiveSecret) -> GiveSecret:
    needed = door.ask(NEEDED_SECRETS, None)
    name = named(needed, given.name)
    if not given.text:
        raise RuleBroken("The secret is empty. Nothing was kept.", field="text")
    door.secrets.write(name, Secret(given.text), allow_file=given.allow_file)
    return GiveSecret(name, "")


def _add(unit: Unit, given: ServiceInput) -> Done[int]:
    services = Services.read(unit, check_kinds())
    services.add(settle(given, services.kinds))
    [added] = services.write()
    return _done(added.id, services, given.name)


def _edit(unit: Unit, given: EditServiceInput) -> Done[int]:
    services = Services.read(unit, check_kinds())
    before = services.component(given.component_id)
    untouched = services.untouchable(before.id, given.service)
    checks = tuple(check for check in given.service.checks if check.id not in untouched)
    after = settle(replace(given.service, checks=checks), services.kinds, untouched=len(untouched))
    services.change(before, after, untouched)
    services.write()
    return _done(before.id, services, before.name)


def _remove(unit: Unit, given: RemoveServiceInput) -> Done[int]:
    services = Services.read(unit, check_kinds())
    component = services.component(given.component_id)
    services.remove(component)
    services.write()
    return _done(component.id, services, component.name)


def apply_services(unit: Unit, given: ApplyInput) -> Services:
    """Brings services to what a file says, and answers what that did. Part of the verb `apply`."""
    services = Services.read(unit, check_kinds())
    settled = tuple(settle(service, services.kinds) for service in given.services)
    groups = tuple(filter(None, (settle_group(name) for name in given.groups)))
    names: set[tuple[str, str]] = set()
    for service in settled:
        if (service.group, service.name) in names:
            raise RuleBroken(f"The service {service.name} is described twice.", field="name")
        names.add((service.group, service.name))
    services.make_groups((*groups, *(service.group for service in settled)))
    for name, rule in given.group_rules:
        services.rule_group(settle_group(name), settle_rule(rule))
    for name, promise in given.group_promises:
        services.promise_of_group(settle_group(name), settle_objective(promise))
    for number, service in enumerate(settled):
        with within_part(f"service.{number}"):
            try:
                services.bring(service, place=f"service.{number}")
            except RuleBroken as broken:
                # Of hundreds in a file, somebody has to find the one.
                raise RuleBroken(f"{service.name}: {broken.sentence}", broken.field) from broken
    # A file that names none is about something else, or was cut short on its way.
    if given.prune and (names or groups):
        services.prune(names, groups)
    services.write()
    return services


def _give(unit: Unit, given: GiveSecret) -> Done[None]:  # noqa: ARG001 - it is kept by now
    return Done(None, Changes.of(Topic.SECRETS), Audit(given.name))


def _move(unit: Unit, given: MoveSecrets) -> Done[int]:
    count = replace_plain(unit, given)
    changes = Changes()
    if count:
        # From here on the old pages have to be wiped, whoever is stopped in between.
        write_setting(unit, TO_WIPE, value=True)
        changes = Changes.of(Topic.SERVICES, Topic.SECRETS)
    return Done(count, changes, Audit("1 check" if count == 1 else f"{count} checks"))


def _wiped(unit: Unit, _given: Wiped) -> Done[None]:
    write_setting(unit, TO_WIPE, None)
    return Done(None, Changes(), Audit("the files of the database"))


def _done(result: Result, services: Services, subject: str) -> Done[Result]:
    changes = Changes()
    if services.lines:
        changes = Changes.of(Topic.SERVICES, components=frozenset(services.touched))
    return Done(result, changes, Audit(subject, {"changes": list(services.lines)}))


# Adds a service with its checks; answers its id.
ADD_SERVICE = verb("add_service", Permission.CONFIGURE, ServiceInput, int, prepare=_stow_service)(
    _add
)
# Gives a service its whole new description; checks that it leaves out are removed.
EDIT_SERVICE = verb(
    "edit_service", Permission.CONFIGURE, EditServiceInput, int, prepare=_stow_edit
)(_edit)
# Moves secrets that an earlier version left in the database into the store of this machine.
MOVE_SECRETS = verb("move_secrets", Permission.RUN, MoveSecrets, int, prepare=put_away)(_move)
# Notes that no page of the files holds them any more.
NOTE_WIPED = verb("note_wiped", Permission.RUN, Wiped, type(None))(_wiped)
# Takes a service off the screens; its history stays.
REMOVE_SERVICE = verb("remove_service", Permission.CONFIGURE, RemoveServiceInput, int)(_remove)
# Keeps a secret on this machine, for a configuration that refers to it.
GIVE_SECRET = verb("give_secret", Permission.CONFIGURE, GiveSecret, type(None), prepare=_keep)(
    _give
)
