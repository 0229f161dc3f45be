"""Which service somebody means by a name, as commands are given it."""

from statusboard.app.doorway import query
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit


def _named(unit: Unit, name: str) -> int:
    groups = {group.id: group.name for group in read_groups(unit)}
    fits = [
        one.id
        for one in read_components(unit)
        if name in (one.name, f"{groups.get(one.group_id or 0, '')}/{one.name}")
    ]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise RuleBroken(
            f"There is no service called “{name}”. “statusboard status” lists them.",
            field="service",
        )
    raise RuleBroken(
        f"{len(fits)} services are called “{name}”. Write GROUP/NAME.", field="service"
    )


# The id of the service of that name, or GROUP/NAME. Raises RuleBroken where that is none, or many.
SERVICE_NAMED = query("services.named")(_named)


def _ids(unit: Unit, _given: None) -> tuple[int, ...]:
    return tuple(one.id for one in read_components(unit))


# The ids of all services, in their order.
SERVICE_IDS = query("services.ids")(_ids)
