"""What stands around an update when it is published, for messages that programs read."""

from datetime import datetime

from statusboard.app.settings import page_secret
from statusboard.domain.component import Component
from statusboard.domain.incident import Incident, public_statuses
from statusboard.domain.page import MAIN
from statusboard.domain.views.message import NamedService, Surroundings
from statusboard.render.headline import headline_of
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.incidents import read_under_way, read_unresolved
from statusboard.storage.page import read_dates
from statusboard.storage.pages import read_page_settings, read_sight
from statusboard.storage.public_ids import derived_public_id
from statusboard.storage.unit import Unit


def surroundings_of(unit: Unit, incident: Incident, page_id: int = MAIN) -> Surroundings:
    """The page and the incident as the public API shows them with this update."""
    sight = read_sight(unit, page_id)
    components = tuple(one for one in read_components(unit) if sight.has(one.id))
    lasting = sight.seen_of(read_unresolved(unit))
    standing = (*lasting, *sight.seen_of(read_under_way(unit)))
    statuses = public_statuses(tuple(component.id for component in components), standing)
    said = [tuple(other.components.values()) for other in lasting]
    line = headline_of(list(statuses.values()), said)
    dates = read_dates(unit)
    used = {one.group_id for one in components}
    groups = [one for one in read_groups(unit) if sight.services is None or one.id in used]
    places = _places(components, len(groups))
    secret = page_secret(read_page_settings(unit, page_id))
    return Surroundings(
        earlier=incident.updates[1:],
        services=tuple(
            NamedService(
                public_id=component.public_id,
                name=component.name,
                status=statuses[component.id],
                description=component.description,
                group_id=""
                if component.group_id is None
                else derived_public_id(secret, "group", str(component.group_id)),
                position=places[component.id],
                created_at=dates[component.id].created_at,
                updated_at=max(dates[component.id].updated_at, _moved_at(incident, component.id)),
            )
            for component in components
            if component.id in incident.components
        ),
        indicator=line.indicator,
        description=line.description,
        monitoring_at=incident.monitoring_at,
        resolved_at=incident.resolved_at,
    )


def _places(components: tuple[Component, ...], groups: int) -> dict[int, int]:
    """Where each service stands, as the public API counts: under its heading, or after all."""
    counts: dict[int | None, int] = {None: groups}
    places = {}
    for component in sorted(components, key=lambda one: (one.position, one.public_id)):
        places[component.id] = counts[component.group_id] = counts.get(component.group_id, 0) + 1
    return places


def _moved_at(incident: Incident, component_id: int) -> datetime:
    """When the incident last said that the service came into another state."""
    return max(
        (
            update.published_at
            for update in incident.updates
            for move in update.affected
            if move.component_id == component_id and move.old_status is not move.new_status
        ),
        default=incident.created_at,
    )
