"""Verbs about one window of planned work: move, start, extend, verify, end and cancel it."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.app.doorway import Done, verb
from statusboard.app.maintenance.agreeing import note_written, refuse_without_draft
from statusboard.app.maintenance.changing import refuse_unagreed_change
from statusboard.app.maintenance.commands import done
from statusboard.app.maintenance.inputs import (
    CancelWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
    VerifyWork,
    Worked,
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
from statusboard.app.maintenance.series import put_next
from statusboard.app.maintenance.telling import Told, tell
from statusboard.domain.access import Permission
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.letters import can_be_seen
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow
from statusboard.domain.maintenance_windows import shifted
from statusboard.domain.notice import BODY_LIMIT
from statusboard.domain.update_kind import UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage.maintenance import (
    change_plan,
    close_maintenance,
    count_change,
    read_maintenance,
    write_window,
)
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit

_CANCELLED = MaintenanceStatus.CANCELLED


@verb("maintenance.move", Permission.PUBLISH, MoveWindow, Worked)
def move(unit: Unit, given: MoveWindow) -> Done[Worked]:
    """Puts one window at another time, and tells of it; its series stays where it is.

    Raises RuleBroken where the window has begun or is over, somebody has changed its plan since,
    the new time is past or meets another one of the same work, or somebody else would have to
    agree to it.
    """
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    lasts = window.ends_at - window.starts_at if given.lasts is None else given.lasts
    moved = shifted(window, given.starts_at, lasts)
    if moved == window:
        return _done(unit, window, None, again=True)
    refuse_older(maintenance, given.revision)
    refuse_over(window)
    if window.status.is_running:
        raise RuleBroken(
            "This work has begun. Extend it, or end it and plan the rest.", field="window_id"
        )
    if moved.starts_at < unit.now:
        raise RuleBroken("The new start is past. Choose a later one.", field="starts_at")
    refuse_unfit_length(moved.ends_at - moved.starts_at, "lasts")
    plan = maintenance.plan
    if plan.repeats:
        refuse_overlap(maintenance, moved, "starts_at")
        count_change(unit, maintenance.id)
    else:
        # What comes once is planned where it is.
        wall = moved.starts_at.astimezone(ZoneInfo(plan.zone)).replace(tzinfo=None)
        plan = replace(plan, starts_at=wall, lasts=lasts)
        change_plan(unit, maintenance.id, plan)
        moved = replace(moved, series_at=moved.starts_at)
    if moved.status is MaintenanceStatus.DRAFT:
        write_window(unit, moved)
        note_written(unit, maintenance.id)
        return _done(unit, moved, None)
    agreed = refuse_unagreed_change(unit, maintenance, given.without_approval)
    told = tell(unit, plan, moved, UpdateKind.MOVE)
    return _done(unit, moved, replace(told, agreed=agreed))


@verb("maintenance.start", Permission.PUBLISH, StartWork, Worked)
def start(unit: Unit, given: StartWork) -> Done[Worked]:
    """The work begins now, and lasts as long as was planned. What has begun already goes on.

    Raises RuleBroken where it is over, a draft, or earlier than somebody else agreed to.
    """
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    if window.status.is_running:
        return _done(unit, window, None, again=True)
    refuse_draft(window)
    refuse_over(window)
    agreed: dict[str, object] = {}
    if unit.now < window.starts_at - JUST_NOW:
        wait = "Let it begin at its time"
        agreed = refuse_without_draft(unit, maintenance, given.without_approval, wait)
    count_change(unit, maintenance.id)
    told = tell(unit, maintenance.plan, begun(window, unit.now))
    return _done(unit, told.window, replace(told, agreed=agreed))


@verb("maintenance.extend", Permission.PUBLISH, ExtendWork, Worked)
def extend(unit: Unit, given: ExtendWork) -> Done[Worked]:
    """The work that runs ends at another instant than was planned, and customers are told so.

    Raises RuleBroken where it does not run, or the end is past, too far or in the next window.
    """
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    refuse_draft(window)
    refuse_over(window)
    if not window.status.is_running:
        raise RuleBroken("This work has not begun. Move it instead.", field="window_id")
    if given.until == window.ends_at:
        return _done(unit, window, None, again=True)
    if given.until <= unit.now:
        raise RuleBroken("The new end is past. End the work now instead.", field="until")
    started_at = window.started_at or window.starts_at
    if given.until - started_at > LONGEST:
        raise RuleBroken(
            f"The work would take more than {LONGEST.days} days. Plan the rest by itself.",
            field="until",
        )
    longer = replace(window, ends_at=given.until)
    refuse_overlap(maintenance, longer, "until")
    count_change(unit, maintenance.id)
    told = tell(unit, maintenance.plan, longer, UpdateKind.EXTENSION)
    return _done(unit, told.window, told)


@verb("maintenance.verify", Permission.PUBLISH, VerifyWork, Worked)
def verify(unit: Unit, given: VerifyWork) -> Done[Worked]:
    """The work is done, and is being looked over. Raises RuleBroken where it does not run."""
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    if window.status is MaintenanceStatus.VERIFYING:
        return _done(unit, window, None, again=True)
    refuse_draft(window)
    refuse_over(window)
    if not window.status.is_running:
        raise RuleBroken("This work has not begun. Start it first.", field="window_id")
    count_change(unit, maintenance.id)
    told = tell(unit, maintenance.plan, replace(window, status=MaintenanceStatus.VERIFYING))
    return _done(unit, told.window, told)


@verb("maintenance.end", Permission.PUBLISH, EndWork, Worked)
def end(unit: Unit, given: EndWork) -> Done[Worked]:
    """The work is over, now or since an instant; customers are told, and the next window is put.

    Of what is over already, `at` corrects the end: on the page, without a message. Raises
    RuleBroken where it never ran, the end lies before the start or ahead, or a corrected one makes
    of the work what nobody could have planned.
    """
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    refuse_draft(window)
    if window.status is _CANCELLED:
        refuse_over(window)
    is_over = window.status is MaintenanceStatus.COMPLETED
    if is_over and given.at in (None, window.ended_at):
        return _done(unit, window, None, again=True)
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
    _refuse_into_next(maintenance.windows, window, over(window, at))
    count_change(unit, maintenance.id)
    told = tell(unit, maintenance.plan, over(window, at), quietly=is_over)
    return _done(unit, told.window, told)


@verb("maintenance.cancel", Permission.PUBLISH, CancelWork, Worked)
def cancel(unit: Unit, given: CancelWork) -> Done[Worked]:
    """The work does not take place, or is broken off, and customers read why.

    The next window of a series is put unless the whole of it is cancelled. Raises RuleBroken where
    it is over, somebody has changed its plan since, the reason says nothing, or somebody else
    would have to agree to it.
    """
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    if window.status is _CANCELLED:
        return _done(unit, window, None, again=True)
    refuse_older(maintenance, given.revision)
    refuse_draft(window)
    refuse_over(window)
    reason = without_comments(given.reason).strip()
    if not can_be_seen(reason):
        raise RuleBroken("Say why it is cancelled. Customers read the reason.", field="reason")
    if len(reason) > BODY_LIMIT // 2:
        raise RuleBroken(
            f"The reason has {len(reason)} characters; at most {BODY_LIMIT // 2} fit.",
            field="reason",
        )
    publisher = "Ask somebody who may publish in an emergency"
    agreed = refuse_without_draft(unit, maintenance, given.without_approval, publisher)
    if given.whole_series or not maintenance.plan.repeats:
        close_maintenance(unit, maintenance.id)
    else:
        count_change(unit, maintenance.id)
    ended_at = unit.now if window.started_at is not None else None
    gone = replace(window, status=_CANCELLED, ended_at=ended_at)
    told = tell(unit, maintenance.plan, gone, reason=reason)
    return _done(unit, told.window, replace(told, agreed=agreed))


def _refuse_into_next(
    windows: tuple[MaintenanceWindow, ...], window: MaintenanceWindow, ended: MaintenanceWindow
) -> None:
    """An end that is corrected may not reach into another window of the series."""
    assert ended.ended_at is not None
    for other in windows:
        start = other.started_at or other.starts_at
        is_later = other.id != window.id and start > (window.started_at or window.starts_at)
        if is_later and other.status is not _CANCELLED and ended.ended_at > start:
            raise RuleBroken(
                "The same work had begun again by then. Say an end before that.", field="at"
            )


def _done(
    unit: Unit, window: MaintenanceWindow, told: Told | None, *, again: bool = False
) -> Done[Worked]:
    following = put_next(unit, window.maintenance_id) if told is not None else None
    maintenance = read_maintenance(unit, window.maintenance_id)
    assert maintenance is not None
    worked = Worked(
        maintenance.id,
        maintenance.revision,
        window.id,
        window.status,
        (following or told).generation if told is not None else 0,
        told.recipients if told is not None else 0,
        following.window.id if following is not None else None,
    )
    return done(worked, maintenance, told, again=again)
