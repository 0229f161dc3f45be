"""Everywhere that one address may be kept: on each channel as that channel compares addresses."""

from dataclasses import dataclass

from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.subscribers.inputs import Address
from statusboard.app.subscribers.rules import address_hash
from statusboard.domain.channel import Channel
from statusboard.errors import RuleBroken
from statusboard.storage.channels import read_all_channels
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, the key that the address would have there, and the hash that suppresses it."""

    channel_id: int
    kind: str
    key: str
    hash: str


def places_of(unit: Unit, given: Address, *, hash_key: str) -> tuple[Place, ...]:
    """Where the address may be kept; without a channel's name, on all that there ever were.

    Without a key to hash with there are no hashes.

    Raises RuleBroken where no channel has that name, or the one that is named knows no such
    address.
    """
    kinds = channel_kinds()
    channels = read_all_channels(unit)
    if given.channel:
        channels = tuple(one for one in channels if one.name == given.channel)
        if not channels:
            raise RuleBroken(f"There is no channel called “{given.channel}”.", field="channel")
    found = []
    for channel in channels:
        key = _key(kinds, channel, given.address, is_named=bool(given.channel))
        hashed = address_hash(hash_key, channel.kind, key) if hash_key else ""
        found.append(Place(channel.id, channel.kind, key, hashed))
    return tuple(found)


def _key(kinds: ChannelKinds, channel: Channel, text: str, *, is_named: bool) -> str:
    plain = text.strip().casefold()
    known = kinds.get(channel.kind)
    if known is None:
        return plain
    try:
        return known.key_on(text, channel.config)
    except RuleBroken:
        if is_named:
            raise
        return plain
