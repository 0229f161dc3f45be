"""The verb of the loop that makes what was agreed to where whoever agreed could not publish."""

from statusboard.app.agreement.agreeing import refuse_without_agreement
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.maintenance.agreed_changes import is_approved, make_agreed
from statusboard.app.maintenance.answers import NOTHING
from statusboard.app.maintenance.change_inputs import MakeChange, Proposed
from statusboard.app.maintenance.change_words import asked_words
from statusboard.app.maintenance.proposing import given_of, stands, subject_of_change, work_of
from statusboard.domain.access import Permission
from statusboard.domain.approval import ApprovalState
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.maintenance_change import Closing
from statusboard.storage.maintenance_changes import close_change, read_change
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit


@verb("maintenance.make_change", Permission.RUN, MakeChange, Proposed)
def make_change(unit: Unit, given: MakeChange) -> Done[Proposed]:
    """Makes a change that somebody else has agreed to; a second time it does nothing.

    With a `problem` it is given up for that. Raises RuleBroken where it cannot be made.
    """
    lock_notices(unit)
    change = read_change(unit, given.change_id)
    if change is None or change.closing is not None or not is_approved(unit, change):
        number = 0 if change is None else change.maintenance_id
        nothing = Proposed(given.change_id, number, 0, ApprovalState.OPEN)
        return Done(nothing, NOTHING, None)
    done = Proposed(change.id, change.maintenance_id, change.window_id, ApprovalState.APPROVED)
    asks = asked_words(unit, work_of(unit, change), given_of(change))
    outcome, problem = stands(unit, change)
    if outcome is None or given.problem:
        words = given.problem or problem
        close_change(unit, change.id, Closing.VOID, words)
        detail = {"asks": asks, "change": change.id, "not_made": words}
        line = Audit(f"maintenance {change.maintenance_id}", detail)
        return Done(done, Changes.of(Topic.MAINTENANCE), line)
    agreed = refuse_without_agreement(unit, subject_of_change(unit, change, outcome))
    told = make_agreed(unit, change, agreed, asks)
    return Done(done, told.changes, told.audit)
