"""What the verbs about subscribers are given and answer. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.subscriber import About, Extent


@dataclass(frozen=True, slots=True)
class SubscriberInput:
    """One subscriber as a person describes it.

    `services` and `groups` are names (`Group/Name`, or `Name` where no other has it); neither:
    everything. `until_fixed` is the public id of an incident whose end alone is told. `vouched`
    is why somebody vouches for consent; empty leaves the address unconfirmed.
    """

    channel: str
    address: str
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    about: About = About.BOTH
    extent: Extent = Extent.EVERY
    language: str = "en"
    until_fixed: str = ""
    vouched: str = ""


@dataclass(frozen=True, slots=True)
class ImportSubscribers:
    """Many at once, in the order of their lines; with `dry`, nothing is written."""

    rows: tuple[tuple[int, SubscriberInput], ...]
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were added and changed, and each bad line with what is wrong there."""

    added: int
    changed: int
    bad: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """An address on a channel, by the channel's name."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The subscriber, and whether it was new."""

    subscriber_id: int
    is_new: bool
