"""What would become of a window by what somebody wants done with it, before anything is written.

The verbs do what stands here, and whoever is asked to agree reads it: both ask the same functions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.inputs import (
    CancelWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
)
from statusboard.app.maintenance.rules import (
    JUST_NOW,
    LONGEST,
    begun,
    over,
    refuse_draft,
    refuse_older,
    refuse_over,
    refuse_overlap,
    refuse_unfit_length,
    the_window,
)
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.letters import can_be_seen
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.maintenance_windows import shifted
from statusboard.domain.notice import BODY_LIMIT
from statusboard.domain.status import ComponentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

_CANCELLED = MaintenanceStatus.CANCELLED
_ASK = "Ask for approval"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A window as it would be, its plan, and how that would be told.

    `known` is the work as it is. `is_new`: it says what nobody agreed to, so that the team's rule
    counts; `instead` is what else can be done, and `begins_at` when it would begin, where that is
    said anew. `closes`: nothing of it follows. `services` is what each will be, where another plan
    says so.
    """

    known: Maintenance
    window: MaintenanceWindow
    plan: Plan
    kind: UpdateKind = UpdateKind.MAINTENANCE
    reason: str = ""
    quietly: bool = False
    is_new: bool = True
    instead: str = _ASK
    begins_at: datetime | None = None
    closes: bool = False
    services: Mapping[int, ComponentStatus] | None = None


def moved(unit: Unit, given: MoveWindow) -> Outcome | None:
    """The window at another time; None where it is there already. Raises RuleBroken."""
    known, window = the_window(unit, given.window_id)
    lasts = window.ends_at - window.starts_at if given.lasts is None else given.lasts
    there = shifted(window, given.starts_at, lasts)
    if there == window:
        return None
    refuse_older(known, given.revision)
    refuse_over(window)
    if window.status.is_running:
        raise RuleBroken(
            "This work has begun. Extend it, or end it and plan the rest.", field="window_id"
        )
    if there.starts_at < unit.now:
        raise RuleBroken("The new start is past. Choose a later one.", field="starts_at")
    refuse_unfit_length(there.ends_at - there.starts_at, "lasts")
    plan = known.plan
    if plan.repeats:
        refuse_overlap(known, there, "starts_at")
    else:
        # What comes once is planned where it is.
        wall = there.starts_at.astimezone(ZoneInfo(plan.zone)).replace(tzinfo=None)
        plan = replace(plan, starts_at=wall, lasts=lasts)
        there = replace(there, series_at=there.starts_at)
    return Outcome(known, there, plan, UpdateKind.MOVE, begins_at=there.starts_at)


def started(unit: Unit, given: StartWork) -> Outcome | None:
    """The window as it begins now; None where it runs. Raises RuleBroken."""
    known, window = the_window(unit, given.window_id)
    if window.status.is_running:
        return None
    refuse_draft(window)
    refuse_over(window)
    if window.id < 0:
        raise RuleBroken(
            "This window is not the next one of its series. Start that one.", field="window_id"
        )
    is_early = unit.now < window.starts_at - JUST_NOW
    return Outcome(
        known,
        begun(window, unit.now),
        known.plan,
        is_new=is_early,
        instead="Let it begin at its time, ask for approval",
        begins_at=unit.now,
    )


def extended(unit: Unit, given: ExtendWork) -> Outcome | None:
    """The window that runs with another end; None where it ends then. Raises RuleBroken."""
    known, window = the_window(unit, given.window_id)
    refuse_draft(window)
    refuse_over(window)
    if not window.status.is_running:
        raise RuleBroken("This work has not begun. Move it instead.", field="window_id")
    if given.until == window.ends_at:
        return None
    if given.until <= unit.now:
        raise RuleBroken("The new end is past. End the work now instead.", field="until")
    started_at = window.started_at or window.starts_at
    if given.until - started_at > LONGEST:
        raise RuleBroken(
            f"The work would take more than {LONGEST.days} days. Plan the rest by itself.",
            field="until",
        )
    longer = replace(window, ends_at=given.until)
    refuse_overlap(known, longer, "until")
    return Outcome(known, longer, known.plan, UpdateKind.EXTENSION)


