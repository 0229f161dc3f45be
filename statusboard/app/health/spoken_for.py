"""Whose outages count where something is said of all services together.

What the desk watches for itself alone, such as the address of its page, says nothing of the product
and was never told to anybody: it weighs 0 and stands on no page.
"""

from collections.abc import Collection

from statusboard.storage.components import read_components
from statusboard.storage.pages import read_pages, read_sight
from statusboard.storage.removed_components import read_removed
from statusboard.storage.unit import Unit


def spoken_for(unit: Unit, component_ids: Collection[int]) -> frozenset[int]:
    """Those of some services that count in what is said of all, removed ones among them.

    All of them but what weighs 0 and stands on no page; where nothing else is left, all of them.
    """
    sights = [read_sight(unit, page.id) for page in read_pages(unit)]
    if any(sight.services is None for sight in sights):
        return frozenset(component_ids)
    every = (*read_components(unit), *(one.component for one in read_removed(unit)))
    own = {one.id for one in every if not one.weight and not any(s.has(one.id) for s in sights)}
    return frozenset(component_ids) - own or frozenset(component_ids)
