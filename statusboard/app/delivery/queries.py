"""What the dispatcher asks of the outbox, and what the ledger shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.domain.channel import Channel
from statusboard.domain.delivery import Delivery
from statusboard.storage.channels import read_channels
from statusboard.storage.claims import next_due
from statusboard.storage.ledger import read_deliveries
from statusboard.storage.restored import read_restored
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

# When a person last said that what is pending shall be sent, in microseconds.
RELEASED = "delivery.released_us"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The channels, and in how many seconds each has something to send: `waits`, by its id.

    `held` says why nothing is sent until a person has seen what is pending; empty: it is.
    """

    channels: tuple[Channel, ...]
    waits: Mapping[int, float]
    held: str = ""


def outlook(unit: Unit, _given: None) -> Outlook:
    """What is to be sent, as of now."""
    due = next_due(unit)
    waits = {number: max(0.0, (at - unit.now).total_seconds()) for number, at in due.items()}
    return Outlook(read_channels(unit), waits, held_words(unit) if due else "")


def held_words(unit: Unit) -> str:
    """Why nothing is sent: what was restored knows nothing of what was sent since the copy."""
    restored = read_restored(unit)
    released_us = read_settings(unit).get(RELEASED)
    seen_us = released_us if isinstance(released_us, int) else 0
    if restored is None or restored.at_us <= seen_us:
        return ""
    return (
        "The database was brought back from a copy, and messages may have been sent since that it "
        "knows nothing of. Look at what is pending with “statusboard deliveries”, then send it "
        "with “statusboard deliveries --release”."
    )


def _channels(unit: Unit, _given: None) -> tuple[Channel, ...]:
    return read_channels(unit)


# The channels there are, in their order.
CHANNELS = query("channels")(_channels)
OUTLOOK = query("delivery.outlook")(outlook)


def _ledger(unit: Unit, given: int | None) -> tuple[Delivery, ...]:
    return read_deliveries(unit, limit=given)


# The newest deliveries, at most so many; None: all of them.
LEDGER = query("delivery.ledger")(_ledger)
