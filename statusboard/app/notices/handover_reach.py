"""Who gets a handover: the people of inside lists, and nobody else; and what became of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from statusboard.app.delivery.announce import takes_news
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.shown_addresses import is_secret, shown_address
from statusboard.app.doorway import query
from statusboard.domain.access import Permission
from statusboard.domain.channel import Channel
from statusboard.domain.inside_list import InsideList
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.handover import HandoverReach, SentHandover
from statusboard.storage.channels import read_all_channels, read_channels
from statusboard.storage.handovers import Member, members_of, read_handovers
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.unit import Unit

# The last few are what somebody looks for.
SHOWN = 10


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


def _reach(unit: Unit, _given: None) -> tuple[HandoverReach, ...]:
    kinds = channel_kinds()
    reaches = []
    for inside in read_lists(unit):
        found = readers_of(unit, inside, kinds)
        reaches.append(HandoverReach(inside.name, counted(found.told), found.left_out))
    return tuple(reaches)


def _sent(unit: Unit, most: int | None) -> tuple[SentHandover, ...]:
    kinds = channel_kinds()
    kind_of = {one.name: one.kind for one in read_all_channels(unit)}

    def shown(channel: str, address: str) -> str:
        kind = kind_of[channel]
        return shown_address(kinds, kind, address) if is_secret(kinds, kind) else address

    return tuple(
        replace(
            one,
            messages=tuple(
                replace(each, address=shown(each.channel, each.address)) for each in one.messages
            ),
        )
        for one in read_handovers(unit, most=most or SHOWN)
    )


def _many(count: int, noun: str) -> str:
    return f"1 {noun} is" if count == 1 else f"{count:,} {noun}es are"


# The inside lists, with how many of each a handover reaches: no addresses.
HANDOVER_REACH = query("handover.reach")(_reach)
# The last handovers that were sent, at most so many, with what became of each message.
HANDOVERS_SENT = query("handover.sent", Permission.WRITE)(_sent)