def ended(unit: Unit, given: EndWork) -> Outcome | None:
    """The window as it is over; None where it ended then already. Raises RuleBroken.

    An end that is later than customers were told takes a reason: it takes time out of uptime.
    """
    known, window = the_window(unit, given.window_id)
    refuse_draft(window)
    if window.status is _CANCELLED:
        refuse_over(window)
    is_over = window.status is MaintenanceStatus.COMPLETED
    if is_over and given.at in (None, window.ended_at):
        return None
    if window.started_at is None:
        raise RuleBroken("This work has not begun. Cancel it instead.", field="window_id")
    at = given.at or unit.now
    if not window.started_at <= at <= unit.now:
        raise RuleBroken(
            "The end lies before the start or in the future. Say when the work was over.",
            field="at",
        )
    if window.ended_at is not None and at > max(window.ended_at, window.started_at + LONGEST):
        raise RuleBroken(
            f"The work would have taken more than {LONGEST.days} days. Say an end before that; "
            "what failed later was no planned work.",
            field="at",
        )
    gone = over(window, at)
    _refuse_into_next(known.windows, window, gone)
    is_later = _is_later(known.plan, window, at)
    reason = given.reason.strip()
    if is_later and not can_be_seen(reason):
        raise RuleBroken(
            "The work was to be over before that, and uptime would leave the time between out. "
            "Say why it took longer; it is recorded.",
            field="reason",
        )
    if len(reason) > BODY_LIMIT // 2:
        raise _too_long(reason)
    if is_over or is_later:
        gone = replace(gone, end_set_at=unit.now, end_reason=reason)
    return Outcome(known, gone, known.plan, quietly=is_over, is_new=is_later)


def cancelled(unit: Unit, given: CancelWork) -> Outcome | None:
    """The window as it does not take place; None where that was said. Raises RuleBroken."""
    known, window = the_window(unit, given.window_id)
    if window.status is _CANCELLED:
        return None
    refuse_older(known, given.revision)
    refuse_draft(window)
    refuse_over(window)
    reason = without_comments(given.reason).strip()
    if not can_be_seen(reason):
        raise RuleBroken("Say why it is cancelled. Customers read the reason.", field="reason")
    if len(reason) > BODY_LIMIT // 2:
        raise _too_long(reason)
    if given.whole_series and (window.id < 0 or window.is_ahead):
        raise RuleBroken(
            "Earlier windows of this series are still to come. Cancel the series at the next of "
            "them.",
            field="whole_series",
        )
    ended_at = unit.now if window.started_at is not None else None
    gone = replace(window, status=_CANCELLED, ended_at=ended_at)
    closes = given.whole_series or not known.plan.repeats
    return Outcome(known, gone, known.plan, reason=reason, closes=closes)


def _is_later(plan: Plan, window: MaintenanceWindow, at: datetime) -> bool:
    """Whether an instant is past the end that holds: the one that was, or that came by itself."""
    if window.ended_at is not None:
        return at > window.ended_at
    return plan.ends_itself and at > window.ends_at + JUST_NOW


def _refuse_into_next(
    windows: tuple[MaintenanceWindow, ...], window: MaintenanceWindow, gone: MaintenanceWindow
) -> None:
    """An end that is corrected may not reach into another window of the series."""
    assert gone.ended_at is not None
    for other in windows:
        start = other.started_at or other.starts_at
        is_later = other.id != window.id and start > (window.started_at or window.starts_at)
        if is_later and other.status is not _CANCELLED and gone.ended_at > start:
            raise RuleBroken(
                "The same work had begun again by then. Say an end before that.", field="at"
            )


def _too_long(reason: str) -> RuleBroken:
    return RuleBroken(
        f"The reason has {len(reason)} characters; at most {BODY_LIMIT // 2} fit.", field="reason"
    )
