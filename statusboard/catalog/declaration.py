"""What a plug-in file exposes: one declaration."""

import difflib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from statusboard.catalog.fields import Example, FieldSpec
from statusboard.catalog.hearing import BounceReading, ReplyReading
from statusboard.catalog.telling import Telling
from statusboard.domain.channel import Price
from statusboard.domain.manner import Manner
from statusboard.domain.received import Listening, Report, Standing
from statusboard.domain.result import Answer
from statusboard.domain.target import PageLinks
from statusboard.errors import RuleBroken

Config = Mapping[str, object]
# Its second argument is a `ProbeContext` (probes/base.py), of which this floor knows nothing.
Probe = Callable[[Config, Any], Awaitable[Answer]]
# Takes a `Site` and answers a `Receipt` (targets/base.py), of which this floor knows nothing.
Put = Callable[[Config, Any], Any]

# Opens what sends: an async context manager of a `Sender` (channels/base.py).
OpenSender = Callable[[Config], Any]
# Does each step for real: an async iterator of `Step` (channels/base.py). It sends nothing.
Prove = Callable[[Config], Any]
# Takes an `Outgoing` and answers a `Preview` (channels/base.py).
ShowMessage = Callable[[Any], Any]

# Takes the receipts of messages, and yields a `DeliveryReport` (channels/base.py) of each in their
# order, up to the first that the provider does not answer for.
AskReports = Callable[[Config, Sequence[str]], AsyncIterator[Any]]

# Kinds are offered in the order of their ranks, the usual one first; where nothing is said, last.
LAST_RANK = 100
# What is remembered of the reports to a check, and what one says: plain JSON values.
Memory = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Receiving:
    """How a kind hears what others report by themselves, at an address that each check has.

    `path` is what that address begins with on the page server, as in `/beat/<token>`.
    `read(config, report)` is what a report says, and raises RuleBroken where it says nothing that
    the kind understands. `take(memory, said, at_us)` is the memory after that, and
    `stand(config, memory, listening, now_us)` what is to be said of the check now. All are pure.
    `command(address)` is a line for a shell that reports there. `unread` is what is taken where
    something came that could not be read; None: that says nothing.
    """

    path: str
    read: Callable[[Config, Report], Memory]
    take: Callable[[Memory, Memory, int], Memory]
    stand: Callable[[Config, Memory, Listening | None, int], Standing]
    command: Callable[[str], str]
    unread: Memory | None = None


@dataclass(frozen=True, slots=True)
class CheckKind:
    """A sort of check. `probe` asks once; it reports what it finds and raises only for defects.

    `target(config)` is the host[:port] that seats are shared by, or None where no host is asked
    directly. `describe(config)` is one line for people, such as `HTTP GET api.example/health`.
    `aimed_at(host, port)` is the plainest configuration that asks there, for stand-ins; None where
    no host is asked directly. `offer` and `summary` are what is said to somebody who chooses what
    to watch. Kinds with `batched` are not asked one by one: their feed reads many at once.
    `is_source`: what is asked only speaks about the service, such as a registry; where it says
    nothing, nothing is known. It is asked no more often than every `shortest_interval`.
    `compares_usual(config)`: its probe wants to know how long an answer usually takes. `manner`:
    how it asks, for questions that come from elsewhere; None where nothing that is read asks so.
    `receives`: how it hears what others report; such a kind asks nobody.
    """

    key: str
    label: str
    icon: str
    fields: tuple[FieldSpec, ...]
    probe: Probe | None
    describe: Callable[[Config], str]
    target: Callable[[Config], str | None]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    aimed_at: Callable[[str, int], Config] | None = None
    offer: str = ""
    summary: str = ""
    default_interval: timedelta = timedelta(seconds=60)
    default_deadline: timedelta = timedelta(seconds=15)
    shortest_interval: timedelta = timedelta(seconds=1)
    is_source: bool = False
    compares_usual: Callable[[Config], bool] | None = None
    batched: bool = False
    manner: Manner | None = None
    receives: Receiving | None = None
    rank: int = LAST_RANK


