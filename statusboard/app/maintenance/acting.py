"""Does what was wanted of a window: writes it, tells of it, and puts the next one of a series."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.doorway import Done
from statusboard.app.maintenance.agreeing import note_written, refuse_without_draft
from statusboard.app.maintenance.answers import done
from statusboard.app.maintenance.change_inputs import WorkDeed
from statusboard.app.maintenance.changing import change_and_tell
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
    Worked,
)
from statusboard.app.maintenance.outcomes import (
    Outcome,
    cancelled,
    ended,
    extended,
    moved,
    started,
)
from statusboard.app.maintenance.rules import refuse_older, the_maintenance, the_window
from statusboard.app.maintenance.series import put_ahead, put_next
from statusboard.app.maintenance.telling import Told, tell
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus, MaintenanceWindow
from statusboard.storage.maintenance import (
    change_plan,
    close_maintenance,
    count_change,
    read_maintenance,
    write_window,
)
from statusboard.storage.unit import Unit

WindowDeed = MoveWindow | StartWork | ExtendWork | EndWork | CancelWork


def outcome_of(unit: Unit, given: WindowDeed) -> Outcome | None:
    """What would become of the window; None where it is so already. Raises RuleBroken."""
    match given:
        case MoveWindow():
            return moved(unit, given)
        case StartWork():
            return started(unit, given)
        case ExtendWork():
            return extended(unit, given)
        case EndWork():
            return ended(unit, given)
        case CancelWork():
            return cancelled(unit, given)


def carry_out(
    unit: Unit, given: WorkDeed, *, agreed: Mapping[str, object] | None = None
) -> Done[Worked]:
    """Does it, and answers as its verb does. `agreed` is who agreed, where somebody has.

    Raises RuleBroken where it cannot be, or somebody else would have to agree to it.
    """
    if isinstance(given, ChangeWork):
        return _plan_anew(unit, given, agreed)
    outcome = outcome_of(unit, given)
    if outcome is None:
        _, window = the_window(unit, given.window_id)
        return answer(unit, window, None, again=True)
    return _do(unit, given, outcome, agreed)


def _do(
    unit: Unit, given: WindowDeed, outcome: Outcome, agreed: Mapping[str, object] | None
) -> Done[Worked]:
    known, window = outcome.known, outcome.window
    is_draft = window.status is MaintenanceStatus.DRAFT
    if agreed is None:
        agreed = {}
        if outcome.is_new and not is_draft:
            why = given.without_approval
            agreed = refuse_without_draft(unit, known, why, outcome.instead)
    if outcome.closes:
        close_maintenance(unit, known.id)
    elif outcome.plan == known.plan:
        count_change(unit, known.id)
    else:
        change_plan(unit, known.id, outcome.plan)
    if is_draft:
        write_window(unit, window)
        note_written(unit, known.id)
        return answer(unit, window, None)
    if window.id < 0:
        put = put_ahead(unit, known, window.series_at)
        names = {"id": put.id, "public_id": put.public_id, "incident_id": put.incident_id}
        window = replace(window, is_ahead=True, **names)  # type: ignore[arg-type]
    if outcome.closes:
        _cancel_ahead(unit, known, window, outcome.reason)
    told = tell(
        unit, outcome.plan, window, outcome.kind, reason=outcome.reason, quietly=outcome.quietly
    )
    return answer(unit, told.window, replace(told, agreed=agreed))


def _cancel_ahead(unit: Unit, known: Maintenance, window: MaintenanceWindow, reason: str) -> None:
    """Nothing of a series follows: what was put of it before its turn does not either."""
    for other in known.windows:
        if other.id != window.id and other.status is MaintenanceStatus.SCHEDULED:
            gone = replace(other, status=MaintenanceStatus.CANCELLED)
            tell(unit, known.plan, gone, reason=reason, quietly=True)


def _plan_anew(unit: Unit, given: ChangeWork, agreed: Mapping[str, object] | None) -> Done[Worked]:
    known = the_maintenance(unit, given.maintenance_id)
    if known.plan == given.plan:
        return _of_plan(unit, known.id, None, again=True)
    refuse_older(known, given.revision)
    told = change_and_tell(unit, known, given.plan, why=given.without_approval, agreed=agreed)
    return _of_plan(unit, known.id, told)


def _of_plan(
    unit: Unit, maintenance_id: int, told: Told | None, *, again: bool = False
) -> Done[Worked]:
    known = the_maintenance(unit, maintenance_id)
    still_open = [one for one in known.windows if not one.status.is_over]
    window = (still_open or known.windows[-1:])[0] if told is None else told.window
    worked = Worked(
        known.id,
        known.revision,
        window.id,
        window.status,
        told.generation if told is not None else 0,
        told.recipients if told is not None else 0,
    )
    return done(worked, known, told, again=again)


def answer(
    unit: Unit, window: MaintenanceWindow, told: Told | None, *, again: bool = False
) -> Done[Worked]:
    """What a verb about one window answers; where it told of it, the next one is put."""
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
