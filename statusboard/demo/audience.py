"""Writes the readers into the demo's database as they came, and what each was told meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from statusboard.app.delivery.announce import announce
from statusboard.demo.channels import MAIL, SLACK, TEAMS, TEXTS, WEBHOOK
from statusboard.demo.readers import INSIDE, LOST, LOST_WITH, LOST_WORDS, Reader, readers
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.inside_list import ListText
from statusboard.domain.subscriber import Consent, SubscriberState, Wishes
from statusboard.storage.past_deliveries import Ending, write_as_ended, write_as_sent
from statusboard.storage.subscribers import (
    NewSubscriber,
    add_subscribers,
    find_subscribers,
    set_state,
)
from statusboard.storage.unit import Unit

# The first message of an update went out so soon, the others one after the other.
FIRST_US = 10_800_000
NEXT_US = 17_000
# What the providers said, with the number of the row for “#”.
_RECEIPTS = {
    MAIL: "250 2.0.0 OK, sample data",
    TEXTS: "SM-sample-#",
    SLACK: "ok",
    TEAMS: "202 Accepted",
    WEBHOOK: "204 No Content",
}
_CONSENT = "Keep me posted about Northwind."
# The inside lists, and which text each gets.
LISTS = {name: ListText.SUPPORT if name == "Support" else ListText.PAGE for name in INSIDE}


@dataclass(slots=True)
class Audience:
    """Everybody who is told, as far as they have come. `channels` are ids by name."""

    channels: Mapping[str, int]
    services: Mapping[str, int]
    groups: Mapping[str, int]
    lists: Mapping[str, int]
    _to_come: list[Reader] = field(default_factory=lambda: list(readers()))

    def come(self, unit: Unit, days_left: float, *, waits_for: int | None = None) -> None:
        """Adds those who came so many days before the demo is opened, or earlier.

        Whoever waits for the end of an incident comes once there is that incident.
        """
        come, self._to_come = _parted(self._to_come, days_left, may_wait=waits_for is not None)
        fixed = frozenset() if waits_for is None else frozenset({waits_for})
        add_subscribers(unit, [self._new(unit, one, days_left, fixed) for one in come])

    def tell(self, unit: Unit, incident_id: int, generation: int, title: str) -> None:
        """Has them told of the newest update of an incident, as it was then."""
        if not announce(unit, incident_id, generation):
            return
        self.was_told(unit, incident_id)
        if title == LOST_WITH:
            self._lose(unit, incident_id)

    def was_told(self, unit: Unit, incident_id: int) -> None:
        """Whatever of it waits was sent, each message with what its provider said."""
        begun_us = unit.now_us + FIRST_US
        receipts = {self.channels[name]: words for name, words in _RECEIPTS.items()}
        write_as_sent(unit, incident_id, receipts, begun_us=begun_us, next_us=NEXT_US)

    def _lose(self, unit: Unit, incident_id: int) -> None:
        lost = find_subscribers(unit, [(self.channels[MAIL], address) for address in LOST])
        gone = [one for one in lost.values() if one.state is SubscriberState.ACTIVE]
        ending = Ending(DeliveryState.FAILED, LOST_WORDS)
        write_as_ended(unit, incident_id, [one.id for one in gone], ending)
        for one in gone:
            set_state(unit, one.id, SubscriberState.QUARANTINED, reason=LOST_WORDS)

    def _new(
        self, unit: Unit, one: Reader, days_left: float, awaited: frozenset[int]
    ) -> NewSubscriber:
        wishes = Wishes(
            everything=not (one.services or one.groups or one.waits),
            services=frozenset(self.services[name] for name in one.services),
            groups=frozenset(self.groups[name] for name in one.groups),
            about=one.about,
            extent=one.extent,
            language=one.language,
            until_fixed=awaited if one.waits else frozenset(),
        )
        consent = None
        if one.state is SubscriberState.ACTIVE:
            at = unit.now - timedelta(days=max(0.0, one.joined_days - days_left))
            consent = Consent(at, "sample data", _CONSENT)
        channel_id = self.channels[one.channel]
        list_id = self.lists.get(one.inside_list)
        return NewSubscriber(
            channel_id, one.address, one.address, wishes, one.state, consent, list_id
        )


def _parted(
    readers: list[Reader], days_left: float, *, may_wait: bool
) -> tuple[list[Reader], list[Reader]]:
    """Those who come now, and those who come later."""
    come: list[Reader] = []
    later: list[Reader] = []
    for one in readers:
        is_here = one.joined_days >= days_left and (may_wait or not one.waits)
        (come if is_here else later).append(one)
    return come, later
