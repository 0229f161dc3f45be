"""The people's screen: who is told, what each chose, and all that is kept of one address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.delivery import Delivery
from statusboard.domain.inside_list import InsideList
from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.domain.views.arrivals import Arrivals


@dataclass(frozen=True, slots=True)
class SubscriberRow:
    """A subscriber with what the ids in it are called.

    `services` are `Group/Name`, `waits_for` the titles of incidents whose end is waited for,
    `inside_list` the list it stands in. `page` is the key of the page that tells it, empty for
    people inside, who are told of all pages; `is_page_gone`: it was removed since, and tells
    nothing. `wishes` says what it chose in one line for people.
    `address` is as its kind lets others see it; `is_secret`: whoever knows all of it can write
    there.
    """

    subscriber: Subscriber
    channel: str
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    inside_list: str = ""
    wishes: str = ""
    address: str = ""
    is_secret: bool = False
    page: str = ""
    is_page_gone: bool = False


@dataclass(frozen=True, slots=True)
class PeopleView:
    """One page of the subscribers that were asked for, the newest first.

    `total` counts all that were asked for; `next_before` asks for the page after this one, None at
    the end. `counts` are of everybody, or of the inside list that was asked for, by the name of the
    channel and the state. `lists` are the inside lists there are, `pages` the keys and names of the
    pages where there are several. `arrivals`: who came by themselves, where that was asked for.
    """

    rows: tuple[SubscriberRow, ...]
    total: int
    next_before: int | None
    counts: Mapping[str, Mapping[SubscriberState, int]]
    as_of: datetime
    zone: str
    lists: tuple[InsideList, ...] = ()
    arrivals: Arrivals | None = None
    pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """That an address wants nothing on a kind of channel, since when and why."""

    kind: str
    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did about a subscriber, from the audit trail."""

    at: datetime
    actor: str
    verb: str


@dataclass(frozen=True, slots=True)
class KeptOfAddress:
    """Everything that is kept of one address, on every channel, also on those that are gone.

    `asked`: when it was asked to confirm what a visitor chose for it, and has not yet.
    """

    address: str
    subscribers: tuple[SubscriberRow, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    acts: tuple[Act, ...] = ()
    asked: tuple[datetime, ...] = ()

    def __bool__(self) -> bool:
        found = (self.suppressed, self.acts)
        return self.holds_the_address or any(found)

    @property
    def holds_the_address(self) -> bool:
        """Whether there is anything to erase: hashes, and acts without a name, stay."""
        return any((self.subscribers, self.deliveries, self.asked))
