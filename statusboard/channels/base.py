"""What every channel is given to send, what it answers, and what it shows of itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec
from msgspec.structs import replace

from statusboard.domain import proof
from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.personal_links import PLACE
from statusboard.domain.views.message import UpdateMessage


class Outgoing(msgspec.Struct, frozen=True):
    """One message to one address.

    `subject` and `text` are plain; `html` is the whole document where the channel's form has one.
    `key` belongs to this message to this address for ever, at a retry too; `begins` is the key of
    the first one about the same incident, empty where this is the first. `update` is what the
    texts were made from, for forms that are written for programs; None for a message that is about
    no update, such as a test. `missed` are the words of earlier updates that never arrived, newest
    first; `text` and `html` hold them already. `tries` is how often it was tried before: then it
    may have been taken, and nobody heard. `tried_at` is when this try is made, for readers that
    refuse what was signed long ago; None where that is when it was written. `token` is that of the
    reader's personal link, and `server` the public address that it leads to, empty where there is
    none; in a mail the token is still to be put in its place. `to_confirm` is the link by which the
    address confirms that it wants messages, where this one asks for that. `file` goes along with it
    on a channel that takes files, and on no other. `follow` are the words of a link to the page, in
    the reader's language.
    """

    address: str
    subject: str
    text: str
    key: str
    written_at: datetime
    html: str = ""
    begins: str = ""
    language: str = "en"
    update: UpdateMessage | None = None
    missed: tuple[str, ...] = ()
    tries: int = 0
    tried_at: datetime | None = None
    token: str = ""
    server: str = ""
    to_confirm: str = ""
    file: AttachedFile | None = None
    follow: str = ""

    def __repr__(self) -> str:
        """Without its words and its links, for logs."""
        return f"Outgoing(address={self.address!r}, subject={self.subject!r}, key={self.key!r})"

    @property
    def filled(self) -> "Outgoing":
        """The message as its reader gets it, with the token in its place."""
        text, html = self.text.replace(PLACE, self.token), self.html.replace(PLACE, self.token)
        return replace(self, text=text, html=html)


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
    """It will never be taken. `quarantines`: nothing will ever arrive at this address.

    `is_too_large`: less of it would be taken, such as the message without its file.
    """

    reason: str
    quarantines: bool = False
    is_too_large: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """It was given away, and nobody heard what became of it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """Word that came later: a message that was taken did not arrive, or not yet.

    `key` is that of the message, where the word quotes it, and `address` whom it was for. Not
    `is_final`: it is still tried. `quarantines`: nothing will ever arrive at this address.
    """

    key: str
    address: str
    is_final: bool
    quarantines: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a provider that was asked says later of a message that it took, in `words`.

    Not `is_final`: it is on its way. `is_lost`: it did not arrive; `quarantines`: nothing ever
    will at this address.
    """

    words: str
    is_final: bool = True
    is_lost: bool = False
    quarantines: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """Something unread in the mailbox of a channel, by the name that it has there."""

    name: str
    content: bytes


Outcome = Sent | Again | Refused | Unclear


class Sender(Protocol):
    """Sends one message at a time. It never raises for what it meets."""

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What became of the message."""


# How a step went; screens know it too, and so it is the domain's.
Standing = proof.Standing


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof, done for real: `title` says what was found, `detail` the evidence.

    `good_until`: when what `detail` ends with, such as a certificate, is good no more. For how
    many days that is, is added by whoever has a clock.
    """

    title: str
    standing: Standing
    detail: str = ""
    good_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as its reader sees it. `form` is `text`, `html` or `json`.

    `parts` is what the provider counts and bills, where it does. `notes` say in words what a writer
    should know, such as which character makes a text message longer.
    """

    form: str
    content: str
    parts: int = 1
    notes: tuple[str, ...] = ()
