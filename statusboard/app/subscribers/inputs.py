"""What the verbs about subscribers are given and answer. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.subscriber import About, Extent, SubscriberState

# So many lines of a file are written in one transaction: a fraction of a second.
CHUNK = 200


@dataclass(frozen=True, slots=True)
class SubscriberInput:
    """One subscriber as a person describes it.

    `services` and `groups` are names (`Group/Name`, or `Name` where no other has it); neither:
    everything. `until_fixed` is the public id of an incident whose end alone is told. `vouched`
    is why somebody vouches for consent; empty leaves the address unconfirmed. `inside_list` is the
    name of a list of people inside, whose text it gets; empty: none. `page` is the key of the page
    that tells it; empty: the main one.
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
    inside_list: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class TellWhenFixed:
    """A caller who wants to hear that an incident is over, and nothing else.

    `incident` is its public id. `vouched`: how the caller asked for it; whoever is at the desk
    stands for that.
    """

    incident: str
    channel: str
    address: str
    vouched: str = "asked for it on the phone"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ForgetPassed:
    """Asks to forget who waited for one end and waits no more, or did not confirm in time."""


@dataclass(frozen=True, slots=True)
class ChangeSubscriber:
    """What a subscriber wants from now on, whole. `wanted.channel` is the one that it has.

    Another address corrects the one that is known: it counts as agreed to where somebody vouches.
    """

    subscriber_id: int
    wanted: SubscriberInput


@dataclass(frozen=True, slots=True)
class PutBack:
    """A subscriber that was quarantined, and shall be told again.

    `vouched`: why somebody vouches for it, needed where nobody ever agreed.
    """

    subscriber_id: int
    vouched: str = ""


@dataclass(frozen=True, slots=True)
class PeopleAsk:
    """Which subscribers are wanted, and which page of them; what is empty does not matter.

    `channel` is a name, `list_id` is of an inside list, `search` a part of the address, `page` the
    key of the page that tells them, which people inside have none of. `before` is the `next_before`
    of the page before; None: the first.
    """

    search: str = ""
    channel: str = ""
    state: SubscriberState | None = None
    list_id: int | None = None
    before: int | None = None
    limit: int = 200
    page: str = ""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A line of a file by its number. `state` is what the file says of it; None: nothing."""

    line: int
    given: SubscriberInput
    state: SubscriberState | None = None


@dataclass(frozen=True, slots=True)
class ImportSubscribers:
    """Some lines of a file, in their order; at most `CHUNK`, so that nobody is kept waiting."""

    rows: tuple[ImportRow, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of lines, or would become of them.

    `skipped` are lines that change nothing by rule, such as of who wanted no more; `bad` are those
    that cannot be meant. Both with the number of the line, and why. `unchanged` stood there so.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
    bad: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: "Imported") -> "Imported":
        return Imported(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.skipped + other.skipped,
            self.bad + other.bad,
        )


@dataclass(frozen=True, slots=True)
class Address:
    """An address on a channel, by its name. To be erased or shown, "" stands for every channel."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The subscriber, and whether it was new."""

    subscriber_id: int
    is_new: bool
