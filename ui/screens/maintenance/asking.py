"""What the maintenance screen asks of the desk. Queries and verbs carry storage: they load late."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.views.maintenance import (
    MaintenanceDetail,
    MaintenanceView,
    PlanNotes,
    SayingStep,
)
from statusboard.domain.views.previews import ChannelPreview

if TYPE_CHECKING:
    from statusboard.app.maintenance.inputs import Worked


async def ask_windows(desk: Desk, first: datetime, last: datetime) -> MaintenanceView:
    """Every window between two instants."""
    from statusboard.app.maintenance.asks import Between
    from statusboard.app.maintenance.queries import MAINTENANCE

    return await desk.ask(MAINTENANCE, Between(first, last))


async def ask_detail(desk: Desk, window_id: int) -> MaintenanceDetail:
    """One piece of planned work with the window that is looked at."""
    from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL

    return await desk.ask(MAINTENANCE_DETAIL, window_id)


async def ask_notes(desk: Desk, plan: Plan, window_id: int | None) -> PlanNotes:
    """What is to be known of a plan as it is written."""
    from statusboard.app.maintenance.asks import PlanAsk
    from statusboard.app.maintenance.queries import PLAN_NOTES

    return await desk.ask(PLAN_NOTES, PlanAsk(plan, window_id))


async def ask_previews(
    desk: Desk, plan: Plan, step: SayingStep, window_id: int | None
) -> tuple[ChannelPreview, ...]:
    """The message of a step as the readers of each channel get it."""
    from statusboard.app.maintenance.asks import WordsAsk
    from statusboard.app.maintenance.previews import MAINTENANCE_PREVIEWS

    return await desk.ask(MAINTENANCE_PREVIEWS, WordsAsk(plan, step, window_id))


async def keep_draft(desk: Desk, plan: Plan, of: MaintenanceDetail | None) -> "Worked":
    """Keeps a plan that nobody is told of."""
    from statusboard.app.maintenance.commands import draft
    from statusboard.app.maintenance.inputs import DraftWork

    known = (None, 0) if of is None else (of.maintenance_id, of.revision)
    return await desk.do(draft, DraftWork(plan, *known))


async def ask_for_approval(
    desk: Desk, plan: Plan, of: MaintenanceDetail | None, *, is_changed: bool
) -> "Worked":
    """Asks somebody else to agree to a draft, which is kept first as it is written now."""
    from statusboard.app.maintenance.agreement_commands import submit_work
    from statusboard.app.maintenance.inputs import SubmitWork

    if of is not None and not is_changed:
        return await desk.do(submit_work, SubmitWork(of.maintenance_id, of.revision))
    kept = await keep_draft(desk, plan, of)
    return await desk.do(submit_work, SubmitWork(kept.maintenance_id, kept.revision))


async def approve(desk: Desk, of: MaintenanceDetail) -> "Worked":
    """Agrees to the draft that is shown."""
    from statusboard.app.maintenance.agreement_commands import approve_work
    from statusboard.app.maintenance.inputs import ApproveWork

    return await desk.do(approve_work, ApproveWork(of.maintenance_id, of.revision))


async def send_back(desk: Desk, of: MaintenanceDetail, words: str) -> "Worked":
    """Sends the draft that is shown back, with a word why."""
    from statusboard.app.maintenance.agreement_commands import reject_work
    from statusboard.app.maintenance.inputs import RejectWork

    return await desk.do(reject_work, RejectWork(of.maintenance_id, of.revision, words))


async def plan_work(
    desk: Desk, plan: Plan, of: MaintenanceDetail | None, why: str = ""
) -> "Worked":
    """Puts a plan on the page and tells whom it concerns; `why` it cannot wait for approval."""
    from statusboard.app.maintenance.commands import change
    from statusboard.app.maintenance.commands import plan as put_on_page
    from statusboard.app.maintenance.inputs import ChangeWork, PlanWork

    if of is None:
        return await desk.do(put_on_page, PlanWork(plan, without_approval=why))
    if of.window.window.status is MaintenanceStatus.DRAFT:
        return await desk.do(put_on_page, PlanWork(plan, of.maintenance_id, of.revision, why))
    return await desk.do(change, ChangeWork(of.maintenance_id, of.revision, plan, why))


async def move_window(
    desk: Desk,
    of: MaintenanceDetail,
    starts_at: datetime,
    lasts: timedelta | None = None,
    why: str = "",
) -> "Worked":
    """Puts one window at another time."""
    from statusboard.app.maintenance.inputs import MoveWindow
    from statusboard.app.maintenance.window_commands import move

    window_id = of.window.window.id
    return await desk.do(move, MoveWindow(window_id, of.revision, starts_at, lasts, why))


async def start_work(desk: Desk, window_id: int, why: str = "") -> "Worked":
    """Begins a window now."""
    from statusboard.app.maintenance.inputs import StartWork
    from statusboard.app.maintenance.window_commands import start

    return await desk.do(start, StartWork(window_id, why))


async def extend_work(desk: Desk, window_id: int, until: datetime, why: str = "") -> "Worked":
    """Lets a window that runs end later."""
    from statusboard.app.maintenance.inputs import ExtendWork
    from statusboard.app.maintenance.window_commands import extend

    return await desk.do(extend, ExtendWork(window_id, until, why))


async def verify_work(desk: Desk, window_id: int) -> "Worked":
    """Says that the work is done, and is being looked over."""
    from statusboard.app.maintenance.inputs import VerifyWork
    from statusboard.app.maintenance.window_commands import verify

    return await desk.do(verify, VerifyWork(window_id))


async def end_work(
    desk: Desk, window_id: int, at: datetime | None = None, reason: str = "", why: str = ""
) -> "Worked":
    """Says that the work is done, or when it was; `reason` is why that is later than was told."""
    from statusboard.app.maintenance.inputs import EndWork
    from statusboard.app.maintenance.window_commands import end

    return await desk.do(end, EndWork(window_id, at, reason, why))


async def cancel_work(
    desk: Desk, of: MaintenanceDetail, reason: str, why: str = "", *, whole_series: bool
) -> "Worked":
    """Says that a window does not take place, and why."""
    from statusboard.app.maintenance.inputs import CancelWork
    from statusboard.app.maintenance.window_commands import cancel

    window_id = of.window.window.id
    given = CancelWork(window_id, of.revision, reason, whole_series, why)
    return await desk.do(cancel, given)


async def discard_work(desk: Desk, maintenance_id: int) -> None:
    """Throws a draft away."""
    from statusboard.app.maintenance.commands import discard
    from statusboard.app.maintenance.inputs import DiscardWork

    await desk.do(discard, DiscardWork(maintenance_id))


async def withdraw_request(desk: Desk, of: MaintenanceDetail) -> "Worked":
    """Nobody needs to agree to the draft that is shown for now."""
    from statusboard.app.maintenance.agreement_commands import withdraw_request_of_work
    from statusboard.app.maintenance.inputs import WithdrawWork

    return await desk.do(withdraw_request_of_work, WithdrawWork(of.maintenance_id, of.revision))
