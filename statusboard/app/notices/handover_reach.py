"""Who gets a handover: the people of inside lists, and nobody else; and what became of it."""

from dataclasses import replace

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.list_readers import counted, readers_of
from statusboard.app.delivery.shown_addresses import is_secret, shown_address
from statusboard.app.doorway import query
from statusboard.domain.access import Permission
from statusboard.domain.views.handover import HandoverReach, SentHandover
from statusboard.storage.channels import read_all_channels
from statusboard.storage.handovers import read_handovers
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.unit import Unit

# The last few are what somebody looks for.
SHOWN = 10


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


# The inside lists, with how many of each a handover reaches: no addresses.
HANDOVER_REACH = query("handover.reach")(_reach)
# The last handovers that were sent, at most so many, with what became of each message.
HANDOVERS_SENT = query("handover.sent", Permission.WRITE)(_sent)
