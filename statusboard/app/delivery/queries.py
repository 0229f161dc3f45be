"""What the dispatcher asks of the outbox, and what the ledger shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.shown_addresses import is_secret, shown_address
from statusboard.app.doorway import query
from statusboard.domain.access import Permission
from statusboard.domain.channel import Channel
from statusboard.domain.delivery import Delivery
from statusboard.storage.channels import read_channels
from statusboard.storage.dispatches import newest
from statusboard.storage.due import next_due
from statusboard.storage.ledger_pages import LedgerFilter, read_page
from statusboard.storage.orphaned_claims import read_claimers
from statusboard.storage.restored import read_restored
from statusboard.storage.settings import read_settings
from statusboard.storage.troubles import read_troubles
from statusboard.storage.unit import Unit
from statusboard.storage.whereabouts import is_elsewhere, is_new_here

# When a person last said that what is pending shall be sent, in microseconds.
RELEASED = "delivery.released_us"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The channels, and in how many seconds each has something to send: `waits`, by its id.

    `troubled` are those that took nothing the last time. `newest` is the update that was given to
    the outbox last, 0 before the first. `held` says why nothing is sent until a
    person has seen what is pending; empty: it is. `is_new_here`: the database is to be told where
    it is at home.
    """

    channels: tuple[Channel, ...]
    waits: Mapping[int, float]
    held: str = ""
    troubled: frozenset[int] = frozenset()
    is_new_here: bool = False
    newest: int = 0


def outlook(unit: Unit, _given: None) -> Outlook:
    """What is to be sent, as of now."""
    troubles = read_troubles(unit)
    due = next_due(unit)
    for number, trouble in troubles.items():
        if number in due:
            due[number] = max(due[number], trouble.until)
    waits = {number: max(0.0, (at - unit.now).total_seconds()) for number, at in due.items()}
    held = held_words(unit) if due else ""
    new = not held and is_new_here(unit)
    return Outlook(
        read_channels(unit), waits, held, frozenset(troubles), is_new_here=new, newest=newest(unit)
    )


def _claimers(unit: Unit, _given: None) -> frozenset[str]:
    return read_claimers(unit)


# The dispatchers that have rows to send, by name.
CLAIMERS = query("delivery.claimers")(_claimers)


def held_words(unit: Unit) -> str:
    """Why nothing is sent: such a database knows nothing of what was sent by the one it is of."""
    restored = read_restored(unit)
    released_us = read_settings(unit).get(RELEASED)
    seen_us = released_us if isinstance(released_us, int) else 0
    if restored is not None and restored.at_us > seen_us:
        return f"The database was brought back from a copy, and {_HELD}"
    if is_elsewhere(unit):
        return f"The database was moved or copied here, or a standby took over, and {_HELD}"
    return ""


_HELD = (
    "messages may have been sent since that it knows nothing of. Look at what is pending with "
    "“statusboard deliveries”, then send it with “statusboard deliveries --release”."
)


def _channels(unit: Unit, _given: None) -> tuple[Channel, ...]:
    return read_channels(unit)


# The channels there are, in their order.
CHANNELS = query("channels")(_channels)
OUTLOOK = query("delivery.outlook")(outlook)


def _ledger(unit: Unit, given: int | None) -> tuple[Delivery, ...]:
    kinds = channel_kinds()
    return tuple(
        replace(one.delivery, address=shown_address(kinds, one.kind, one.delivery.address))
        if is_secret(kinds, one.kind)
        else one.delivery
        for one in read_page(unit, LedgerFilter(), limit=given)
    )


# The newest deliveries, at most so many; None: all of them. An address that lets one write there
# is as others may see it.
LEDGER = query("delivery.ledger", Permission.WRITE)(_ledger)
