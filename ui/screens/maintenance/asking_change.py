"""What the screen asks of the desk about changes of announced work. Verbs load late."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.domain.maintenance import Plan
from statusboard.domain.views.maintenance import MaintenanceDetail

if TYPE_CHECKING:
    from statusboard.app.maintenance.change_inputs import Proposed, ProposeWork
    from statusboard.app.maintenance.inputs import Worked


async def ask_to_change(desk: Desk, of: MaintenanceDetail, plan: Plan) -> "Proposed":
    """Asks somebody else to agree to another plan."""
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.app.maintenance.inputs import ChangeWork

    given = ChangeWork(of.maintenance_id, of.revision, plan)
    return await _propose(desk, ProposeWork(change=given))


async def ask_to_move(
    desk: Desk, of: MaintenanceDetail, starts_at: datetime, lasts: timedelta | None = None
) -> "Proposed":
    """Asks somebody else to agree to another time of one window."""
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.app.maintenance.inputs import MoveWindow

    given = MoveWindow(of.window.window.id, of.revision, starts_at, lasts)
    return await _propose(desk, ProposeWork(move=given))


async def ask_to_start(desk: Desk, of: MaintenanceDetail) -> "Proposed":
    """Asks somebody else to agree that a window begins before its time."""
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.app.maintenance.inputs import StartWork

    return await _propose(desk, ProposeWork(start=StartWork(of.window.window.id)))


async def ask_to_extend(desk: Desk, of: MaintenanceDetail, until: datetime) -> "Proposed":
    """Asks somebody else to agree to another end of a window that runs."""
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.app.maintenance.inputs import ExtendWork

    return await _propose(desk, ProposeWork(extend=ExtendWork(of.window.window.id, until)))


async def ask_to_end(desk: Desk, of: MaintenanceDetail, at: datetime, reason: str) -> "Proposed":
    """Asks somebody else to agree to a later end of a window that is over."""
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.app.maintenance.inputs import EndWork

    return await _propose(desk, ProposeWork(end=EndWork(of.window.window.id, at, reason)))


async def ask_to_cancel(
    desk: Desk, of: MaintenanceDetail, reason: str, *, whole_series: bool
) -> "Proposed":
    """Asks somebody else to agree that a window does not take place."""
    from statusboard.app.maintenance.change_inputs import ProposeWork
    from statusboard.app.maintenance.inputs import CancelWork

    given = CancelWork(of.window.window.id, of.revision, reason, whole_series)
    return await _propose(desk, ProposeWork(cancel=given))


async def approve_change(desk: Desk, change_id: int) -> "Worked":
    """Agrees to the change that is shown, which is made by that."""
    from statusboard.app.maintenance.change_commands import approve_change as approve
    from statusboard.app.maintenance.change_inputs import ApproveChange

    return await desk.do(approve, ApproveChange(change_id))


async def send_change_back(desk: Desk, change_id: int, words: str) -> "Proposed":
    """Sends the change that is shown back, with a word why."""
    from statusboard.app.maintenance.change_commands import reject_change
    from statusboard.app.maintenance.change_inputs import RejectChange

    return await desk.do(reject_change, RejectChange(change_id, words))


async def take_change_back(desk: Desk, change_id: int) -> "Proposed":
    """The change that is shown is not wanted any more."""
    from statusboard.app.maintenance.change_commands import withdraw_change
    from statusboard.app.maintenance.change_inputs import WithdrawChange

    return await desk.do(withdraw_change, WithdrawChange(change_id))


async def _propose(desk: Desk, given: "ProposeWork") -> "Proposed":
    from statusboard.app.maintenance.change_commands import propose

    return await desk.do(propose, given)
