"""Whom a draft reaches: the incident as it will be, asked before anything is published."""

from dataclasses import replace

from statusboard.app.delivery.reach import reach_of
from statusboard.app.doorway import query
from statusboard.app.notices.appended import as_appended
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.rules import new_update_of
from statusboard.domain.incident import Incident
from statusboard.domain.notice import NoticeState, Revision
from statusboard.domain.status import Impact
from statusboard.domain.views.reach import ReachView
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage import notices as stored
from statusboard.storage.components import new_public_id
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
    before = incidents.read_incident(unit, notice.incident_id) if notice.incident_id else None
    after = as_appended(unit, before or _begun(unit, notice), new)
    return replace(after, resolved_at=new.wording.ended_at)


def _begun(unit: Unit, notice: Notice) -> Incident:
    """An incident of which nothing is said yet. Its address will be as long as this one."""
    return Incident(
        id=NO_INCIDENT,
        public_id=new_public_id(),
        impact=Impact.NONE,
        created_at=unit.now,
        monitoring_at=None,
        resolved_at=None,
        updates=(),
        sort=notice.sort,
    )


# Whom a revision reaches if it is published now.
REACH = query("delivery.reach")(_reach)
