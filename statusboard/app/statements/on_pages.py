"""Which page a record is one of, and on which pages a figure of services may be said."""

from collections.abc import Collection, Iterator

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.claims import Claims
from statusboard.app.page.page_rules import page_called
from statusboard.app.settings import zone_in
from statusboard.domain.page import EVERYTHING
from statusboard.errors import RuleBroken
from statusboard.storage.pages import read_page_settings, read_pages, read_sight
from statusboard.storage.unit import Unit


def claims_of_pages(unit: Unit, language: str) -> Iterator[tuple[str, Claims]]:
    """The claims of what each page shows, by its key; of all services where that is one page's."""
    pages = read_pages(unit)
    if len(pages) == 1 and read_sight(unit) == EVERYTHING:
        yield "", Claims.of(unit, (), language)
        return
    for page in pages:
        yield page.key, claims_of_page(unit, page.key, language)


def claims_of_page(unit: Unit, key: str, language: str) -> Claims:
    """The claims of what a page shows, as it counts itself. RuleBroken where there is no such."""
    page = page_called(unit, key)
    zone = zone_in(read_page_settings(unit, page.id))
    services = read_sight(unit, page.id).services
    return Claims(unit, ClaimReader.on_page(unit, services, zone), language)


def pages_for(unit: Unit, component_ids: Collection[int] = ()) -> tuple[str, ...]:
    """The keys of the pages that show all of these services, of all there are where none is named.

    None where every page does. Raises RuleBroken where no page does: nobody could read it.
    """
    sights = [read_sight(unit, page.id) for page in read_pages(unit)]
    found = [
        sight.key
        for sight in sights
        if sight.services is None or (component_ids and sight.services.issuperset(component_ids))
    ]
    if not found:
        raise RuleBroken(
            "No page shows all of these services, so a figure of them can stand on none. Choose "
            "services of one page.",
            field="services",
        )
    return () if len(found) == len(sights) else tuple(found)
