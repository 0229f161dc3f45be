"""The verb that lets the public address of a place be watched like any service."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.page.address_watch import AddressWatches, address_of
from statusboard.app.page.choices import Choices
from statusboard.app.page.inputs import PlaceWatched, WatchPlace
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.page_choices import shown_words
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.services.changes import Services
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import settle
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.page import Shows
from statusboard.domain.target import Target
from statusboard.errors import RuleBroken
from statusboard.storage.pages import read_page_settings, read_pages, write_shown
from statusboard.storage.unit import Unit

_NO_ADDRESS = (
    "It is not known where customers read this page over https. Give the place its public address, "
    "or the page its address, and try again."
)


@verb("target.watch", Permission.CONFIGURE, WatchPlace, PlaceWatched)
def watch_place(unit: Unit, given: WatchPlace) -> Done[PlaceWatched]:
    """Makes a service of the place's public address, which no page shows until somebody says so.

    One that asks that address already is found, and nothing is made. Raises RuleBroken where the
    place is gone or has no such address, and where that service asks it no more.
    """
    choices = Choices.read(unit, target_kinds())
    address = _address(unit, choices, given.target_id)
    watches = AddressWatches.read(unit)
    found = watches.service_at(address)
    if found is not None:
        if not watches.is_on(found, address):
            raise RuleBroken(
                f"“{found.name}” is there for this address, and its check is switched off. Switch "
                "it on in Verify.",
                field="target_id",
            )
        told = PlaceWatched(found.id, found.name, is_new=False)
        return Done(told, Changes(), Audit(f"target {given.target_id}", {"changes": []}))
    page = read_page_settings(unit, _target(choices, given.target_id).page_id)
    services = Services.read(unit, check_kinds())
    services.add(settle(watches.describe(address, page), services.kinds))
    [added] = services.write()
    keep_page_id(unit)
    choices.lines += [*services.lines, *_hide(unit, added.id)]
    choices.show()
    return Done(
        PlaceWatched(added.id, added.name, is_new=True),
        Changes.of(
            Topic.SERVICES,
            Topic.SETTINGS,
            Topic.PUBLICATION,
            components=frozenset(services.touched),
        ),
        Audit(f"target {given.target_id}", {"changes": list(choices.lines)}),
    )


def _hide(unit: Unit, component_id: int) -> list[str]:
    """Leaves a new service out of every page that would show it; what that did, in words."""
    lines = []
    for page in read_pages(unit):
        if not page.has(component_id, None):
            continue
        services = page.services | {component_id}
        write_shown(unit, page.id, Shows.EXCEPT, services, page.groups)
        words = shown_words(unit, Shows.EXCEPT, services, page.groups)
        lines.append(f"page {page.key} shows {words}")
    return lines


def _address(unit: Unit, choices: Choices, target_id: int) -> str:
    target = _target(choices, target_id)
    address = address_of(target, read_page_settings(unit, target.page_id))
    if not address:
        raise RuleBroken(_NO_ADDRESS, field="target_id")
    return address


def _target(choices: Choices, target_id: int) -> Target:
    found = next((one for one in choices.targets if one.id == target_id), None)
    if found is None:
        raise RuleBroken("This place no longer exists. Somebody may have removed it.")
    return found
