"""The messages of a window: what was said, what will be, and in which words."""

from dataclasses import replace
from datetime import datetime

from statusboard.app.maintenance.telling import wording_of
from statusboard.domain.incident import IncidentUpdate
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow, Plan
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.maintenance import Saying, SayingStep
from statusboard.storage.dispatches import recipients_of
from statusboard.storage.incidents import read_incident
from statusboard.storage.maintenance import read_reminded
from statusboard.storage.unit import Unit

_KINDS = {
    UpdateKind.MOVE: SayingStep.ANNOUNCED,
    UpdateKind.REMINDER: SayingStep.REMINDER,
    UpdateKind.EXTENSION: SayingStep.EXTENDED,
}
_STATES = {
    IncidentStatus.SCHEDULED: SayingStep.ANNOUNCED,
    IncidentStatus.IN_PROGRESS: SayingStep.STARTED,
    IncidentStatus.COMPLETED: SayingStep.FINISHED,
    IncidentStatus.CANCELLED: SayingStep.CANCELLED,
}


def sayings_of(unit: Unit, plan: Plan, window: MaintenanceWindow) -> tuple[Saying, ...]:
    """What was said of a window, oldest first, and what is still to be said, in its order.

    `at` None: when a person says so.
    """
    return (*_said(unit, window), *_to_say(unit, plan, window))


def would_say(
    unit: Unit, plan: Plan, window: MaintenanceWindow, step: SayingStep, reason: str = ""
) -> Wording:
    """The words of a step, as they would be said of a window as the plan has it."""
    status, kind = {
        SayingStep.ANNOUNCED: (MaintenanceStatus.SCHEDULED, UpdateKind.MAINTENANCE),
        SayingStep.REMINDER: (MaintenanceStatus.SCHEDULED, UpdateKind.REMINDER),
        SayingStep.STARTED: (MaintenanceStatus.IN_PROGRESS, UpdateKind.MAINTENANCE),
        SayingStep.EXTENDED: (MaintenanceStatus.IN_PROGRESS, UpdateKind.EXTENSION),
        SayingStep.FINISHED: (MaintenanceStatus.COMPLETED, UpdateKind.MAINTENANCE),
        SayingStep.CANCELLED: (MaintenanceStatus.CANCELLED, UpdateKind.MAINTENANCE),
    }[step]
    # By id 0 the services are those of the plan as it stands in the form.
    shown = replace(window, id=0, status=status)
    if status is MaintenanceStatus.COMPLETED and shown.ended_at is None:
        shown = replace(shown, ended_at=shown.ends_at)
    return wording_of(unit, plan, shown, kind, reason=reason).wording


def _said(unit: Unit, window: MaintenanceWindow) -> list[Saying]:
    if window.incident_id is None:
        return []
    incident = read_incident(unit, window.incident_id)
    assert incident is not None
    people = recipients_of(unit, incident.id)
    return [
        Saying(
            step,
            update.published_at,
            is_done=True,
            people=people.get(update.public_id),
            by_itself=False,
        )
        for update in reversed(incident.updates)
        for step in [_step_of(update)]
        if step is not None
    ]


def _step_of(update: IncidentUpdate) -> SayingStep | None:
    """The step that an update was; None for one that is none of them."""
    return _KINDS.get(update.kind) or _STATES.get(update.wording.status)


def _to_say(unit: Unit, plan: Plan, window: MaintenanceWindow) -> list[Saying]:
    if window.status.is_over:
        return []
    found: list[Saying] = []
    if window.status is MaintenanceStatus.DRAFT:
        found.append(Saying(SayingStep.ANNOUNCED, None, is_done=False, by_itself=False))
    if not window.status.is_running:
        settled = read_reminded(unit, window.id) if window.id > 0 else unit.now
        dues = sorted(window.starts_at - before for before in plan.reminds_before)
        found += [_by_itself(SayingStep.REMINDER, due) for due in dues if due > settled]
        found.append(_by_itself(SayingStep.STARTED, window.starts_at, by_itself=plan.starts_itself))
    found.append(_by_itself(SayingStep.FINISHED, window.ends_at, by_itself=plan.ends_itself))
    return found


def _by_itself(step: SayingStep, at: datetime, *, by_itself: bool = True) -> Saying:
    return Saying(step, at if by_itself else None, is_done=False, by_itself=by_itself)
