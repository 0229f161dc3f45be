"""What was said when something like this happened before."""

from statusboard.app.doorway import query
from statusboard.app.notices.asks import SimilarAsk
from statusboard.app.settings import page_zone
from statusboard.domain.views.similar import SimilarIncident, SimilarView
from statusboard.storage import incident_search, incidents
from statusboard.storage.unit import Unit

SHOWN = 3


def _similar(unit: Unit, given: SimilarAsk) -> SimilarView:
    found = incident_search.similar(
        unit,
        (given.wording.title, given.wording.body),
        given.wording.components,
        exclude=given.incident_id,
        limit=SHOWN,
    )
    chosen = incidents.read_chosen(unit, found)
    return SimilarView(unit.now, page_zone(unit), tuple(map(SimilarIncident, chosen)))


SIMILAR = query("notices.similar")(_similar)
