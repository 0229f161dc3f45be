"""Which services a question about uptime is about: one, those of a group, or all."""

from collections.abc import Sequence

from statusboard.app.health.facts import Facts
from statusboard.app.health.together import Together, together
from statusboard.domain.component import Component
from statusboard.domain.instants import Interval
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit


def chosen_services(
    facts: Facts, component_id: int | None, group: str | None
) -> tuple[Component, ...]:
    """One service; or those of the group of this name, empty for those without one; or all.

    Raises RuleBroken for a service or a group that is gone.
    """
    if component_id is not None:
        found = tuple(one for one in facts.components if one.id == component_id)
        if not found:
            raise RuleBroken("This service no longer exists. Somebody may have removed it.")
        return found
    if group is None:
        return facts.components
    found = tuple(one for one in facts.components if facts.group_of(one) == group)
    if not found:
        raise RuleBroken("This group no longer exists. Somebody may have removed it.")
    return found


def as_one(
    unit: Unit,
    components: Sequence[Component],
    bounds: Interval,
    *,
    component_id: int | None,
    group: str | None,
) -> Together:
    """Those services as one over an interval, with those that were removed meanwhile."""
    if component_id is not None:
        return Together(tuple(components))
    return together(unit, components, bounds, is_all=group is None, group=group)
