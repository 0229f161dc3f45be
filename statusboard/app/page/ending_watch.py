"""What watched the public address of a place goes with the place, where somebody wants that."""

from statusboard.app.page.address_watch import AddressWatches, address_of
from statusboard.app.page.choices import Choices
from statusboard.app.services.changes import Services
from statusboard.app.services.kinds import check_kinds
from statusboard.errors import RuleBroken
from statusboard.storage.pages import read_page_settings


def unwatch(choices: Choices, target_id: int) -> frozenset[int]:
    """Removes the service that watches a place's address; its id, or nothing where none does.

    Raises RuleBroken where another place is read there too, or the service asks other things.
    """
    unit = choices.unit
    addresses = {
        one.id: address_of(one, read_page_settings(unit, one.page_id)) for one in choices.targets
    }
    address = addresses.pop(target_id, "")
    watches = AddressWatches.read(unit)
    found = watches.service_at(address) if address else None
    if found is None:
        return frozenset()
    if address in addresses.values():
        raise RuleBroken(
            f"Another place is read at {address} too, so “{found.name}” stays. Remove this place "
            "without it.",
            field="unwatch",
        )
    if not watches.is_about(found, address):
        raise RuleBroken(
            f"“{found.name}” asks other things too. Remove the place without it, and take what you "
            "no longer want from it in Verify.",
            field="unwatch",
        )
    services = Services.read(unit, check_kinds())
    services.remove(services.component(found.id))
    services.write()
    choices.lines += services.lines
    return frozenset(services.touched)
