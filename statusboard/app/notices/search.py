"""Looks for words in all that was ever published, and not only in what the list shows."""

from statusboard.app.doorway import query
from statusboard.app.notices.asks import SearchAsk
from statusboard.app.notices.queries import followed_up, item_of
from statusboard.domain.search_words import typed_terms
from statusboard.domain.views.notices import NoticeItem
from statusboard.storage import incident_search, incidents, notices
from statusboard.storage.unit import Unit

FOUND_SHOWN = 50


def _search(unit: Unit, given: SearchAsk) -> tuple[NoticeItem, ...]:
    found = incident_search.containing(unit, typed_terms(given.text), limit=FOUND_SHOWN)
    if not found:
        return ()
    following = followed_up(notices.read_drafts(unit))
    chosen = incidents.read_chosen(unit, found)
    return tuple(item_of(incident, following.get(incident.id)) for incident in chosen)


# The incidents that said all the words, the newest first: lines for the list of notices.
SEARCH = query("notices.search")(_search)
