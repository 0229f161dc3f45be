"""A plan as the form shows it for one window, and what becomes of it when it was changed."""

from dataclasses import replace

from statusboard.domain.maintenance import Plan
from statusboard.domain.views.maintenance import MaintenanceDetail
from ui.widgets.time_words import zone_of


def shown_plan(detail: MaintenanceDetail) -> Plan:
    """The plan with the times of the window that is looked at: a series began earlier."""
    window, plan = detail.window.window, detail.plan
    begins = window.started_at or window.starts_at
    ends = window.ended_at or window.ends_at
    wall = begins.astimezone(zone_of(plan.zone)).replace(tzinfo=None)
    return replace(plan, starts_at=wall, lasts=ends - begins)


def is_moved_alone(detail: MaintenanceDetail, written: Plan) -> bool:
    """Whether of a window in a series the times alone were changed: it may move, or all may."""
    shown = shown_plan(detail)
    times = replace(
        shown, starts_at=written.starts_at, lasts=written.lasts, repeats=written.repeats
    )
    is_other_time = (written.starts_at, written.lasts) != (shown.starts_at, shown.lasts)
    return bool(detail.plan.repeats and written.repeats) and is_other_time and times == written


def is_next(detail: MaintenanceDetail) -> bool:
    """Whether a series is placed by this window: it is no one that only stands in its rule."""
    return not (detail.window.is_coming or detail.window.window.is_ahead)


def saved_plan(detail: MaintenanceDetail, written: Plan) -> Plan:
    """What is saved of what was written: a series whose times stay goes on from where it began.

    So does one of which another window than the next one is looked at.
    """
    shown = shown_plan(detail)
    if not is_next(detail):
        return replace(written, starts_at=detail.plan.starts_at, lasts=detail.plan.lasts)
    if detail.plan.repeats and written.starts_at == shown.starts_at:
        written = replace(written, starts_at=detail.plan.starts_at)
    if detail.plan.repeats and written.lasts == shown.lasts:
        written = replace(written, lasts=detail.plan.lasts)
    return written


def can_be_changed(detail: MaintenanceDetail) -> bool:
    """What is under way is extended or ended; what is over stays as it was."""
    status = detail.window.window.status
    return not status.is_over and not status.is_running
