"""What waits for somebody else to agree to it: notices, planned work, corrections of history."""

from collections.abc import Iterator

from statusboard.app.doorway import query
from statusboard.app.history.waiting import waiting_corrections
from statusboard.app.maintenance.agreeing import agreement_of
from statusboard.app.maintenance.proposing import changes_of, window_of_change
from statusboard.app.notices.agreeing import agreements_of
from statusboard.domain.approval import ApprovalState, Matter
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.views.agreement import WaitingDraft
from statusboard.storage.incidents import read_incident
from statusboard.storage.maintenance import read_open_maintenance
from statusboard.storage.notices import read_drafts
from statusboard.storage.unit import Unit


def waiting(unit: Unit) -> tuple[WaitingDraft, ...]:
    """Everything that somebody asks another one to agree to, whatever was asked first in front."""
    every = (*_notices(unit), *_work(unit), *waiting_corrections(unit))
    return tuple(sorted(every, key=lambda one: one.step.at))


def _notices(unit: Unit) -> Iterator[WaitingDraft]:
    drafts = read_drafts(unit)
    followed = {notice.incident_id for notice, _ in drafts if notice.incident_id is not None}
    incidents = {number: read_incident(unit, number) for number in followed}
    told = {number: one for number, one in incidents.items() if one is not None}
    stands = agreements_of(unit, drafts, told)
    for notice, revision in drafts:
        view = stands[notice.id]
        if view.state is ApprovalState.ASKED:
            title = revision.wording.title
            yield WaitingDraft(Matter.NOTICE, notice.id, title, view, notice.incident_id)


def _work(unit: Unit) -> Iterator[WaitingDraft]:
    works = read_open_maintenance(unit)
    changes = changes_of(unit, works)
    for known in works:
        change = changes.get(known.id)
        if change is not None and change.is_waiting:
            number = window_of_change(known, change)
            title = known.plan.title
            yield WaitingDraft(Matter.MAINTENANCE_CHANGE, number, title, change.agreement)
        for window in known.windows:
            if window.status is not MaintenanceStatus.DRAFT:
                continue
            view = agreement_of(unit, known, window)
            if view.state is ApprovalState.ASKED:
                yield WaitingDraft(Matter.MAINTENANCE, window.id, known.plan.title, view)


def _waiting(unit: Unit, _given: None) -> tuple[WaitingDraft, ...]:
    return waiting(unit)


WAITING = query("notices.waiting")(_waiting)
