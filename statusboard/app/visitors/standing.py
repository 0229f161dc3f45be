"""How somebody is told now, as their own link shows it."""

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.visitors.links import Owner
from statusboard.app.visitors.rules import Choice, Wish, recognisable
from statusboard.app.visitors.ways import Ways
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.visiting import Standing
from statusboard.storage.channels import read_all_channels
from statusboard.storage.confirmations import Confirmation
from statusboard.storage.unit import Unit


def standing_of(unit: Unit, ways: Ways, choice: Choice, owner: Owner) -> Standing:
    """The standing of a subscriber, also on a channel that is there no more."""
    one = owner.subscriber
    channels = {channel.id: channel for channel in read_all_channels(unit)}
    channel = channels[one.channel_id]
    kind = channel_kinds().get(channel.kind)
    return Standing(
        channel_label=channel.kind if kind is None else ways.label(channel, kind),
        address="" if kind is None else recognisable(kind, one.address),
        is_active=one.state is SubscriberState.ACTIVE,
        wanted=choice.wanted(one.wishes),
        awaiting=choice.awaited(one.wishes),
        is_passing=one.wishes.is_passing,
    )


def waiting_standing(ways: Ways, choice: Choice, asked: Confirmation, wish: Wish) -> Standing:
    """What a wish would come to, once it is confirmed. Raises RuleBroken where it no longer can."""
    channel, kind = ways.channel_of(asked.channel_id)
    wishes = choice.wishes(wish)
    return Standing(
        channel_label=ways.label(channel, kind),
        address=recognisable(kind, asked.address),
        is_active=False,
        wanted=choice.wanted(wishes),
        awaiting=choice.awaited(wishes),
        until=asked.ends_at,
        is_passing=wishes.is_passing,
    )
