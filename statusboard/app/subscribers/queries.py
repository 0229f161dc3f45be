"""Subscribers as they are listed, paged through, exported, and shown to themselves."""

from dataclasses import dataclass
from typing import Self

from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.own_secret import known_secret
from statusboard.app.delivery.shown_addresses import is_secret, shown_address
from statusboard.app.delivery.typed_addresses import keys_of
from statusboard.app.doorway import query
from statusboard.app.page.page_rules import page_called
from statusboard.app.settings import page_names, page_zone
from statusboard.app.subscribers.addresses import places_of
from statusboard.app.subscribers.inputs import Address, PeopleAsk
from statusboard.app.subscribers.rules import full_names
from statusboard.app.subscribers.words import wishes_in_words
from statusboard.domain.access import Permission
from statusboard.domain.channel import Channel
from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.domain.views.people import KeptOfAddress, PeopleView, SubscriberRow
from statusboard.errors import RuleBroken
from statusboard.storage import kept
from statusboard.storage.channels import read_all_channels, read_channels
from statusboard.storage.components import read_components
from statusboard.storage.confirmations import when_asked
from statusboard.storage.groups import read_groups
from statusboard.storage.incidents import read_awaited
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.pages import read_pages, removed_keys
from statusboard.storage.subscriber_pages import (
    PeopleFilter,
    count_people,
    count_subscribers,
    every_subscriber,
    read_page,
)
from statusboard.storage.subscribers import read_subscribers
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Labels:
    """What the ids in subscribers are called, as of one picture of the database."""

    channels: dict[int, Channel]
    kinds: ChannelKinds
    services: dict[int, str]
    groups: dict[int, str]
    incidents: dict[int, str]
    lists: dict[int, str]
    pages: dict[int, str]
    gone: dict[int, str]

    @classmethod
    def read(cls, unit: Unit) -> Self:
        """Everything that can be named, channels that are gone included."""
        groups = read_groups(unit)
        return cls(
            {channel.id: channel for channel in read_all_channels(unit)},
            channel_kinds(),
            full_names(read_components(unit), groups),
            {group.id: group.name for group in groups},
            read_awaited(unit),
            {one.id: one.name for one in read_lists(unit)},
            *_pages(unit),
        )

    def row(self, one: Subscriber) -> SubscriberRow:
        """A subscriber with its names; what is gone is left out."""
        wishes, channel = one.wishes, self.channels[one.channel_id]
        services = _named(self.services, wishes.services)
        groups = _named(self.groups, wishes.groups)
        waits_for = _named(self.incidents, wishes.until_fixed)
        return SubscriberRow(
            one,
            channel.name,
            services,
            groups,
            waits_for,
            self.lists.get(one.list_id or 0, ""),
            wishes=wishes_in_words(wishes, services, groups, waits_for),
            address=shown_address(self.kinds, channel.kind, one.address),
            is_secret=is_secret(self.kinds, channel.kind),
            page="" if one.list_id else (self.pages | self.gone).get(one.page_id, ""),
            is_page_gone=not one.list_id and one.page_id in self.gone,
        )


def _pages(unit: Unit) -> tuple[dict[int, str], dict[int, str]]:
    """The keys of the pages there are, and of those removed."""
    return {page.id: page.key for page in read_pages(unit)}, removed_keys(unit)


def _named(names: dict[int, str], ids: frozenset[int]) -> tuple[str, ...]:
    return tuple(sorted(names[number] for number in ids if number in names))


def _listed(unit: Unit, search: str) -> tuple[SubscriberRow, ...]:
    labels = Labels.read(unit)
    there = {channel.id for channel in read_channels(unit)}
    keys = keys_of(unit, search)
    found = read_subscribers(unit, search=search, keys=keys) if search else every_subscriber(unit)
    return tuple(labels.row(one) for one in found if one.channel_id in there)


def _people(unit: Unit, given: PeopleAsk) -> PeopleView:
    labels = Labels.read(unit)
    channel_id = None
    if given.channel:
        channel_id = next(
            (n for n, one in labels.channels.items() if one.name == given.channel), None
        )
        if channel_id is None:
            raise RuleBroken(f"There is no channel called “{given.channel}”.", field="channel")
    keys = keys_of(unit, given.search)
    page_id = page_called(unit, given.page).id if given.page else None
    wanted = PeopleFilter(given.search, channel_id, given.state, given.list_id, keys, page_id)
    found = read_page(unit, wanted, before_id=given.before, limit=given.limit + 1)
    page = found[: given.limit]
    counts: dict[str, dict[SubscriberState, int]] = {
        channel.name: {} for channel in read_channels(unit)
    }
    for (number, state), count in count_subscribers(
        unit, list_id=given.list_id, page_id=page_id
    ).items():
        counts.setdefault(labels.channels[number].name, {})[state] = count
    return PeopleView(
        tuple(labels.row(one) for one in page),
        count_people(unit, wanted),
        page[-1].id if len(found) > given.limit else None,
        counts,
        unit.now,
        page_zone(unit),
        read_lists(unit),
        pages=page_names(unit) if len(labels.pages) > 1 else (),
    )


def _kept(unit: Unit, given: Address) -> KeptOfAddress:
    places = places_of(unit, given, hash_key=known_secret(unit))
    keys = {(place.channel_id, place.key) for place in places}
    labels = Labels.read(unit)
    found = kept.subscribers_with(unit, keys)
    ids = [one.id for one in found]
    labels_by_hash = {
        place.hash: labels.kinds[place.kind].label if place.kind in labels.kinds else place.kind
        for place in places
        if place.hash
    }
    return KeptOfAddress(
        given.address.strip(),
        tuple(labels.row(one) for one in found),
        kept.deliveries_to(unit, keys, ids),
        kept.suppressions(unit, labels_by_hash),
        kept.acts_about(unit, ids),
        when_asked(unit, keys),
    )


# Those whose address holds the given text, by when they came; all of them where it is empty.
SUBSCRIBERS = query("subscribers", Permission.WRITE)(_listed)
# One page of those who fit, for the people's screen.
PEOPLE = query("subscribers.people", Permission.WRITE)(_people)
# Everything that is kept of an address; without a channel's name, on all of them.
KEPT = query("subscribers.kept", Permission.WRITE)(_kept)
