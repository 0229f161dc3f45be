"""Services of planned work as people write them: by name, with their group before a slash."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.maintenance.inputs import NamedPlan
from statusboard.app.settings import page_zone
from statusboard.domain.maintenance import Plan
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit


def plan_of_names(unit: Unit, wanted: NamedPlan) -> Plan:
    """The plan with its services by id, in the zone of the page where it names none.

    Raises RuleBroken where a service is not there, or is not the only one of that name.
    """
    return replace(
        wanted.plan,
        zone=wanted.plan.zone or page_zone(unit),
        components=_components(unit, wanted.services),
    )


def _components(unit: Unit, named: Mapping[str, ComponentStatus]) -> dict[int, ComponentStatus]:
    """The services by id. Raises RuleBroken where one is not there, or is not the only one."""
    full = service_names(unit)
    plain = {one.id: one.name for one in read_components(unit)}
    found = {}
    for name, status in named.items():
        fits = [number for number in full if name in (full[number], plain[number])]
        if len(fits) != 1:
            why = "There is no service" if not fits else "More than one service is"
            raise RuleBroken(f"{why} called “{name}”. Write GROUP/NAME.", field="plan.components")
        found[fits[0]] = status
    return dict(sorted(found.items()))


def service_names(unit: Unit) -> dict[int, str]:
    """Each service, with its group before it."""
    groups = {group.id: group.name for group in read_groups(unit)}
    return {
        one.id: one.name if one.group_id is None else f"{groups[one.group_id]}/{one.name}"
        for one in read_components(unit)
    }
