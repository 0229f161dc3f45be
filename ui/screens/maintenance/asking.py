"""What the maintenance screen asks of the desk. Queries and verbs carry storage: they load late."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.views.maintenance import MaintenanceDetail, MaintenanceView

if TYPE_CHECKING:
    from statusboard.app.maintenance.inputs import Worked


async def ask_windows(desk: Desk, first: datetime, last: datetime) -> MaintenanceView:
    """Every window between two instants."""
    from statusboard.app.maintenance.queries import MAINTENANCE, Between

    return await desk.ask(MAINTENANCE, Between(first, last))


async def ask_detail(desk: Desk, window_id: int) -> MaintenanceDetail:
    """One piece of planned work with the window that is looked at."""
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL

    return await desk.ask(MAINTENANCE_DETAIL, window_id)


async def keep_draft(desk: Desk, plan: Plan, of: MaintenanceDetail | None) -> "Worked":
    """Keeps a plan that nobody is told of."""
    from statusboard.app.maintenance.commands import DRAFT_WORK
    from statusboard.app.maintenance.inputs import DraftWork

    known = (None, 0) if of is None else (of.maintenance_id, of.revision)
    return await desk.do(DRAFT_WORK, DraftWork(plan, *known))


async def plan_work(desk: Desk, plan: Plan, of: MaintenanceDetail | None) -> "Worked":
    """Puts a plan on the page and tells whom it concerns."""
    from statusboard.app.maintenance.commands import CHANGE_WORK, PLAN_WORK
    from statusboard.app.maintenance.inputs import ChangeWork, PlanWork

    if of is None:
        return await desk.do(PLAN_WORK, PlanWork(plan))
    if of.window.window.status is MaintenanceStatus.DRAFT:
        return await desk.do(PLAN_WORK, PlanWork(plan, of.maintenance_id, of.revision))
    return await desk.do(CHANGE_WORK, ChangeWork(of.maintenance_id, of.revision, plan))


async def move_window(
    desk: Desk, of: MaintenanceDetail, starts_at: datetime, lasts: timedelta | None = None
) -> "Worked":
    """Puts one window at another time."""
    from statusboard.app.maintenance.commands import MOVE_WINDOW
    from statusboard.app.maintenance.inputs import MoveWindow

    window_id = of.window.window.id
    return await desk.do(MOVE_WINDOW, MoveWindow(window_id, of.revision, starts_at, lasts))


async def start_work(desk: Desk, window_id: int) -> "Worked":
    """Begins a window now."""
    from statusboard.app.maintenance.commands import START_WORK
    from statusboard.app.maintenance.inputs import StartWork

    return await desk.do(START_WORK, StartWork(window_id))


async def extend_work(desk: Desk, window_id: int, until: datetime) -> "Worked":
    """Lets a window that runs end later."""
    from statusboard.app.maintenance.commands import EXTEND_WORK
    from statusboard.app.maintenance.inputs import ExtendWork

    return await desk.do(EXTEND_WORK, ExtendWork(window_id, until))


async def end_work(desk: Desk, window_id: int) -> "Worked":
    """Says that the work is done."""
    from statusboard.app.maintenance.commands import END_WORK
    from statusboard.app.maintenance.inputs import EndWork

    return await desk.do(END_WORK, EndWork(window_id))


async def cancel_work(
    desk: Desk, of: MaintenanceDetail, reason: str, *, whole_series: bool
) -> "Worked":
    """Says that a window does not take place, and why."""
    from statusboard.app.maintenance.commands import CANCEL_WORK
    from statusboard.app.maintenance.inputs import CancelWork

    window_id = of.window.window.id
    given = CancelWork(window_id, of.revision, reason, whole_series=whole_series)
    return await desk.do(CANCEL_WORK, given)


async def discard_work(desk: Desk, maintenance_id: int) -> None:
    """Throws a draft away."""
    from statusboard.app.maintenance.commands import DISCARD_WORK
    from statusboard.app.maintenance.inputs import DiscardWork

    await desk.do(DISCARD_WORK, DiscardWork(maintenance_id))
