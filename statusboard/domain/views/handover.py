"""Who gets a handover, and what became of one that was sent."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.delivery import DeliveryState


@dataclass(frozen=True, slots=True)
class HandoverReach:
    """One inside list: how many of it get a handover by which channel.

    `left_out` says in words who of the list gets none, and why; empty where everybody does.
    """

    name: str
    channels: tuple[tuple[str, int], ...] = ()
    left_out: str = ""

    @property
    def count(self) -> int:
        """How many get it."""
        return sum(count for _, count in self.channels)


@dataclass(frozen=True, slots=True)
class HandoverMessage:
    """A handover on its way to one address, as people see it. `at`: when it became so."""

    id: int
    channel: str
    address: str
    state: DeliveryState
    at: datetime
    receipt: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SentHandover:
    """A handover that somebody sent to a list, with what became of each message."""

    id: int
    list_name: str
    by: str
    sent_at: datetime
    messages: tuple[HandoverMessage, ...]

    def count(self, *states: DeliveryState) -> int:
        """How many of its messages are in one of these states."""
        return sum(one.state in states for one in self.messages)
