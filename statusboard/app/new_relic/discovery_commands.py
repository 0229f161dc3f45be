"""The verb by which entities that were picked become services, or go into some."""

from collections.abc import Mapping, Sequence

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.new_relic.commands import SOURCE_NAME
from statusboard.app.new_relic.picked import checks_of
from statusboard.app.new_relic.schedule import AT_ONCE, guid_of
from statusboard.app.services.changes import Services
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import settle, settle_check, settle_group
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check
from statusboard.domain.views.new_relic import FoundEntity
from statusboard.domain.views.new_relic_discovery import EntitiesWatched, WatchEntities
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

Picked = tuple[FoundEntity, tuple[CheckInput, ...]]


def guids_in(checks: Mapping[int, Sequence[Check]]) -> dict[str, list[int]]:
    """Which services watch an entity: their ids by its guid, without the padding."""
    found: dict[str, list[int]] = {}
    for component_id, own in checks.items():
        guids = (guid_of(one).rstrip("=") for one in own if one.kind in AT_ONCE)
        for guid in dict.fromkeys(filter(None, guids)):
            found.setdefault(guid, []).append(component_id)
    return found


@verb("new_relic.watch", Permission.CONFIGURE, WatchEntities, EntitiesWatched)
def watch_entities(unit: Unit, given: WatchEntities) -> Done[EntitiesWatched]:
    """Has entities watched, in one transaction: all of them or none.

    What the service watches already, or any service where each becomes one, is left as it is and
    told. Raises RuleBroken where nothing was picked, the service is gone, or a name cannot stand.
    """
    if not given.entities:
        raise RuleBroken("Nothing is picked. Pick at least one entity.", field="entities")
    services = Services.read(unit, check_kinds())
    watched = guids_in(services.checks)
    ready = {one.guid: one for one in given.ready}
    picked: list[Picked] = []
    already: list[str] = []
    for one in {one.guid.rstrip("="): one for one in given.entities}.values():
        by = watched.get(one.guid.rstrip("="), [])
        if given.service_id in by or (given.service_id is None and by):
            already.append(one.name)
            continue
        picked.append((one, checks_of(one, given.unwatched, ready.get(one.guid))))
    ids = _into_services(services, given, picked)
    pairs = tuple((one.guid, number) for (one, _), number in zip(picked, ids, strict=True))
    changes = Changes()
    if services.lines:
        changes = Changes.of(Topic.SERVICES, components=frozenset(services.touched))
    audit = Audit(SOURCE_NAME, {"changes": list(services.lines)}) if picked else None
    return Done(EntitiesWatched(pairs, tuple(already)), changes, audit)


def _into_services(
    services: Services, given: WatchEntities, picked: Sequence[Picked]
) -> Sequence[int]:
    """The id of the service that watches each, in their order."""
    if not picked:
        return ()
    together = tuple(check for _, checks in picked for check in checks)
    if given.service_id is not None:
        into = services.component(given.service_id)
        services.extend(into, [settle_check(one, services.kinds) for one in together])
        services.write()
        return (into.id,) * len(picked)
    if given.service_name.strip():
        one = ServiceInput(given.service_name, given.group, checks=together)
        services.add(settle(one, services.kinds))
        [added] = services.write()
        return (added.id,) * len(picked)
    _add_each(services, given.group, picked)
    return tuple(one.id for one in services.write())


def _add_each(services: Services, group: str, picked: Sequence[Picked]) -> None:
    """A service for each. Where a name is taken in the group, that of the account is added."""
    group_id = services.group_id(settle_group(group))
    taken = {one.name for one in services.components.values() if one.group_id == group_id}
    for entity, checks in picked:
        name = entity.name
        if name in taken:
            name = f"{name} ({entity.account or entity.kind_label})"
        taken.add(name)
        services.add(settle(ServiceInput(name, group, checks=checks), services.kinds))
