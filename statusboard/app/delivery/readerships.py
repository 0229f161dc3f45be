"""Who is told of an update together: the readers of each page, and the people inside.

Where one page shows everything, they are one: everybody. Otherwise the readers of a page are told
what it shows, as it shows it, and those in inside lists all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from statusboard.domain.incident import Incident
from statusboard.domain.page import EVERYTHING, MAIN
from statusboard.domain.subscriber import Announcement
from statusboard.domain.withheld import NOTHING_WITHHELD, Withheld
from statusboard.storage.components import read_components
from statusboard.storage.incidents import read_incident
from statusboard.storage.pages import (
    had_other_pages,
    read_pages,
    read_sight,
)
from statusboard.storage.unit import Unit

# In the place of a page's number: the texts for people inside, which are of no page alone.
INSIDE = -1


@dataclass(frozen=True, slots=True)
class Readership:
    """Those who are told the same: of which page, what it is for them, and the incident they see.

    `place` is what their texts are kept under, `withheld` what none of them says.
    """

    page_id: int
    announcement: Announcement
    incident: Incident
    place: int = MAIN
    withheld: Withheld = NOTHING_WITHHELD


def readerships(
    unit: Unit, incident: Incident, announcement: Announcement
) -> tuple[Readership, ...]:
    """Everybody as one, or apart by what each page shows of it now."""
    if read_sight(unit) == EVERYTHING and not had_other_pages(unit):
        return (Readership(MAIN, announcement, incident),)
    return tuple(_apart(unit, incident, announcement))


def _apart(unit: Unit, incident: Incident, announcement: Announcement) -> Iterator[Readership]:
    joined = [one for n in announcement.joined for one in [read_incident(unit, n)] if one]
    for page in read_pages(unit):
        sight = read_sight(unit, page.id)
        services = frozenset(filter(sight.has, announcement.services))
        own = replace(
            announcement,
            services=services,
            groups=_groups(unit, services, announcement.groups),
            page_id=page.id,
            is_shown=sight.shows(incident, joined),
        )
        yield Readership(page.id, own, sight.seen(incident), page.id, sight.withheld)
    yield Readership(MAIN, replace(announcement, is_inside=True), incident, INSIDE)


def _groups(unit: Unit, services: frozenset[int], groups: frozenset[int]) -> frozenset[int]:
    """The groups that a service which is shown stands in."""
    known = {one.group_id for one in read_components(unit) if one.id in services}
    return frozenset(one for one in groups if one in known)
