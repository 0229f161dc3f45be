"""Which service somebody means by a name, as commands are given it."""

from collections.abc import Iterable, Mapping, Sequence

from statusboard.app.doorway import query
from statusboard.domain.clear_names import clear_names
from statusboard.domain.component import Component
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit


def services_called(
    name: str, components: Iterable[Component], groups: Mapping[int, str]
) -> tuple[Component, ...]:
    """Those that are called so, or `GROUP/NAME`; in any case of letters where none is exactly."""
    names = [(one, {one.name, f"{_group_of(one, groups)}/{one.name}"}) for one in components]
    exact = tuple(one for one, own in names if name in own)
    folded = name.casefold()
    return exact or tuple(one for one, own in names if folded in {n.casefold() for n in own})


def names_of(components: Sequence[Component], groups: Mapping[int, str]) -> dict[int, str]:
    """By its id, what each service is called among these, as `services_called` finds it."""
    named = clear_names([(one.name, _group_of(one, groups)) for one in components])
    return {one.id: name for one, name in zip(components, named, strict=True)}


def too_many(name: str, count: int, field: str) -> RuleBroken:
    """What is said where several services are called so."""
    return RuleBroken(f"{count} services are called “{name}”. Write GROUP/NAME.", field=field)


def _group_of(one: Component, groups: Mapping[int, str]) -> str:
    return groups.get(one.group_id or 0, "")


def _named(unit: Unit, name: str) -> int:
    groups = {group.id: group.name for group in read_groups(unit)}
    fits = services_called(name, read_components(unit), groups)
    if len(fits) == 1:
        return fits[0].id
    if not fits:
        raise RuleBroken(
            f"There is no service called “{name}”. “statusboard status” lists them.",
            field="service",
        )
    raise too_many(name, len(fits), "service")


# The id of the service of that name, or GROUP/NAME. Raises RuleBroken where that is none, or many.
def services_named(unit: Unit, names: Iterable[str]) -> tuple[Component, ...]:
    """The services of these names, each once, in their order there.

    Raises RuleBroken, of the field `services`, for a name that none has or several have.
    """
    every = read_components(unit)
    groups = {one.id: one.name for one in read_groups(unit)}
    found: dict[int, Component] = {}
    for name in names:
        fits = services_called(clean_line(name), every, groups)
        if len(fits) > 1:
            raise too_many(name, len(fits), "services")
        if not fits:
            raise RuleBroken(f"There is no service called “{name}”.", field="services")
        found.setdefault(fits[0].id, fits[0])
    return tuple(found.values())


def shortest_name(
    one: Component, components: Iterable[Component], groups: Mapping[int, str]
) -> str:
    """Its name where that is enough among these, else `GROUP/NAME`."""
    is_alone = len(services_called(one.name, components, groups)) == 1
    return one.name if is_alone else f"{groups.get(one.group_id or 0, '')}/{one.name}"


SERVICE_NAMED = query("services.named")(_named)


def _ids(unit: Unit, _given: None) -> tuple[int, ...]:
    return tuple(one.id for one in read_components(unit))


# The ids of all services, in their order.
SERVICE_IDS = query("services.ids")(_ids)
