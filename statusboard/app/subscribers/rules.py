"""What a description of a subscriber means: the channel, the address, the services."""

import hashlib
import hmac
import re
import secrets as chance
from dataclasses import dataclass, field
from typing import Self

from statusboard.app.delivery.kinds import ChannelKinds
from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.domain.channel import Channel
from statusboard.domain.subscriber import Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import read_channels
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

# What addresses are hashed with that want nothing any more.
HASH_KEY = "subscribers.hash_key"
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Names:
    """What can be named in a description, as of one transaction."""

    channels: dict[str, Channel]
    kinds: ChannelKinds
    services: dict[str, int]
    doubtful: frozenset[str]
    groups: dict[str, int]
    incidents: dict[str, int]
    hash_key: str = field(repr=False)

    @classmethod
    def read(cls, unit: Unit, kinds: ChannelKinds) -> Self:
        """Everything there is now."""
        groups = {group.id: group.name for group in read_groups(unit)}
        services: dict[str, int] = {}
        doubtful: set[str] = set()
        for component in read_components(unit):
            if component.group_id is not None:
                services[f"{groups[component.group_id]}/{component.name}"] = component.id
            if component.name in services:
                doubtful.add(component.name)
            services.setdefault(component.name, component.id)
        return cls(
            {channel.name: channel for channel in read_channels(unit)},
            kinds,
            services,
            frozenset(doubtful),
            {name: number for number, name in groups.items()},
            {incident.public_id: incident.id for incident in read_unresolved(unit)},
            _hash_key(unit),
        )

    def channel(self, name: str) -> Channel:
        """The channel of that name. Raises RuleBroken where there is none."""
        found = self.channels.get(name)
        if found is None:
            known = ", ".join(self.channels) or "none yet; “apply” makes them"
            raise RuleBroken(f"There is no channel called “{name}”. Known: {known}.", "channel")
        return found

    def address(self, channel: Channel, text: str) -> tuple[str, str]:
        """The address as it is written to, and as it is compared."""
        kind = self.kinds.get(channel.kind)
        if kind is None:
            raise RuleBroken(
                f"This version knows no channels of the kind {channel.kind}.", "channel"
            )
        return kind.address(text)

    def hash_of(self, channel: Channel, key: str) -> str:
        """A keyed hash of an address, which tells nobody the address."""
        text = f"{channel.kind}\0{key}"
        return hmac.new(bytes.fromhex(self.hash_key), text.encode(), hashlib.sha256).hexdigest()

    def wishes(self, given: SubscriberInput) -> Wishes:
        """What was chosen, by ids. Raises RuleBroken with the field at fault."""
        if not _LANGUAGE.fullmatch(given.language):
            raise RuleBroken("Write the language like en or de.", field="language")
        until = frozenset[int]()
        if given.until_fixed:
            if given.until_fixed not in self.incidents:
                raise RuleBroken("No open incident has this id.", field="until_fixed")
            until = frozenset({self.incidents[given.until_fixed]})
        return Wishes(
            everything=not (given.services or given.groups or until),
            services=frozenset(self._service(name) for name in given.services),
            groups=frozenset(self._group(name) for name in given.groups),
            about=given.about,
            extent=given.extent,
            language=given.language,
            until_fixed=until,
        )

    def _service(self, name: str) -> int:
        if name in self.doubtful:
            raise RuleBroken(f"Several services are called {name}. Write Group/Name.", "services")
        if name not in self.services:
            raise RuleBroken(f"There is no service called “{name}”.", field="services")
        return self.services[name]

    def _group(self, name: str) -> int:
        if name not in self.groups:
            raise RuleBroken(f"There is no group called “{name}”.", field="groups")
        return self.groups[name]


def _hash_key(unit: Unit) -> str:
    """What addresses are hashed with; it is made once."""
    kept = read_settings(unit).get(HASH_KEY)
    if not isinstance(kept, str) or not kept:
        kept = chance.token_hex(32)
        write_setting(unit, HASH_KEY, kept)
    return kept
