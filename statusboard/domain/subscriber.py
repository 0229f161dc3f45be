"""A subscriber: one address on one channel, and what it wants to be told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.page import MAIN

# What an address is greeted in where nobody chose a language.
DEFAULT_LANGUAGE = "en"


class SubscriberState(StrEnum):
    """Where a subscriber is in its life.

    `UNCONFIRMED`: nobody has said yet that the address wants this. `QUARANTINED`: the provider
    said that nothing will ever arrive there. `LEFT`: it wanted no more.
    """

    UNCONFIRMED = "unconfirmed"
    ACTIVE = "active"
    QUARANTINED = "quarantined"
    LEFT = "left"


class Extent(StrEnum):
    """How much of an incident is told: every update, or only that it starts and that it is over."""

    EVERY = "every"
    START_END = "start_end"


class About(StrEnum):
    """What sort of event is told of."""

    INCIDENTS = "incidents"
    PLANNED = "planned"
    BOTH = "both"

    def covers(self, *, planned: bool) -> bool:
        """Whether events of that sort are told of."""
        return self is About.BOTH or (self is About.PLANNED) == planned


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a subscriber chose.

    `everything` holds also what is still to come; otherwise `services` and `groups` are ids.
    `until_fixed` are the ids of incidents of which the end is told, whatever else is chosen.
    """

    everything: bool = True
    services: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    about: About = About.BOTH
    extent: Extent = Extent.EVERY
    language: str = DEFAULT_LANGUAGE
    until_fixed: frozenset[int] = frozenset()

    @property
    def is_passing(self) -> bool:
        """Whether only incidents are waited for: the address is forgotten when they are over."""
        return bool(self.until_fixed) and not (self.everything or self.services or self.groups)


@dataclass(frozen=True, slots=True)
class Consent:
    """When and how the address agreed, and the words it agreed to."""

    at: datetime
    how: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One address on one channel. `reason` says why it is quarantined, in words for people.

    `page_id` is the page that tells it; whoever stands in an inside list is told by all of them.
    """

    id: int
    channel_id: int
    address: str
    state: SubscriberState
    wishes: Wishes
    created_at: datetime
    reason: str = ""
    list_id: int | None = None
    consent: Consent | None = None
    page_id: int = MAIN


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is published now, as far as it decides who is told.

    `services` and `groups` are those that the incident has ever named: nobody is left at its first
    word because a later one names less. `is_end`: it says that it is over; `is_reopened`: that it
    is not, although the last update said so; `is_after_end`: it is a postmortem. `corrects` is the
    id of the update whose words it takes back, where it is a correction. `withdraws`: it takes back
    everything that was said. `joined` are the incidents that are told on in this one. `is_news`: it
    is about no incident. `ends`: it says so first, and the update before it did not.

    Where there are several pages, or one that hides something, each has its own: `page_id` is the
    page whose readers are told, and it is only what that page shows. None: everybody. `is_inside`:
    those in inside lists, and nobody else. Not `is_shown`: it does not stand there any more, and is
    told to those alone who were told of it before, or wait for its end.
    """

    incident_id: int
    services: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    planned: bool = False
    is_end: bool = False
    corrects: int | None = None
    is_reopened: bool = False
    is_after_end: bool = False
    withdraws: bool = False
    joined: frozenset[int] = frozenset()
    is_news: bool = False
    ends: bool = False
    page_id: int | None = None
    is_inside: bool = False
    is_shown: bool = True

    @property
    def turns(self) -> bool:
        """Whether it is over, or is not, other than the update before it said."""
        return self.ends or self.is_reopened

    @property
    def told_of(self) -> frozenset[int]:
        """Every incident of which whoever was told was told of this one."""
        return self.joined | {self.incident_id}


def is_told(
    subscriber: Subscriber,
    announcement: Announcement,
    *,
    had_any: bool,
    had_wrong: bool = False,
) -> bool:
    """Whether this subscriber gets this message.

    `had_any`: it was told of this incident before, or of one that is told on in it. Who was is told
    the end, whatever they choose by now, unless they left; so is who was told an end that is taken
    back. A postmortem goes to whoever wants every update. `had_wrong`: the words that are
    corrected, or any that are withdrawn, reached it, or may have, or are on their way to it: a
    correction goes to those alone, whatever they choose by now, and a withdrawal also to who waits
    for an end that will not come. Where what takes words back says that it is over, or is not after
    all, it is the end or the news of it, and goes to all who were told anything or wait. What is
    about no incident goes to who wants everything.
    """
    if subscriber.state is not SubscriberState.ACTIVE or not _is_for(subscriber, announcement):
        return False
    wishes = subscriber.wishes
    waits = announcement.incident_id in wishes.until_fixed
    if announcement.corrects is not None or announcement.withdraws:
        hears_turn = announcement.corrects is not None and announcement.turns and had_any
        waits_in_vain = waits and (announcement.withdraws or announcement.ends)
        return had_wrong or hears_turn or waits_in_vain
    if announcement.is_news:
        return announcement.is_shown and wishes.everything and wishes.about is About.BOTH
    hears_on = announcement.is_end or announcement.is_reopened
    if (hears_on and had_any) or (announcement.is_end and waits):
        return True
    if not (announcement.is_shown and wishes.about.covers(planned=announcement.planned)):
        return False
    named = wishes.services & announcement.services or wishes.groups & announcement.groups
    if not (wishes.everything or named):
        return False
    if wishes.extent is Extent.EVERY or announcement.is_end:
        return True
    return not had_any and not announcement.is_after_end


def _is_for(subscriber: Subscriber, announcement: Announcement) -> bool:
    if announcement.is_inside:
        return subscriber.list_id is not None
    if announcement.page_id is None:
        return True
    return subscriber.list_id is None and subscriber.page_id == announcement.page_id
