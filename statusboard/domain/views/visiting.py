"""What a visitor of the page sees of subscribing, and what they give. Plain values for the pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from statusboard.domain.subscriber import DEFAULT_LANGUAGE, About, Extent
from statusboard.domain.views.brand import PLAIN, Brand
from statusboard.domain.visits import Seen


@dataclass(frozen=True, slots=True)
class OfferedChannel:
    """A way to be told that visitors may choose. `name` is what it is asked for by."""

    name: str
    label: str
    kind: str
    address_label: str
    address_example: str = ""


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service, or a group of them, that can be chosen; by its public id."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """A group with its services. `public_id` is empty for those that stand in none."""

    public_id: str
    name: str
    services: tuple[OfferedService, ...]


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An incident whose end can be waited for. `told_here` are the ids of those joined with it."""

    public_id: str
    title: str
    told_here: tuple[str, ...] = ()

    def is_called(self, public_id: str) -> bool:
        """Whether whoever waits for the end of the one with that id waits for this one's."""
        return public_id in (self.public_id, *self.told_here)


@dataclass(frozen=True, slots=True)
class Offer:
    """All that a visitor can choose from.

    `page_url` leads to the page, `contact` is where questions go (a mail address or empty).
    `languages` are those that messages are written in. `consent` are the words that are agreed to,
    by language. `is_demo`: nothing of it is real.
    `brand` is how the page looks; its files are the page's. `zone` is that of its times, `further`
    are the codes of languages in which it stands below its address, at `/de/` and the like.
    """

    page_name: str
    page_url: str
    channels: tuple[OfferedChannel, ...]
    groups: tuple[OfferedGroup, ...]
    incidents: tuple[OpenIncident, ...]
    languages: tuple[str, ...]
    consent: dict[str, str]
    contact: str = ""
    is_demo: bool = False
    brand: Brand = PLAIN
    zone: str = "UTC"
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor chose. `services` and `groups` are public ids; neither: everything."""

    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    about: About = About.BOTH
    extent: Extent = Extent.EVERY
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class AskToBeTold:
    """A visitor's wish. `incident`: only its end is waited for. `network` is where it came from.

    The answer to it is the same for every address; what becomes of it is said to that address.
    `page` is the key of the page that was asked on; empty: the main one.
    """

    channel: str
    address: str = field(repr=False)
    wanted: Wanted = field(default_factory=Wanted)
    incident: str = ""
    network: str = field(default="", repr=False)
    page: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a personal link shows: how its owner is told now.

    `address` is shown only as far as its owner knows it again. `awaiting` are titles of incidents
    whose end is waited for; `is_passing`: nothing else is told, whatever `wanted` says. `until`:
    when a link to confirm ends; None for one that does not.
    """

    channel_label: str
    address: str
    is_active: bool
    wanted: Wanted
    awaiting: tuple[str, ...] = ()
    until: datetime | None = None
    is_passing: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A personal link: the token in it, without which nothing is shown or done.

    `page` is the key of the page that it was opened on, and opens nothing of another.
    """

    token: str = field(repr=False)
    page: str = ""


@dataclass(frozen=True, slots=True)
class ChangeWishes:
    """What the owner of a link wants from now on, whole. `page`: see `Link`."""

    token: str = field(repr=False)
    wanted: Wanted
    page: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a link did. `manage` is the token of the personal link, for what can be done next.

    Empty where nothing can: whoever left has none.
    """

    standing: Standing
    manage: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SeenCounts:
    """What a page server saw since it last said so: how often, and nothing of by whom."""

    counts: Mapping[Seen, int]
