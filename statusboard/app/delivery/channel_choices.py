"""Brings channels to what a file or a form says, touching only what differs."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.delivery.demo_walls import is_demo, refuse_to_lead_out
from statusboard.app.delivery.inputs import ApplyChannels, ChannelInput, SaveChannel
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.queries import CHANNELS as ALL_CHANNELS
from statusboard.app.doorway import Doorway
from statusboard.app.services.rules import plain_config
from statusboard.app.services.secrets import masked, plain_only, refuse_references, turned, unmasked
from statusboard.app.services.stowing import CHANNELS, Stowing
from statusboard.catalog.declaration import ChannelKind, kind_of
from statusboard.catalog.fields import faults
from statusboard.domain.channel import Channel
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel, read_channels, remove_channel, update_channel
from statusboard.storage.unit import Unit

# What the fields are called, or end with, that say to whom a secret is given.
_PLACE = frozenset({"host", "port", "url", "security"})


def described(channel: Channel | ChannelInput, kinds: ChannelKinds) -> str:
    """What a channel is, in one line for people; it never fails, whatever version stored it."""
    kind = kinds.get(channel.kind)
    if kind is None:
        return f"{channel.name} ({channel.kind})"
    return f"{channel.name} ({kind.describe(shown(kind, channel.config))})"


def stow_channels(
    doorway: Doorway,
    given: tuple[ChannelInput, ...],
    channels: tuple[Channel, ...],
    kinds: ChannelKinds,
) -> tuple[ChannelInput, ...]:
    """The channels with references in the place of their secrets, which are kept by then."""
    known = {channel.name: channel for channel in channels}
    stowed = []
    for channel in given:
        kind = kind_of(channel.kind, kinds, noun="channel")
        refuse_references(channel.config)
        before = known.get(channel.name)
        stored = before.config if before is not None and before.kind == channel.kind else {}
        config = settled(kind, channel.config, stored)
        stowing = Stowing(doorway, CHANNELS, allow_file=channel.allow_file)
        turn = plain_only(stowing.turn)
        stowed.append(ChannelInput(channel.name, channel.kind, turned(kind, config, turn)))
    return tuple(stowed)


def stow_channel(doorway: Doorway, given: SaveChannel) -> SaveChannel:
    """The channel with references in the place of its secrets, which are kept by then.

    Raises RuleBroken with the field at fault, before any secret is kept.
    """
    channel = replace(given.channel, name=given.channel.name.strip())
    known = doorway.ask(ALL_CHANNELS, None)
    _refuse_name(channel, known, is_new=given.is_new)
    kinds = channel_kinds()
    refused = faults(kind_of(channel.kind, kinds, noun="channel").fields, channel.config)
    if refused:
        raise refused[0]
    (stowed,) = stow_channels(doorway, (channel,), known, kinds)
    return replace(given, channel=stowed)


def save_one(unit: Unit, given: SaveChannel, kinds: ChannelKinds) -> list[str]:
    """What changed, in words; nothing where the channel is so already."""
    _refuse_name(given.channel, read_channels(unit), is_new=given.is_new)
    return bring_channels(unit, ApplyChannels((given.channel,)), kinds)


def _refuse_name(channel: ChannelInput, known: tuple[Channel, ...], *, is_new: bool) -> None:
    if not channel.name:
        raise RuleBroken("Give the channel a name.", field="name")
    is_there = any(one.name == channel.name for one in known)
    if is_new and is_there:
        sentence = f"There is a channel called {channel.name} already. Choose another name."
        raise RuleBroken(sentence, field="name")
    if not is_new and not is_there:
        raise RuleBroken(f"The channel {channel.name} is gone: somebody has removed it.")


def settled(
    kind: ChannelKind, config: Mapping[str, object], stored: Mapping[str, object]
) -> dict[str, object]:
    """The configuration as it is kept. Raises RuleBroken with the field at fault.

    A mask stands for what is stored only while the server is the same: no other one gets it.
    """
    plain = plain_config(kind, config)
    places = [spec.name for spec in kind.fields if spec.name.rpartition("_")[2] in _PLACE]
    same = all(plain.get(name) == stored.get(name) for name in places)
    return unmasked(kind, plain, stored if same else {})


def bring_channels(unit: Unit, given: ApplyChannels, kinds: ChannelKinds) -> list[str]:
    """What changed, one line each. Raises RuleBroken with the field at fault."""
    if is_demo(unit):
        for channel in given.channels:
            refuse_to_lead_out(kind_of(channel.kind, kinds, noun="channel"), channel.config)
    before = {channel.name: channel for channel in read_channels(unit)}
    lines = []
    for channel in given.channels:
        known = before.get(channel.name)
        if known is None:
            add_channel(unit, name=channel.name, kind=channel.kind, config=channel.config)
            lines.append(f"added channel {described(channel, kinds)}")
        elif known.kind != channel.kind:
            words = f"The channel {channel.name} is of the kind {known.kind}."
            sentence = f"{words} Choose another name for the new one."
            raise RuleBroken(sentence, field="name")
        elif dict(known.config) != dict(channel.config):
            update_channel(unit, known.id, config=channel.config)
            lines.append(f"changed channel {described(channel, kinds)}")
    named = {channel.name for channel in given.channels}
    if given.prune and named:
        # One of a kind that a newer version knows no file of this one could have named.
        known_kinds = (name for name, one in before.items() if one.kind in kinds)
        for name in sorted(set(known_kinds) - named):
            remove_channel(unit, before[name].id)
            lines.append(f"removed channel {described(before[name], kinds)}")
    return lines


def shown(kind: ChannelKind, config: Mapping[str, object]) -> dict[str, object]:
    """The configuration as it may be shown: with every default, and masks for secrets."""
    defaults = {spec.name: spec.default for spec in kind.fields}
    return defaults | masked(kind, config)
