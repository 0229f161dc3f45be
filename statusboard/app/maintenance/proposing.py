"""Changes of announced work that wait until somebody else has agreed to them.

The work goes on as it was announced meanwhile. A change is the input of the verb that would do it,
about the plan as it was then: once that is another one, or time has overtaken it, it is void.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from statusboard.app.agreement.agreeing import (
    APPROVAL,
    Subject,
    actor_of,
    is_agreed,
    note,
    who_may_agree,
)
from statusboard.app.doorway import Done
from statusboard.app.maintenance.acting import outcome_of
from statusboard.app.maintenance.agreeing import needs_approval
from statusboard.app.maintenance.change_inputs import ProposeWork, WorkDeed
from statusboard.app.maintenance.change_words import asked_words, read_now, would_read
from statusboard.app.maintenance.changing import changed
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
    Worked,
)
from statusboard.app.maintenance.outcomes import Outcome
from statusboard.app.maintenance.rules import the_maintenance
from statusboard.app.maintenance.series import put_ahead
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Deed,
    Matter,
    Occasion,
    approval_of,
    signer_of,
)
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus
from statusboard.domain.maintenance_change import ChangeDeed, Closing, ProposedChange
from statusboard.domain.views.agreement import AgreementView, Redline
from statusboard.domain.views.maintenance import ChangeView
from statusboard.errors import RuleBroken
from statusboard.storage.approvals import read_steps
from statusboard.storage.maintenance import read_maintenance
from statusboard.storage.maintenance_changes import (
    NewChange,
    add_change,
    close_change,
    read_change,
    read_newest_changes,
)
from statusboard.storage.unit import Unit

_INPUTS: Mapping[ChangeDeed, type[WorkDeed]] = {
    ChangeDeed.CHANGE: ChangeWork,
    ChangeDeed.MOVE: MoveWindow,
    ChangeDeed.START: StartWork,
    ChangeDeed.EXTEND: ExtendWork,
    ChangeDeed.END: EndWork,
    ChangeDeed.CANCEL: CancelWork,
}
# What came to nothing because of these is told to whoever looks; the others people decided.
_TOLD = (None, Closing.VOID)
OVERTAKEN = "The work was changed meanwhile, so this came to nothing. Ask anew if it is still due."


def asked_for(given: ProposeWork) -> tuple[ChangeDeed, WorkDeed]:
    """What is asked for. Raises RuleBroken where that is not exactly one thing."""
    named = {deed: getattr(given, deed.value) for deed in ChangeDeed}
    found = [(deed, one) for deed, one in named.items() if one is not None]
    if len(found) != 1:
        raise RuleBroken("Ask for one thing at a time.", field="change")
    deed, wanted = found[0]
    return deed, replace(wanted, without_approval="")


def as_text(given: WorkDeed) -> str:
    """What is kept of it."""
    return msgspec.json.encode(given).decode()


def given_of(change: ProposedChange) -> WorkDeed:
    """The input of the verb that would do it."""
    return msgspec.json.decode(change.given, type=_INPUTS[change.deed])


def would_come_to(unit: Unit, given: WorkDeed) -> Outcome:
    """What it would come to. Raises RuleBroken where it cannot be, or would change nothing."""
    found = changed(unit, given) if isinstance(given, ChangeWork) else outcome_of(unit, given)
    if found is None:
        raise RuleBroken("It is so already: this would change nothing.", field="change")
    if found.window.status is MaintenanceStatus.DRAFT:
        raise RuleBroken(
            "This work is a draft. Change it as one, then ask for approval of it.",
            field="maintenance_id",
        )
    return found


def put_up(unit: Unit, given: ProposeWork) -> tuple[ProposedChange, bool]:
    """The change that somebody else is asked to agree to, and whether that was not asked before.

    Raises RuleBroken where it could not be, would change nothing, or nobody else has to agree.
    """
    deed, wanted = asked_for(given)
    outcome = would_come_to(unit, wanted)
    if not needs_approval(unit) or not outcome.is_new:
        raise RuleBroken("Nobody else has to agree to this. Do it at once.", field=APPROVAL)
    if not isinstance(wanted, ChangeWork) and outcome.window.id < 0:
        put = put_ahead(unit, outcome.known, outcome.window.series_at)
        wanted = replace(wanted, window_id=put.id)
        outcome = would_come_to(unit, wanted)
    known, text, me = outcome.known, as_text(wanted), signer_of(actor_of(unit))
    before = waiting_change(unit, known.id)
    if before is not None:
        is_asked = approval_of_change(unit, before).state is ApprovalState.ASKED
        if is_asked and (before.deed, before.given) == (deed, text) and before.by.is_same(me):
            return before, False
        close_change(unit, before.id, Closing.REPLACED, f"{me.name} asked for something else.")
    new = NewChange(known.id, outcome.window.id, known.revision, deed, text)
    change = read_change(unit, add_change(unit, new, me))
    assert change is not None
    subject = subject_of_change(unit, change, outcome)
    note(unit, subject, Deed.WROTE)
    note(unit, subject, Deed.ASKED)
    return change, True


def stands(unit: Unit, change: ProposedChange) -> tuple[Outcome | None, str]:
    """What a change would come to, or why it comes to nothing any more, as a sentence."""
    known = read_maintenance(unit, change.maintenance_id)
    if known is None or known.revision != change.revision:
        return None, OVERTAKEN
    try:
        return would_come_to(unit, given_of(change)), ""
    except RuleBroken as broken:
        return None, f"This comes to nothing any more. {broken.sentence}"


def waiting_change(unit: Unit, maintenance_id: int) -> ProposedChange | None:
    """The change of some work that was neither made nor given up; None where there is none."""
    found = read_newest_changes(unit, (maintenance_id,)).get(maintenance_id)
    return found if found is not None and found.closing is None else None


def subject_of_change(unit: Unit, change: ProposedChange, outcome: Outcome) -> Subject:
    """What has to be agreed to before a change is made."""
    return Subject(
        Matter.MAINTENANCE_CHANGE,
        change.id,
        change.id,
        Occasion.PLANNED_WORK,
        approval_of_change(unit, change),
        said=would_read(unit, outcome),
        begins_at=outcome.begins_at,
    )


def changes_of(unit: Unit, works: Iterable[Maintenance]) -> dict[int, ChangeView]:
    """What was asked for of announced work, for whoever looks at it, by the work."""
    named = {one.id: one for one in works}
    newest = read_newest_changes(unit, tuple(named))
    views = {number: _view(unit, named[number], one) for number, one in newest.items()}
    return {number: view for number, view in views.items() if view is not None}


def _view(unit: Unit, known: Maintenance, change: ProposedChange) -> ChangeView | None:
    """How it stands; None where it was made or given up by somebody."""
    if change.closing not in _TOLD:
        return None
    outcome, problem = None, change.words
    if change.closing is None:
        outcome, problem = stands(unit, change)
    approval = approval_of_change(unit, change)
    is_needed = needs_approval(unit)
    is_asked = approval.state is ApprovalState.ASKED and not problem
    others = who_may_agree(unit, approval) if is_asked else None
    return ChangeView(
        change_id=change.id,
        window_id=change.window_id,
        deed=change.deed,
        by=change.by.name,
        made_at=change.made_at,
        asks=asked_words(unit, known, given_of(change)),
        agreement=AgreementView(
            change.id,
            approval=approval,
            is_needed=is_needed,
            is_enough=outcome is not None
            and is_agreed(unit, subject_of_change(unit, change, outcome)),
            can_approve=tuple(one.name for one in others or ()),
        ),
        problem=problem,
    )


def window_of_change(known: Maintenance, change: ChangeView) -> int:
    """The window that a change is shown at: its own, or in a series what follows once that is over.

    A later end was asked of its own alone.
    """
    own = next(one for one in known.windows if one.id == change.window_id)
    ahead = next((one for one in known.windows if not one.status.is_over), own)
    return ahead.id if own.status.is_over and change.deed is not ChangeDeed.END else own.id


def redline_of_change(unit: Unit, known: Maintenance) -> Redline | None:
    """What a change that waits would make of what customers read now; None without one."""
    change = waiting_change(unit, known.id)
    if change is None:
        return None
    outcome, _ = stands(unit, change)
    if outcome is None:
        return None
    return Redline(before=read_now(unit, outcome), after=would_read(unit, outcome))


def settle(unit: Unit, maintenance_id: int) -> bool:
    """Gives up a change that comes to nothing any more, and says why; whether there was one."""
    change = waiting_change(unit, maintenance_id)
    if change is None:
        return False
    _, problem = stands(unit, change)
    if problem:
        close_change(unit, change.id, Closing.VOID, problem)
    return bool(problem)


def settled(unit: Unit, done: Done[Worked]) -> Done[Worked]:
    """The same answer, after what waits of that work was held against how it is now."""
    settle(unit, done.result.maintenance_id)
    return done


def work_of(unit: Unit, change: ProposedChange) -> Maintenance:
    """The work that a change is about."""
    return the_maintenance(unit, change.maintenance_id)


def approval_of_change(unit: Unit, change: ProposedChange) -> Approval:
    """How a change stands on its way to being agreed to."""
    steps = read_steps(unit, Matter.MAINTENANCE_CHANGE, change.id)
    return approval_of(steps, frozenset({change.id}), ())
