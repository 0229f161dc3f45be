"""What every channel is given to send, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one address.

    `subject` and `text` are plain; `html` is the whole document where the channel's form has one.
    `key` belongs to this message to this address for ever, at a retry too; `begins` is the key of
    the first one about the same incident, empty where this is the first.
    """

    address: str
    subject: str
    text: str
    key: str
    written_at: datetime
    html: str = ""
    begins: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it. `receipt` is what it said, in one line."""

    receipt: str


@dataclass(frozen=True, slots=True)
class Again:
    """It was not taken now; `after_s` is when the provider says to come back, if it does.

    `is_channel`: nothing is wrong with this address; no message would have been taken.
    """

    reason: str
    after_s: float | None = None
    is_channel: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken. `quarantines`: nothing will ever arrive at this address."""

    reason: str
    quarantines: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """It was given away, and nobody heard what became of it."""

    reason: str


Outcome = Sent | Again | Refused | Unclear


class Sender(Protocol):
    """Sends one message at a time. It never raises for what it meets."""

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What became of the message."""
