"""Who of an inside list is told what goes to it, and who is not, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.app.delivery.announce import takes_news
from statusboard.app.delivery.kinds import ChannelKinds
from statusboard.domain.channel import Channel
from statusboard.domain.inside_list import InsideList
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.channels import read_channels
from statusboard.storage.handovers import Member, members_of
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Readers:
    """Of one list: who is told, each with their channel, and in words who is not."""

    told: tuple[tuple[Member, Channel], ...]
    left_out: str


def readers_of(unit: Unit, inside: InsideList, kinds: ChannelKinds) -> Readers:
    """The people of a list as of now."""
    channels = {one.id: one for one in read_channels(unit)}
    told, untold, programs = [], 0, 0
    for member in members_of(unit, inside.id):
        channel = channels[member.channel_id]
        if member.state is not SubscriberState.ACTIVE or channel.kind not in kinds:
            untold += 1
        elif not takes_news(kinds[channel.kind]):
            programs += 1
        else:
            told.append((member, channel))
    words = []
    if untold:
        words.append(f"{_many(untold, 'address')} told nothing now")
    if programs:
        words.append(f"{_many(programs, 'address')} of a program, which cannot read a page")
    return Readers(tuple(told), "; ".join(words))


def counted(told: Sequence[tuple[Member, Channel]]) -> tuple[tuple[str, int], ...]:
    """How many there are by each channel, in the order in which those come."""
    return tuple(Counter(channel.name for _, channel in told).items())


def _many(count: int, noun: str) -> str:
    return f"1 {noun} is" if count == 1 else f"{count:,} {noun}es are"
