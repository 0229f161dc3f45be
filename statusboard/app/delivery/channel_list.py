"""The channels as people see them: what each is, whom it reaches, what was proved of it."""

from collections.abc import Iterable

from statusboard.app.delivery.channel_choices import shown
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.pace import limits_of
from statusboard.app.doorway import query
from statusboard.domain.channel import Channel
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.channels import ChannelView, Proof
from statusboard.errors import RuleBroken
from statusboard.storage.channels import read_channels
from statusboard.storage.proofs import read_proofs
from statusboard.storage.subscriber_pages import count_subscribers
from statusboard.storage.unit import Unit


def channel_named(channels: Iterable[Channel], name: str) -> Channel:
    """The channel of that name. Raises RuleBroken where there is none."""
    known = {channel.name: channel for channel in channels}
    if name not in known:
        names = ", ".join(known) or "none yet; “apply” makes them"
        raise RuleBroken(f"There is no channel called “{name}”. Known: {names}.", "channel")
    return known[name]


def _listed(unit: Unit, _given: None) -> tuple[ChannelView, ...]:
    kinds, people, proofs = channel_kinds(), count_subscribers(unit), read_proofs(unit)
    found = []
    for channel in read_channels(unit):
        proof = proofs[channel.id].proof if channel.id in proofs else Proof()
        count = people.get((channel.id, SubscriberState.ACTIVE), 0)
        found.append(_view(channel, kinds, count, proof))
    return tuple(found)


def _view(channel: Channel, kinds: ChannelKinds, people: int, proof: Proof) -> ChannelView:
    kind = kinds.get(channel.kind)
    if kind is None:
        return ChannelView(
            channel.id, channel.name, channel.kind, people=people, is_known=False, proof=proof
        )
    config = shown(kind, channel.config)
    limits = limits_of(channel, kinds)
    return ChannelView(
        id=channel.id,
        name=channel.name,
        kind=channel.kind,
        label=kind.label,
        described=kind.describe(config),
        people=people,
        per_second=limits.per_second,
        at_once=limits.at_once,
        address_label=kind.address_label,
        address_example=kind.address_example,
        proof=proof,
    )


# Every channel there is, in order.
CHANNEL_LIST = query("channel.list")(_listed)
