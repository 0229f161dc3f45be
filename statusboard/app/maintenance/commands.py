"""Verbs about plans: keep a draft, plan it, change what is planned, discard a draft.

What is done with one window stands in `window_commands`.
"""

from dataclasses import replace

from statusboard.app.doorway import Done, verb
from statusboard.app.maintenance.acting import carry_out
from statusboard.app.maintenance.answers import done
from statusboard.app.maintenance.changing import (
    keep_changed,
    keep_new,
    plan_draft,
    plan_new,
)
from statusboard.app.maintenance.inputs import (
    ChangeWork,
    DiscardWork,
    DraftWork,
    PlanWork,
    Worked,
)
from statusboard.app.maintenance.proposing import settled
from statusboard.app.maintenance.rules import (
    refuse_older,
    refuse_unfit_plan,
    the_draft,
    the_maintenance,
)
from statusboard.app.maintenance.telling import Told
from statusboard.domain.access import Permission
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.errors import RuleBroken
from statusboard.storage.maintenance import (
    close_maintenance,
    read_open_maintenance,
    write_window,
)
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit

_DRAFT, _SCHEDULED = MaintenanceStatus.DRAFT, MaintenanceStatus.SCHEDULED


@verb("maintenance.draft", Permission.WRITE, DraftWork, Worked)
def draft(unit: Unit, given: DraftWork) -> Done[Worked]:
    """Keeps a plan that nobody is told of. The same plan again keeps nothing new.

    Raises RuleBroken where it is no draft any more, somebody has changed it since, or the plan
    could never come to pass.
    """
    lock_notices(unit)
    refuse_unfit_plan(unit, replace(given.plan, tells=False))
    known = _the_draft(unit, given.maintenance_id, given.plan)
    if known is None:
        maintenance_id = keep_new(unit, given.plan)
    else:
        maintenance_id = known.id
        if known.plan == given.plan:
            return _done(the_maintenance(unit, maintenance_id), None, again=True)
        refuse_older(known, given.revision)
        keep_changed(unit, known, given.plan)
    return _done(the_maintenance(unit, maintenance_id), None)


@verb("maintenance.plan", Permission.PUBLISH, PlanWork, Worked)
def plan(unit: Unit, given: PlanWork) -> Done[Worked]:
    """Puts work on the page and tells of it. The same plan again answers as the first time did.

    Raises RuleBroken where the plan is not fit, its draft was changed since it was seen, or
    somebody else has to agree to it first.
    """
    lock_notices(unit)
    said = _planned_already(unit, given)
    if said is not None:
        return _done(said, None, again=True)
    if given.maintenance_id is None:
        told = plan_new(unit, given.plan, why=given.without_approval)
    else:
        known = _the_draft(unit, given.maintenance_id, given.plan)
        assert known is not None
        refuse_older(known, given.revision)
        told = plan_draft(unit, known, given.plan, why=given.without_approval)
    return _done(the_maintenance(unit, told.window.maintenance_id), told)


@verb("maintenance.change", Permission.PUBLISH, ChangeWork, Worked)
def change(unit: Unit, given: ChangeWork) -> Done[Worked]:
    """Plans anew what is planned, and tells of it where that is another time or other services.

    Windows that are over or under way stay as they are. Raises RuleBroken where somebody has
    changed it since, nothing of it is still to come, the plan is not fit, or it says what somebody
    else would have to agree to.
    """
    lock_notices(unit)
    return settled(unit, carry_out(unit, given))


@verb("maintenance.discard", Permission.WRITE, DiscardWork, Worked)
def discard(unit: Unit, given: DiscardWork) -> Done[Worked]:
    """Takes a draft off the list. Raises RuleBroken where people were told of it."""
    lock_notices(unit)
    known = the_maintenance(unit, given.maintenance_id)
    window = known.windows[0]
    if window.status is MaintenanceStatus.CANCELLED and window.incident_id is None:
        return _done(known, None, again=True)
    if window.status is not _DRAFT:
        raise RuleBroken(
            "People were told of this work. Cancel it, and say why.", field="maintenance_id"
        )
    write_window(unit, replace(window, status=MaintenanceStatus.CANCELLED))
    close_maintenance(unit, known.id)
    return _done(the_maintenance(unit, known.id), None)


def _the_draft(unit: Unit, maintenance_id: int | None, plan: Plan) -> Maintenance | None:
    """The draft of that id, or one with the very same plan: the answer to it may have been lost."""
    if maintenance_id is None:
        alike = (one for one in read_open_maintenance(unit) if one.plan == plan)
        return next((one for one in alike if one.windows[0].status is _DRAFT), None)
    return the_draft(unit, maintenance_id)


def _planned_already(unit: Unit, given: PlanWork) -> Maintenance | None:
    """What this very plan became before, where the answer to it may have been lost."""
    alike = [
        one
        for one in read_open_maintenance(unit)
        if one.plan == given.plan and one.windows[0].status is not _DRAFT
    ]
    if given.maintenance_id is not None:
        alike = [one for one in alike if one.id == given.maintenance_id]
    return alike[0] if alike else None


def _done(maintenance: Maintenance, told: Told | None, *, again: bool = False) -> Done[Worked]:
    window = told.window if told is not None else _newest(maintenance)
    worked = Worked(
        maintenance.id,
        maintenance.revision,
        window.id,
        window.status,
        told.generation if told is not None else 0,
        told.recipients if told is not None else 0,
    )
    return done(worked, maintenance, told, again=again)


def _newest(maintenance: Maintenance) -> MaintenanceWindow:
    still_open = [one for one in maintenance.windows if not one.status.is_over]
    return still_open[0] if still_open else maintenance.windows[-1]
