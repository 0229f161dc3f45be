"""What was said when something like this happened before."""

from statusboard.app.doorway import query
from statusboard.app.notices.asks import SimilarAsk
from statusboard.app.settings import page_zone
from statusboard.domain.incident import Incident
from statusboard.domain.views.similar import SaidBefore, SimilarIncident, SimilarView
from statusboard.storage import incident_search, incidents
from statusboard.storage.unit import Unit

SHOWN = 3


def _similar(unit: Unit, given: SimilarAsk) -> SimilarView:
    found = incident_search.similar(
        unit,
        (given.title, given.body),
        given.component_ids,
        exclude=given.incident_id,
        limit=SHOWN,
    )
    chosen = incidents.read_chosen(unit, [one.incident_id for one in found])
    seen = (_seen(incident) for incident in chosen)
    return SimilarView(unit.now, page_zone(unit), tuple(one for one in seen if one is not None))


def _seen(incident: Incident) -> SimilarIncident | None:
    """The incident as a writer looks back at it; None for one that is not over."""
    if incident.resolved_at is None:
        return None
    called = {
        one.component_id: one.name for said in reversed(incident.updates) for one in said.affected
    }
    return SimilarIncident(
        incident_id=incident.id,
        title=incident.wording.title,
        started_at=incident.started_at,
        resolved_at=incident.resolved_at,
        services=tuple(called.values()),
        updates=tuple(
            SaidBefore(said.wording.status, said.published_at, said.wording.body)
            for said in incident.updates
        ),
    )


SIMILAR = query("notices.similar")(_similar)
