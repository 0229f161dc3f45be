"""Plans that are made and planned anew: what becomes of their windows, and what is told of it."""

from dataclasses import replace

from statusboard.app.maintenance.rules import placed, refuse_unfit_plan
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

_SCHEDULED = MaintenanceStatus.SCHEDULED


def plan_new(unit: Unit, plan: Plan) -> Told:
    """Puts a new plan on the page and tells of it. Raises RuleBroken where it is not fit."""
    refuse_unfit_plan(unit, plan)
    maintenance_id = add_maintenance(unit, plan)
    return schedule(unit, plan, add_placed(unit, maintenance_id, plan, placed(unit, plan)))


def schedule(unit: Unit, plan: Plan, window: MaintenanceWindow) -> Told:
    """Tells of a window for the first time. Who has to agree to that is asked here.

    Every way by which a person puts work on the page leads through this function.
    """
    return tell(unit, plan, replace(window, status=_SCHEDULED))


def change_and_tell(unit: Unit, known: Maintenance, plan: Plan) -> Told | None:
    """Plans anew what is planned, and tells of it; None where the page says nothing of it yet.

    Raises RuleBroken where nothing of it is still to come, or the plan is not fit.
    """
    if any(one.status is MaintenanceStatus.DRAFT for one in known.windows):
        raise RuleBroken(
            "This work is a draft, of which nobody was told. Save it as one, or plan it.",
            field="maintenance_id",
        )
    ahead = next((one for one in known.windows if one.status is _SCHEDULED), None)
    if ahead is None and not _goes_on(known):
        raise RuleBroken(
            "Nothing of this work is still to come. Plan new work instead.", field="maintenance_id"
        )
    refuse_unfit_plan(unit, plan)
    if ahead is None:
        change_plan(unit, known.id, plan)
        for running in known.windows:
            if running.status.is_running:
                follow_turning(unit, running.id, plan)
        return None
    window = plan_anew(unit, known, plan, ahead)
    kind = UpdateKind.MOVE if _says_other(known.plan, plan, ahead, window) else None
    # A word that was mended is on the page, and nobody gets a message for it.
    return tell(unit, plan, window, kind or UpdateKind.MAINTENANCE, quietly=kind is None)


def plan_anew(
    unit: Unit, known: Maintenance, plan: Plan, window: MaintenanceWindow
) -> MaintenanceWindow:
    """A window that is still to come, as another plan has it. One that was moved stays there.

    Unless the plan says another time itself.
    """
    change_plan(unit, known.id, plan)
    follow_plan(unit, window.id, plan)
    if _times_of(plan) == _times_of(known.plan) and window.starts_at > unit.now:
        return window
    others = [one for one in known.windows if one.id != window.id]
    new = placed(unit, plan)
    while any(_is_taken(one, new) for one in others):
        new = placed(unit, plan, after=new.starts_at + plan.lasts)
    window = replace(window, series_at=new.series_at, starts_at=new.starts_at, ends_at=new.ends_at)
    write_window(unit, window)
    return window


def _is_taken(other: MaintenanceWindow, new: MaintenanceWindow) -> bool:
    """Whether another window of the same work stands there, or is still going on then."""
    stop = other.ended_at or other.ends_at
    is_there = other.status is not MaintenanceStatus.CANCELLED and stop > new.starts_at
    return is_there or other.series_at == new.series_at


def _times_of(plan: Plan) -> tuple[object, ...]:
    return (plan.zone, plan.starts_at, plan.lasts, plan.repeats)


def _says_other(
    before: Plan, after: Plan, window: MaintenanceWindow, moved: MaintenanceWindow
) -> bool:
    """Whether customers have to know: another time, or other services."""
    times = (window.starts_at, window.ends_at) != (moved.starts_at, moved.ends_at)
    return times or dict(before.components) != dict(after.components)


def _goes_on(known: Maintenance) -> bool:
    return bool(known.plan.repeats) and any(one.status.is_running for one in known.windows)