@dataclass(frozen=True, slots=True)
class Prepared:
    """What setting a place up found: its configuration made definite.

    `notes` say in whole sentences what was proved, and what the place cannot do.
    """

    config: Config = field(repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicLook:
    """What customers read at the public address of a place.

    `digest` is the SHA-256 of the page that was read, empty where none was. `problem`: why it is
    not the one that was put, in words; `is_kept`: something on the way keeps an old one.
    `lacks`: what the host does not do, and whose programs will not work for it.
    """

    digest: str
    problem: str = ""
    lacks: tuple[str, ...] = ()
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class TargetKind:
    """A sort of place to publish to. Everything that it does blocks: call it off-loop.

    `put(config, site)` shows the site and reads everything back, answering a `Receipt`. It raises
    Unavailable where trying again can help, RuleBroken (with a field of its own) where a person
    has to choose another place, Rejected where the place shows a newer generation already. None:
    `telling` says how it is told; without that the place comes for the page itself.
    `prepare(config, page_id)` finds out now, outside any transaction, whether the place will do
    for that page; it raises RuleBroken and Unavailable. `empty(config, site)` takes the page of
    that site, which has no files, away from a place that was given up, and answers how many files
    that were; what such a site cannot have is left, and another's page too. None: the place is
    never emptied. `look(config)` says in words how the place is, and touches nothing; it raises
    RuleBroken or Unavailable where the page could not be put there.

    `describe(config)` is one line for people, such as `Folder /srv/status`, without secrets: two
    configurations with the same line mean the same place. `stays_in(config, folder)`: everything
    that is put stays on this computer, inside that folder. `inside(folder)` is a configuration
    that does; None for kinds that leave this computer.
    `watch(config, digest)` looks at the public address of a place, for the page with that SHA-256;
    it never raises. None for kinds that have no such address.
    `keeps_private`: it lets nobody read a page that is not for everybody; `readers/access.json`
    among its files says who may, and nobody is given that.
    `links(config)`: where a page that was put there can be looked at, where the kind itself can
    tell; it asks neither disk nor network.
    """

    key: str
    label: str
    icon: str
    fields: tuple[FieldSpec, ...]
    put: Put | None
    prepare: Callable[[Config, str], Prepared]
    look: Callable[[Config], str]
    describe: Callable[[Config], str]
    stays_in: Callable[[Config, Path], bool]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    inside: Callable[[Path], Config] | None = None
    empty: Callable[[Config, Any], int] | None = None
    links: Callable[[Config], PageLinks] | None = None
    watch: Callable[[Config, str], PublicLook] | None = None
    telling: Telling | None = None
    keeps_private: bool = False
    summary: str = ""
    rank: int = LAST_RANK

    @property
    def comes_by_itself(self) -> bool:
        """Whether nobody chooses it: it is a place once it has come for the page."""
        return self.put is None and self.telling is None


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a provider takes messages: so many a second, and so many at the same time."""

    per_second: float
    at_once: int


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A way to reach people.

    `open(config)` is an async context manager of one `Sender`, which sends one message at a time;
    the limits say how many there may be. `address(text)` is an address as it is written to and as
    it is compared; it raises RuleBroken with the field `address`. `form` is what it sends of an
    update: `mail`, `short`, `chat` or `document`. `describe(config)` is one line for people,
    without secrets. `prove(config)` yields the steps that show that it would work, up to the first
    that is wrong; sending a test is not among them. `preview(outgoing)` is the message as a reader
    sees it. `address_label` and `address_example` stand at the field that an address is typed
    into; `for_visitors`: whoever reads the page may give one, but for a channel of which
    `for_staff_alone(config)` is true. `address_in(text, config)` is
    `address` where a channel's own configuration has a say in it; it gets that as it is stored,
    without defaults. `look_up(address, config)` asks the network where an address leads that a
    stranger typed, and may take long; it raises RuleBroken with the field `address` where nothing
    may be written there. `price(config)` is what the provider takes for each of the `parts` of a
    preview, None where nobody said so. `shown(address)` is the address as it may stand on a screen
    that others see; `is_address_secret`: whoever knows one can write there, so it is printed whole
    only for its owner. `bounces`: how it hears later that something did not arrive, `replies` what
    readers answer; None where it never does. `reports(config, receipts)`: what became of messages,
    where the provider can be asked. `leads_out(config)` names the field by which a message, or a
    question on its way, leaves this computer; empty where all of it stays here. None: a message
    always leaves. `takes_files`: a message may have a file with it.
    """

    key: str
    label: str
    icon: str
    fields: tuple[FieldSpec, ...]
    form: str
    open: OpenSender
    address: Callable[[str], tuple[str, str]]
    limits: Callable[[Config], Limits]
    describe: Callable[[Config], str]
    prove: Prove
    preview: ShowMessage
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    address_label: str = "Address"
    address_example: str = ""
    for_visitors: bool = True
    for_staff_alone: Callable[[Config], bool] | None = None
    address_in: Callable[[str, Config], tuple[str, str]] | None = None
    look_up: Callable[[str, Config], None] | None = None
    price: Callable[[Config], Price | None] | None = None
    shown: Callable[[str], str] = str
    is_address_secret: bool = False
    bounces: BounceReading | None = None
    reports: AskReports | None = None
    replies: ReplyReading | None = None
    leads_out: Callable[[Config], str] | None = None
    takes_files: bool = False
    summary: str = ""
    rank: int = LAST_RANK

    def address_on(self, text: str, config: Config) -> tuple[str, str]:
        """An address that somebody gave for a channel with this configuration, as it is stored.

        As it is written to, and as it is compared. Raises RuleBroken where it is none.
        """
        return self.address(text) if self.address_in is None else self.address_in(text, config)

    def takes_visitors(self, config: Config) -> bool:
        """Whether whoever reads the page may give an address for a channel that is set up so."""
        is_staffs = self.for_staff_alone is not None and self.for_staff_alone(config)
        return self.for_visitors and not is_staffs

    def key_on(self, text: str, config: Config) -> str:
        """An address as it is compared there, also one that the channel would take no more.

        Raises RuleBroken where no channel of the kind would take it.
        """
        try:
            return self.address_on(text, config)[1]
        except RuleBroken:
            return self.address(text)[1]


# Whatever declares fields: what form, file format, masking and help are made from.
Kind = CheckKind | TargetKind | ChannelKind
AnyKind = TypeVar("AnyKind", CheckKind, TargetKind, ChannelKind)


def kind_of(key: str, kinds: Mapping[str, AnyKind], *, noun: str) -> AnyKind:
    """The kind of that key. Raises RuleBroken where this version knows no such `noun`."""
    kind = kinds.get(key)
    if kind is None:
        close = difflib.get_close_matches(key, kinds, n=1)
        hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(kinds)}."
        sentence = f"“{key}” is not a kind of {noun} that this version knows. {hint}"
        raise RuleBroken(sentence, field="kind")
    return kind


def in_order(kinds: Mapping[str, AnyKind]) -> dict[str, AnyKind]:
    """The kinds as they are offered: the usual one first, then by their keys."""
    return {kind.key: kind for kind in sorted(kinds.values(), key=lambda k: (k.rank, k.key))}
