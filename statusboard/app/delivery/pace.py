"""How fast the provider of a channel takes messages, as far as its kind tells."""

from statusboard.app.delivery.kinds import ChannelKinds
from statusboard.catalog.declaration import Limits
from statusboard.catalog.fields import validate
from statusboard.domain.channel import Channel, seconds_for
from statusboard.errors import RuleBroken

# Of a kind or a configuration that nobody can read: one message after the other.
SLOWEST = Limits(per_second=1.0, at_once=1)


def limits_of(channel: Channel, kinds: ChannelKinds) -> Limits:
    """What the provider of the channel takes."""
    kind = kinds.get(channel.kind)
    if kind is None:
        return SLOWEST
    try:
        return kind.limits(validate(kind.fields, channel.config))
    except RuleBroken:
        return SLOWEST


def seconds_at(limits: Limits, messages: int) -> float:
    """In about how many seconds so many messages are gone."""
    return seconds_for(messages, per_second=limits.per_second, at_once=limits.at_once)
