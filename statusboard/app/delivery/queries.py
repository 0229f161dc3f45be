"""What the dispatcher asks of the outbox, and what the ledger shows."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.domain.channel import Channel
from statusboard.domain.delivery import Delivery
from statusboard.storage.channels import read_channels
from statusboard.storage.claims import next_due
from statusboard.storage.ledger import read_deliveries
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Outlook:
    """The channels, and when there is something to send: in `wait_s`; None for nothing at all."""

    channels: tuple[Channel, ...]
    wait_s: float | None

    @property
    def is_due(self) -> bool:
        """Whether something may be sent now."""
        return self.wait_s == 0.0


def outlook(unit: Unit, _given: None) -> Outlook:
    """What is to be sent, as of now."""
    due = next_due(unit)
    wait_s = None if due is None else max(0.0, (due - unit.now).total_seconds())
    return Outlook(read_channels(unit), wait_s)


def _channels(unit: Unit, _given: None) -> tuple[Channel, ...]:
    return read_channels(unit)


# The channels there are, in their order.
CHANNELS = query("channels")(_channels)
OUTLOOK = query("delivery.outlook")(outlook)


def _ledger(unit: Unit, given: int | None) -> tuple[Delivery, ...]:
    return read_deliveries(unit, limit=given)


# The newest deliveries, at most so many; None: all of them.
LEDGER = query("delivery.ledger")(_ledger)
