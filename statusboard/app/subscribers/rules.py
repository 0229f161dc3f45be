"""What a description of a subscriber means: the channel, the address, the services."""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from statusboard.app.delivery.kinds import ChannelKinds
from statusboard.app.delivery.own_secret import known_secret
from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.channel import Channel
from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.languages import LANGUAGES, base_of
from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.channels import read_channels
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.joined import read_joined
from statusboard.storage.pages import read_pages
from statusboard.storage.unit import Unit

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
    lists: dict[str, int]
    pages: dict[str, int]
    hash_key: str = field(repr=False)

    @classmethod
    def read(cls, unit: Unit, kinds: ChannelKinds) -> Self:
        """Everything there is now."""
        groups = read_groups(unit)
        components = read_components(unit)
        named = {name: number for number, name in full_names(components, groups).items()}
        often = Counter(component.name for component in components)
        short = {one.name: one.id for one in components if often[one.name] == 1}
        return cls(
            {channel.name: channel for channel in read_channels(unit)},
            kinds,
            short | named,
            frozenset(name for name, times in often.items() if times > 1) - named.keys(),
            {group.name: group.id for group in groups},
            _open_incidents(unit),
            {one.name: one.id for one in read_lists(unit)},
            {one.key: one.id for one in read_pages(unit)},
            known_secret(unit),
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
        return self._kind(channel).address_on(text, channel.config)

    def key_of(self, channel: Channel, text: str) -> str:
        """An address as it is compared, also one that the channel would take no more."""
        return self._kind(channel).key_on(text, channel.config)

    def _kind(self, channel: Channel) -> ChannelKind:
        kind = self.kinds.get(channel.kind)
        if kind is None:
            raise RuleBroken(
                f"This version knows no channels of the kind {channel.kind}.", "channel"
            )
        return kind

    def hash_of(self, channel: Channel, key: str) -> str:
        """The hash of an address that wants nothing; empty where no address ever was hashed."""
        return address_hash(self.hash_key, channel.kind, key) if self.hash_key else ""

    def inside_list(self, name: str) -> int | None:
        """The list of that name, None for no name. Raises RuleBroken where there is none."""
        if name and name not in self.lists:
            known = ", ".join(self.lists) or "none yet; “apply” makes them"
            raise RuleBroken(f"There is no list called “{name}”. Known: {known}.", "inside_list")
        return self.lists.get(name)

    def page(self, given: SubscriberInput) -> int:
        """The page that tells it: people inside are told by all. RuleBroken where there is none."""
        if not given.page or given.inside_list:
            return MAIN
        if given.page not in self.pages:
            known = ", ".join(self.pages)
            raise RuleBroken(f"There is no page called “{given.page}”. Known: {known}.", "page")
        return self.pages[given.page]

    def wishes(self, given: SubscriberInput) -> Wishes:
        """What was chosen, by ids. Raises RuleBroken with the field at fault."""
        spoken = given.language
        if not _LANGUAGE.fullmatch(spoken) or base_of(spoken) not in LANGUAGES:
            sentence = f"Messages are written in {', '.join(LANGUAGES)}. Choose one of these."
            raise RuleBroken(sentence, field="language")
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


def _open_incidents(unit: Unit) -> dict[str, int]:
    """What can be waited for; what is told in another incident is waited for there."""
    known = {incident.public_id: incident.id for incident in read_unresolved(unit)}
    joined = read_joined(unit)
    return known | {old: known[new] for old, new in joined.items() if new in known}


def full_names(components: Iterable[Component], groups: Iterable[ComponentGroup]) -> dict[int, str]:
    """What services are called where no two may be called the same: `Group/Name`, by id.

    One without a group is called by its name alone.
    """
    headings = {group.id: f"{group.name}/" for group in groups}
    return {one.id: f"{headings.get(one.group_id or 0, '')}{one.name}" for one in components}


def address_hash(hash_key: str, kind: str, key: str) -> str:
    """The hash that stands for an address on a kind of channel, for whoever wants nothing."""
    text = f"{kind}\0{key}"
    return hmac.new(bytes.fromhex(hash_key), text.encode(), hashlib.sha256).hexdigest()
