"""An address as somebody typed it to look for it: as each channel compares it."""

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.errors import RuleBroken
from statusboard.storage.channels import read_all_channels
from statusboard.storage.unit import Unit


def keys_of(unit: Unit, text: str) -> frozenset[str]:
    """What a whole address is compared as, on the channels that there ever were; maybe nothing.

    Somebody who looks for a number writes it as people do, and not as it is kept.
    """
    kinds = channel_kinds()
    found = set[str]()
    for channel in read_all_channels(unit) if text.strip() else ():
        kind = kinds.get(channel.kind)
        if kind is None:
            continue
        try:
            found.add(kind.key_on(text, channel.config))
        except RuleBroken:
            continue
    return frozenset(found)
