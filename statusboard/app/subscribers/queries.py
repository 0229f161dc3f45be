"""Subscribers as they are listed and exported."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.domain.subscriber import Subscriber
from statusboard.storage.channels import read_channels
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.subscribers import read_subscribers
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscriber with the names of its channel, services and groups."""

    subscriber: Subscriber
    channel: str
    services: tuple[str, ...]
    groups: tuple[str, ...]


def _listed(unit: Unit, search: str) -> tuple[Listed, ...]:
    channels = {channel.id: channel.name for channel in read_channels(unit)}
    groups = {group.id: group.name for group in read_groups(unit)}
    services = {
        component.id: f"{groups[component.group_id]}/{component.name}"
        if component.group_id is not None
        else component.name
        for component in read_components(unit)
    }
    return tuple(
        Listed(
            one,
            channels[one.channel_id],
            tuple(sorted(services[n] for n in one.wishes.services if n in services)),
            tuple(sorted(groups[n] for n in one.wishes.groups if n in groups)),
        )
        for one in read_subscribers(unit, search=search)
        if one.channel_id in channels
    )


# Those whose address holds the given text, by when they came.
SUBSCRIBERS = query("subscribers")(_listed)
