"""The pages that a text stands on: which they are, what they show, and what readers speak."""

from statusboard.app.settings import page_language, page_languages
from statusboard.domain.notice import Wording
from statusboard.domain.page import Sight
from statusboard.storage.pages import read_page_settings, read_pages, read_sight
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def is_for(sight: Sight, wording: Wording) -> bool:
    """Whether a page would show a text: it was not narrowed to others, and names what it shows."""
    if wording.pages and sight.key not in wording.pages:
        return False
    return not wording.components or any(sight.has(one) for one in wording.components)


def services_of_pages(unit: Unit, wording: Wording) -> frozenset[int] | None:
    """The services of the pages that would show a text; None: all there are."""
    sights = [read_sight(unit, page.id) for page in read_pages(unit)]
    shown = [sight.services for sight in sights if is_for(sight, wording)]
    if not shown or any(services is None for services in shown):
        return None
    return frozenset().union(*(services for services in shown if services is not None))


def languages_for(unit: Unit, wording: Wording) -> tuple[str, ...]:
    """The codes of the languages of its readers, that of the original first, each once.

    A text is written once for all pages, in the language of the main one.
    """
    found = [page_language(read_settings(unit))]
    for page in read_pages(unit):
        if is_for(read_sight(unit, page.id), wording):
            found += page_languages(read_page_settings(unit, page.id))
    return tuple(dict.fromkeys(found))
