"""Verbs about one window of planned work: move, start, extend, verify, end and cancel it.

What each would come to stands in `outcomes`; a change that waits for approval comes to the same.
"""

from dataclasses import replace

from statusboard.app.doorway import Done, verb
from statusboard.app.maintenance.acting import answer, carry_out
from statusboard.app.maintenance.inputs import (
    CancelWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
    VerifyWork,
    Worked,
)
from statusboard.app.maintenance.proposing import settled
from statusboard.app.maintenance.rules import refuse_draft, refuse_over, the_window
from statusboard.app.maintenance.telling import tell
from statusboard.domain.access import Permission
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.errors import RuleBroken
from statusboard.storage.maintenance import count_change
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit


@verb("maintenance.move", Permission.PUBLISH, MoveWindow, Worked)
def move(unit: Unit, given: MoveWindow) -> Done[Worked]:
    """Puts one window at another time, and tells of it; its series stays where it is.

    Raises RuleBroken where the window has begun or is over, somebody has changed its plan since,
    the new time is past or meets another one of the same work, or somebody else would have to
    agree to it.
    """
    lock_notices(unit)
    return settled(unit, carry_out(unit, given))


@verb("maintenance.start", Permission.PUBLISH, StartWork, Worked)
def start(unit: Unit, given: StartWork) -> Done[Worked]:
    """The work begins now, and lasts as long as was planned. What has begun already goes on.

    Raises RuleBroken where it is over, a draft, or earlier than somebody else agreed to.
    """
    lock_notices(unit)
    return settled(unit, carry_out(unit, given))


@verb("maintenance.extend", Permission.PUBLISH, ExtendWork, Worked)
def extend(unit: Unit, given: ExtendWork) -> Done[Worked]:
    """The work that runs ends at another instant than was planned, and customers are told so.

    Raises RuleBroken where it does not run, the end is past, too far or in the next window, or
    somebody else would have to agree to it.
    """
    lock_notices(unit)
    return settled(unit, carry_out(unit, given))


@verb("maintenance.verify", Permission.PUBLISH, VerifyWork, Worked)
def verify(unit: Unit, given: VerifyWork) -> Done[Worked]:
    """The work is done, and is being looked over. Raises RuleBroken where it does not run."""
    lock_notices(unit)
    maintenance, window = the_window(unit, given.window_id)
    if window.status is MaintenanceStatus.VERIFYING:
        return answer(unit, window, None, again=True)
    refuse_draft(window)
    refuse_over(window)
    if not window.status.is_running:
        raise RuleBroken("This work has not begun. Start it first.", field="window_id")
    count_change(unit, maintenance.id)
    told = tell(unit, maintenance.plan, replace(window, status=MaintenanceStatus.VERIFYING))
    return settled(unit, answer(unit, told.window, told))


@verb("maintenance.end", Permission.PUBLISH, EndWork, Worked)
def end(unit: Unit, given: EndWork) -> Done[Worked]:
    """The work is over, now or since an instant; customers are told, and the next window is put.

    Of what is over already, `at` corrects the end: on the page, without a message. Raises
    RuleBroken where it never ran, the end lies before the start or ahead, a corrected one makes of
    the work what nobody could have planned, or a later one has no reason, or nobody who agreed.
    """
    lock_notices(unit)
    return settled(unit, carry_out(unit, given))


@verb("maintenance.cancel", Permission.PUBLISH, CancelWork, Worked)
def cancel(unit: Unit, given: CancelWork) -> Done[Worked]:
    """The work does not take place, or is broken off, and customers read why.

    The next window of a series is put unless the whole of it is cancelled. Raises RuleBroken where
    it is over, somebody has changed its plan since, the reason says nothing, or somebody else
    would have to agree to it.
    """
    lock_notices(unit)
    return settled(unit, carry_out(unit, given))
