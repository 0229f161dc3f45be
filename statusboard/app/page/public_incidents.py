"""Incidents as the public reads them: by their public ids, with what was taken back or joined."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from statusboard.domain.component import Component
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.taken_back import taken_back
from statusboard.domain.views.public import (
    PublicAnnouncement,
    PublicIncident,
    PublicLink,
    PublicMaintenance,
    PublicMove,
    PublicUpdate,
)


def public_incidents(
    said: Sequence[Incident], components: Sequence[Component]
) -> tuple[PublicIncident, ...]:
    """The incidents without anything inside, in the same order."""
    codes = {component.id: component.public_id for component in components}
    links = {one.id: PublicLink(one.public_id, one.wording.title) for one in said}
    joined: dict[int, list[PublicLink]] = {}
    for one in said:
        if one.merged_into is not None:
            joined.setdefault(one.merged_into, []).append(links[one.id])
    return tuple(_incident(one, codes, links, joined.get(one.id, ())) for one in said)


def public_announcements(said: Sequence[Incident]) -> tuple[PublicAnnouncement, ...]:
    """What was said without an incident, in the same order."""
    return tuple(
        PublicAnnouncement(
            one.public_id, one.created_at, public_updates(one.updates), one.is_withdrawn
        )
        for one in said
    )


def public_maintenances(
    planned: Sequence[Incident], components: Sequence[Component]
) -> tuple[PublicMaintenance, ...]:
    """Planned work as it was told, in the same order; what nobody was told of is not among it."""
    codes = {component.id: component.public_id for component in components}
    return tuple(
        PublicMaintenance(
            public_id=one.public_id,
            created_at=one.created_at,
            scheduled_for=one.scheduled_for or one.created_at,
            scheduled_until=one.scheduled_until or one.created_at,
            ended_at=one.resolved_at,
            named=_named(one, codes),
            updates=public_updates(one.updates),
        )
        for one in planned
    )


def _named(incident: Incident, codes: Mapping[int, str]) -> tuple[tuple[str, ComponentStatus], ...]:
    """What it says of each service that there still is, by the public ids."""
    return tuple(
        (codes[component_id], status)
        for component_id, status in incident.components.items()
        if component_id in codes
    )


def _incident(
    incident: Incident,
    codes: Mapping[int, str],
    links: Mapping[int, PublicLink],
    joined: Sequence[PublicLink],
) -> PublicIncident:
    return PublicIncident(
        public_id=incident.public_id,
        # What was no incident, or is told in another one, weighs nothing beside the others.
        impact=incident.impact if incident.is_counted else Impact.NONE,
        created_at=incident.created_at,
        monitoring_at=incident.monitoring_at,
        resolved_at=incident.resolved_at,
        named=_named(incident, codes),
        updates=public_updates(incident.updates),
        is_withdrawn=incident.is_withdrawn,
        continues_in=links.get(incident.merged_into or 0),
        joined=tuple(joined),
    )


def public_updates(updates: Sequence[IncidentUpdate]) -> tuple[PublicUpdate, ...]:
    """Everything that was said, with what was taken back later marked as such."""
    gone = taken_back(updates)
    said_at = {update.public_id: update.published_at for update in updates}
    return tuple(
        PublicUpdate(
            public_id=update.public_id,
            published_at=update.published_at,
            # By our own ids and keys, which stay inside; `moves` says the same by the public ones.
            wording=replace(update.wording, components={}, pages=()),
            moves=tuple(
                PublicMove(move.public_id, move.name, move.old_status, move.new_status)
                for move in update.affected
            ),
            kind=update.kind,
            corrects_at=said_at.get(update.corrects),
            taken_back_at=one.at if one is not None else None,
            is_withdrawn=one is not None and one.is_withdrawn,
        )
        for update in updates
        for one in [gone.get(update.public_id)]
    )
