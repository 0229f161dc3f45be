"""A page of the desk: which services it shows, and so which of what was said.

The main page is always there, and has no key that anybody chose. What is hidden from a page is
left out of everything that is made for it, before that is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.withheld import NOTHING_WITHHELD, Withheld

MAIN = 0
MAIN_KEY = "main"


class Shows(StrEnum):
    """What was chosen of a page: all services, only some, or all but some."""

    ALL = "all"
    ONLY = "only"
    EXCEPT = "except"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `services` and `groups` are what was chosen, by id: see `shows`."""

    id: int = MAIN
    key: str = MAIN_KEY
    shows: Shows = Shows.ALL
    services: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()

    @property
    def is_main(self) -> bool:
        """Whether it is the page that is always there."""
        return self.id == MAIN

    def has(self, component_id: int, group_id: int | None) -> bool:
        """Whether it shows a service that stands in that group."""
        is_chosen = component_id in self.services or group_id in self.groups
        return self.shows is Shows.ALL or is_chosen is (self.shows is Shows.ONLY)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page shows. `services` are the ids, removed ones among them; None: all there are.

    `withheld` are the names of the others, which none of its texts says.
    """

    key: str = MAIN_KEY
    services: frozenset[int] | None = None
    withheld: Withheld = NOTHING_WITHHELD

    def has(self, component_id: int) -> bool:
        """Whether it shows a service."""
        return self.services is None or component_id in self.services

    def shows(self, said: Incident, joined: Sequence[Incident] = ()) -> bool:
        """Whether it shows what was said: it names a service of the page's, or none at all.

        `joined` are those that are told on in it: whoever read of one of them reads on there. A
        text that was narrowed to some pages stands on these alone.
        """
        pages = said.wording.pages
        if pages and self.key not in pages:
            return False
        if self.services is None:
            return True
        named = named_in(said).union(*(named_in(one) for one in joined))
        return not named or not named.isdisjoint(self.services)

    def seen(self, said: Incident) -> Incident:
        """The same without the services that the page does not show, and without their names."""
        if self.services is None:
            return said
        return replace(said, updates=tuple(self._update(one) for one in said.updates))

    def seen_of(self, said: Sequence[Incident]) -> tuple[Incident, ...]:
        """Of all that was said what the page shows, as it shows it, in the same order."""
        joined: dict[int, list[Incident]] = {}
        for one in said:
            if one.merged_into is not None:
                joined.setdefault(one.merged_into, []).append(one)
        return tuple(self.seen(one) for one in said if self.shows(one, joined.get(one.id, ())))

    def _update(self, update: IncidentUpdate) -> IncidentUpdate:
        named = update.wording.components
        wording = replace(
            self.withheld.wording(update.wording),
            components={one: named[one] for one in named if self.has(one)},
        )
        affected = tuple(move for move in update.affected if self.has(move.component_id))
        return replace(update, wording=wording, affected=affected)


EVERYTHING = Sight()


def named_in(said: Incident) -> frozenset[int]:
    """Every service that was ever named in it."""
    return frozenset(
        number
        for update in said.updates
        for number in (*update.wording.components, *(one.component_id for one in update.affected))
    )
