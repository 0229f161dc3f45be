"""Whom a draft reaches: the incident as it will be, asked before anything is published."""

from dataclasses import replace

from statusboard.app.delivery.reach import reach_of
from statusboard.app.doorway import query
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.rules import new_update_of
from statusboard.domain.incident import AffectedComponent, Incident, IncidentUpdate
from statusboard.domain.notice import NoticeState, Revision
from statusboard.domain.views.reach import ReachView
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage import notices as stored
from statusboard.storage.components import new_public_id, read_components
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit

# No row has it: nobody was told of an incident that does not exist yet.
NO_INCIDENT = 0


def _reach(unit: Unit, given: ReviewAsk) -> ReachView:
    notice = stored.read_notice(unit, given.notice_id)
    revision = stored.read_revision(unit, given.notice_id, given.revision)
    if notice is None or revision is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    if notice.state is not NoticeState.DRAFT:
        raise RuleBroken("This notice is no longer a draft.", field="notice_id")
    return reach_of(unit, as_published(unit, notice, revision), notice.corrects)


def as_published(unit: Unit, notice: Notice, revision: Revision) -> Incident:
    """The incident as publishing the revision would leave it, now."""
    new = new_update_of(unit, notice, revision)
    known = {component.id: component for component in read_components(unit)}
    affected = tuple(
        AffectedComponent(one.id, one.public_id, one.name, *new.moves[one.id])
        for one in known.values()
        if one.id in new.moves
    )
    # Its address is counted in text messages: the real one will be as long.
    update = IncidentUpdate(
        new_public_id(), unit.now, new.wording, affected, new.kind, new.corrects
    )
    before = incidents.read_incident(unit, notice.incident_id) if notice.incident_id else None
    if before is not None:
        return replace(
            before,
            impact=new.impact,
            resolved_at=new.wording.ended_at,
            updates=(update, *before.updates),
        )
    return Incident(
        id=NO_INCIDENT,
        public_id=new_public_id(),
        impact=new.impact,
        created_at=unit.now,
        monitoring_at=None,
        resolved_at=new.wording.ended_at,
        updates=(update,),
        sort=notice.sort,
    )


# Whom a revision reaches if it is published now.
REACH = query("delivery.reach")(_reach)
