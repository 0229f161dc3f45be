"""An incident as it will be once something more is said of it."""

from dataclasses import replace

from statusboard.domain.incident import AffectedComponent, Incident, IncidentUpdate
from statusboard.storage.components import new_public_id, read_components
from statusboard.storage.incident_updates import NewUpdate
from statusboard.storage.unit import Unit


def as_appended(unit: Unit, incident: Incident, new: NewUpdate) -> Incident:
    """The incident with that update on top, which is in no table."""
    affected = tuple(
        AffectedComponent(one.id, one.public_id, one.name, *new.moves[one.id])
        for one in read_components(unit)
        if one.id in new.moves
    )
    # Its address is counted in text messages: the real one will be as long.
    update = IncidentUpdate(
        new_public_id(), unit.now, new.wording, affected, new.kind, new.corrects
    )
    return replace(incident, impact=new.impact, updates=(update, *incident.updates))
