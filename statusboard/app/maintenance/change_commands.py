"""Verbs by which two people agree on a change of announced work: ask, agree, send back, take back.

Whoever asks is somebody who could do it where the team has no rule; it is done, in the transaction
of the approval, once somebody else has agreed.
"""

from statusboard.app.agreement.agreeing import (
    Subject,
    actor_of,
    approve,
    refuse_without_agreement,
    reject,
)
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.maintenance.acting import answer
from statusboard.app.maintenance.agreed_changes import left_to_an_office, make_agreed
from statusboard.app.maintenance.answers import NOTHING
from statusboard.app.maintenance.change_inputs import (
    ApproveChange,
    Proposed,
    ProposeWork,
    RejectChange,
    WithdrawChange,
)
from statusboard.app.maintenance.change_words import asked_words
from statusboard.app.maintenance.inputs import Worked
from statusboard.app.maintenance.proposing import (
    given_of,
    put_up,
    stands,
    subject_of_change,
    work_of,
)
from statusboard.app.maintenance.rules import the_window
from statusboard.domain.access import Permission
from statusboard.domain.approval import ApprovalState, Deed, Matter, signer_of
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.maintenance_change import Closing, ProposedChange
from statusboard.errors import RuleBroken
from statusboard.storage.approvals import read_steps
from statusboard.storage.connection_rights import may_tell_customers
from statusboard.storage.maintenance_changes import (
    close_change,
    read_change,
)
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit


@verb("maintenance.propose", Permission.PUBLISH, ProposeWork, Proposed)
def propose(unit: Unit, given: ProposeWork) -> Done[Proposed]:
    """Asks somebody else to agree to a change of announced work, which goes on as it is meanwhile.

    Another one that waited is replaced; the same one twice asks once. Raises RuleBroken where it
    could not be, would change nothing, or nobody else has to agree to it.
    """
    lock_notices(unit)
    change, is_new = put_up(unit, given)
    return _done(unit, change, ApprovalState.ASKED, is_new=is_new)


@verb("maintenance.approve_change", Permission.APPROVE, ApproveChange, Worked)
def approve_change(unit: Unit, given: ApproveChange) -> Done[Worked]:
    """Agrees to exactly the change that was seen, by somebody else, and makes it at once.

    Where the server lets this connection not publish, the loop of an office that may makes it.
    Raises RuleBroken where it is another one by now, nobody asks, the actor asked, or it comes to
    nothing any more.
    """
    lock_notices(unit)
    known = _the_change(unit, given.change_id)
    if known.closing is Closing.DONE and _is_mine(unit, known):
        window = the_window(unit, known.window_id)[1]
        return answer(unit, window, None, again=True)
    change, subject = _seen(unit, given.change_id)
    approve(unit, subject)
    outcome, _ = stands(unit, change)
    assert outcome is not None
    agreed = refuse_without_agreement(unit, subject_of_change(unit, change, outcome))
    asks = asked_words(unit, outcome.known, given_of(change))
    if not may_tell_customers(unit):
        return left_to_an_office(unit, change, asks)
    return make_agreed(unit, change, agreed, asks)


@verb("maintenance.reject_change", Permission.APPROVE, RejectChange, Proposed)
def reject_change(unit: Unit, given: RejectChange) -> Done[Proposed]:
    """Sends a change back with a word why; the work stays as it was announced.

    Raises RuleBroken without a word, or where nobody asks for it any more.
    """
    change, subject = _seen(unit, given.change_id)
    reject(unit, subject, given.words)
    return _done(unit, change, ApprovalState.REJECTED, words=given.words.strip())


@verb("maintenance.withdraw_change", Permission.WRITE, WithdrawChange, Proposed)
def withdraw_change(unit: Unit, given: WithdrawChange) -> Done[Proposed]:
    """Takes a change back that waits, was sent back, or came to nothing. Twice it does it once.

    Raises RuleBroken where it was made already, or replaced.
    """
    lock_notices(unit)
    change = _the_change(unit, given.change_id)
    if change.closing is Closing.WITHDRAWN:
        return _done(unit, change, ApprovalState.OPEN, is_new=False)
    if change.closing not in (None, Closing.VOID):
        raise _gone()
    close_change(unit, change.id, Closing.WITHDRAWN)
    return _done(unit, change, ApprovalState.OPEN)


def _seen(unit: Unit, change_id: int) -> tuple[ProposedChange, Subject]:
    """The change that somebody decides about, under the lock of whoever writes planned work."""
    lock_notices(unit)
    change = _the_change(unit, change_id)
    if change.closing is not None:
        raise RuleBroken(change.words, field="change_id") if change.words else _gone()
    outcome, problem = stands(unit, change)
    if outcome is None:
        raise RuleBroken(problem, field="change_id")
    return change, subject_of_change(unit, change, outcome)


def _the_change(unit: Unit, change_id: int) -> ProposedChange:
    found = read_change(unit, change_id)
    if found is None:
        raise RuleBroken("There is no such change of planned work.", field="change_id")
    return found


def _gone() -> RuleBroken:
    return RuleBroken(
        "Nobody asks for approval of this change any more. Look at how the work stands.",
        field="change_id",
    )


def _is_mine(unit: Unit, change: ProposedChange) -> bool:
    """Whether it was the actor who agreed to it."""
    steps = read_steps(unit, Matter.MAINTENANCE_CHANGE, change.id)
    me = signer_of(actor_of(unit))
    return any(one.deed is Deed.APPROVED and one.by.is_same(me) for one in steps)


def _done(
    unit: Unit,
    change: ProposedChange,
    state: ApprovalState,
    *,
    is_new: bool = True,
    words: str = "",
) -> Done[Proposed]:
    asks = asked_words(unit, work_of(unit, change), given_of(change))
    detail: dict[str, object] = {"change": change.id, "asks": asks}
    if words:
        detail["words"] = words
    if not is_new:
        detail["again"] = True
    return Done(
        Proposed(change.id, change.maintenance_id, change.window_id, state),
        Changes.of(Topic.MAINTENANCE) if is_new else NOTHING,
        Audit(f"maintenance {change.maintenance_id}", detail),
    )
