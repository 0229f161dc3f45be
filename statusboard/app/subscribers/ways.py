"""By which channels somebody can be told, as one who asks for an address has to know them."""

from dataclasses import dataclass

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import query
from statusboard.storage.channels import read_channels
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Way:
    """A channel by its name; `label` is its kind's, `address_label` what its addresses are."""

    channel: str
    label: str
    address_label: str
    address_example: str = ""


def _ways(unit: Unit, _given: None) -> tuple[Way, ...]:
    kinds = channel_kinds()
    return tuple(
        Way(channel.name, kind.label, kind.address_label, kind.address_example)
        for channel in read_channels(unit)
        if (kind := kinds.get(channel.kind)) is not None
    )


# The channels of the kinds that this version knows, in their order.
WAYS = query("subscribers.ways")(_ways)
