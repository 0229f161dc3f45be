"""Plans that are made and planned anew: what becomes of their windows, and what is told of it."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.maintenance.agreeing import (
    note_written,
    refuse_unagreed_draft,
    refuse_without_draft,
)
from statusboard.app.maintenance.inputs import ChangeWork
from statusboard.app.maintenance.outcomes import Outcome
from statusboard.app.maintenance.rules import (
    placed,
    refuse_older,
    refuse_unfit_plan,
    the_maintenance,
)
from statusboard.app.maintenance.series import add_placed
from statusboard.app.maintenance.telling import Told, tell
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.update_kind import UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage.maintenance import (
    add_maintenance,
    change_plan,
    follow_plan,
    follow_turning,
    write_window,
)
from statusboard.storage.unit import Unit

_SCHEDULED, _DRAFT = MaintenanceStatus.SCHEDULED, MaintenanceStatus.DRAFT


def keep_new(unit: Unit, plan: Plan) -> int:
    """The id of a new draft. Raises RuleBroken where the plan could never come to pass."""
    window = replace(placed(unit, plan), status=_DRAFT)
    maintenance_id = add_maintenance(unit, plan)
    add_placed(unit, maintenance_id, plan, window)
    note_written(unit, maintenance_id)
    return maintenance_id


def keep_changed(unit: Unit, known: Maintenance, plan: Plan) -> Maintenance:
    """A draft as it is from now on; whoever was asked to agree to it is asked no more."""
    plan_anew(unit, known, plan, known.windows[0])
    note_written(unit, known.id)
    return the_maintenance(unit, known.id)


def plan_new(unit: Unit, plan: Plan, *, why: str = "") -> Told:
    """Puts a new plan on the page and tells of it.

    Raises RuleBroken where it is not fit, or somebody else has to agree to it first.
    """
    refuse_unfit_plan(unit, plan)
    maintenance_id = add_maintenance(unit, plan)
    window = add_placed(unit, maintenance_id, plan, placed(unit, plan))
    return schedule(unit, the_maintenance(unit, maintenance_id), window, why=why)


def plan_draft(unit: Unit, known: Maintenance, plan: Plan, *, why: str = "") -> Told:
    """Puts a draft on the page, as another plan if it is one, and tells of it.

    Raises RuleBroken where it is not fit, or somebody else has to agree to it first.
    """
    refuse_unfit_plan(unit, plan)
    if plan != known.plan:
        known = keep_changed(unit, known, plan)
    return schedule(unit, known, plan_anew(unit, known, plan, known.windows[0]), why=why)


def schedule(unit: Unit, known: Maintenance, window: MaintenanceWindow, *, why: str = "") -> Told:
    """Tells of a window for the first time. Who has to agree to that is asked here.

    Every way by which a person puts work on the page leads through this function.
    """
    agreed = (
        refuse_unagreed_draft(unit, known, window, why)
        if window.status is _DRAFT
        else refuse_without_draft(unit, known, why, "Keep it as a draft and ask for approval")
    )
    told = tell(unit, known.plan, replace(window, status=_SCHEDULED))
    return replace(told, agreed=agreed)


def window_ahead(known: Maintenance) -> MaintenanceWindow | None:
    """The window that another plan is about; None where a series goes on after the one that runs.

    Raises RuleBroken for a draft, and where nothing of it is still to come.
    """
    if any(one.status is MaintenanceStatus.DRAFT for one in known.windows):
        raise RuleBroken(
            "This work is a draft, of which nobody was told. Save it as one, or plan it.",
            field="maintenance_id",
        )
    scheduled = [one for one in known.windows if one.status is _SCHEDULED]
    # What was put before its turn follows; it is not what the series is placed by.
    ahead = next((one for one in scheduled if not one.is_ahead), None) or next(
        iter(scheduled), None
    )
    if ahead is None and not _goes_on(known):
        raise RuleBroken(
            "Nothing of this work is still to come. Plan new work instead.", field="maintenance_id"
        )
    return ahead


def changed(unit: Unit, given: ChangeWork) -> Outcome | None:
    """What another plan would come to; None where it is planned so already. Raises RuleBroken."""
    known, plan = the_maintenance(unit, given.maintenance_id), given.plan
    if known.plan == plan:
        return None
    refuse_older(known, given.revision)
    ahead = window_ahead(known)
    refuse_unfit_plan(unit, plan)
    is_new, services = not plan.reads_as(known.plan), plan.components
    if ahead is None:
        # The next window of the series, which is not put yet, beside the one that runs.
        window = replace(placed(unit, plan), id=known.windows[-1].id)
        return Outcome(
            known, window, plan, is_new=is_new, begins_at=window.starts_at, services=services
        )
    window = placed_anew(unit, known, plan, ahead)
    is_other = says_other(known.plan, plan, ahead, window)
    kind = UpdateKind.MOVE if is_other else UpdateKind.MAINTENANCE
    return Outcome(
        *(known, window, plan, kind),
        is_new=is_new,
        begins_at=window.starts_at,
        services=services,
    )


def change_and_tell(
    unit: Unit,
    known: Maintenance,
    plan: Plan,
    *,
    why: str = "",
    agreed: Mapping[str, object] | None = None,
) -> Told | None:
    """Plans anew what is planned, and tells of it; None where the page says nothing of it yet.

    `agreed` is who agreed to it, where somebody has. Raises RuleBroken where nothing of it is
    still to come, the plan is not fit, or it says what somebody else would have to agree to.
    """
    ahead = window_ahead(known)
    refuse_unfit_plan(unit, plan)
    if agreed is None:
        is_own = plan.reads_as(known.plan)
        agreed = {} if is_own else refuse_without_draft(unit, known, why, "Ask for approval")
    if ahead is None:
        change_plan(unit, known.id, plan)
        for running in known.windows:
            if running.status.is_running:
                follow_turning(unit, running.id, plan)
        return None
    window = plan_anew(unit, known, plan, ahead)
    kind = UpdateKind.MOVE if says_other(known.plan, plan, ahead, window) else None
    # A word that was mended is on the page, and nobody gets a message for it.
    told = tell(unit, plan, window, kind or UpdateKind.MAINTENANCE, quietly=kind is None)
    for other in known.windows:
        if other.id != window.id and other.status is _SCHEDULED:
            follow_plan(unit, other.id, plan)
            tell(unit, plan, other, quietly=True)
    return replace(told, agreed=agreed)


def plan_anew(
    unit: Unit, known: Maintenance, plan: Plan, window: MaintenanceWindow
) -> MaintenanceWindow:
    """A window that is still to come, as another plan has it. One that was moved stays there.

    Unless the plan says another time itself.
    """
    change_plan(unit, known.id, plan)
    follow_plan(unit, window.id, plan)
    there = placed_anew(unit, known, plan, window)
    if there != window:
        write_window(unit, there)
    return there


def placed_anew(
    unit: Unit, known: Maintenance, plan: Plan, window: MaintenanceWindow
) -> MaintenanceWindow:
    """Where another plan has a window that is still to come; nothing is written."""
    if _times_of(plan) == _times_of(known.plan) and window.starts_at > unit.now:
        return window
    others = [one for one in known.windows if one.id != window.id]
    new = placed(unit, plan)
    while any(_is_taken(one, new) for one in others):
        new = placed(unit, plan, after=new.starts_at + plan.lasts)
    return replace(window, series_at=new.series_at, starts_at=new.starts_at, ends_at=new.ends_at)


def _is_taken(other: MaintenanceWindow, new: MaintenanceWindow) -> bool:
    """Whether another window of the same work stands there, or is still going on then."""
    start, stop = other.started_at or other.starts_at, other.ended_at or other.ends_at
    is_standing = other.status is not MaintenanceStatus.CANCELLED
    is_there = is_standing and start < new.ends_at and stop > new.starts_at
    return is_there or other.series_at == new.series_at


def _times_of(plan: Plan) -> tuple[object, ...]:
    return (plan.zone, plan.starts_at, plan.lasts, plan.repeats)


def says_other(
    before: Plan, after: Plan, window: MaintenanceWindow, moved: MaintenanceWindow
) -> bool:
    """Whether customers have to know: another time, or other services."""
    times = (window.starts_at, window.ends_at) != (moved.starts_at, moved.ends_at)
    return times or dict(before.components) != dict(after.components)


def _goes_on(known: Maintenance) -> bool:
    return bool(known.plan.repeats) and any(one.status.is_running for one in known.windows)
