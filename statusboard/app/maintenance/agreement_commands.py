"""Verbs by which two people agree on planned work: ask, agree, send back, take back."""

from statusboard.app.agreement.agreeing import (
    Subject,
    approve,
    ask_for_approval,
    reject,
    withdraw_request,
)
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.maintenance.agreeing import subject_of
from statusboard.app.maintenance.inputs import (
    ApproveWork,
    RejectWork,
    SubmitWork,
    WithdrawWork,
    Worked,
)
from statusboard.app.maintenance.rules import (
    refuse_older,
    refuse_unfit_plan,
    the_draft,
)
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.maintenance import Maintenance
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit


@verb("maintenance.submit", Permission.WRITE, SubmitWork, Worked)
def submit_work(unit: Unit, given: SubmitWork) -> Done[Worked]:
    """Asks somebody else to agree to a draft as it stands; asking twice asks once.

    Raises RuleBroken where it is no draft, somebody has changed it since, or it could not go out
    as it is.
    """
    known, subject = _seen(unit, given.maintenance_id, given.revision)
    refuse_unfit_plan(unit, known.plan)
    return _done(known, is_new=ask_for_approval(unit, subject))


@verb("maintenance.approve", Permission.APPROVE, ApproveWork, Worked)
def approve_work(unit: Unit, given: ApproveWork) -> Done[Worked]:
    """Agrees to exactly the plan that was seen, by somebody who wrote nothing of it.

    Raises RuleBroken where it is another plan by now, nobody asks, somebody else was faster, or
    the actor wrote it.
    """
    known, subject = _seen(unit, given.maintenance_id, given.revision)
    return _done(known, is_new=approve(unit, subject))


@verb("maintenance.reject", Permission.APPROVE, RejectWork, Worked)
def reject_work(unit: Unit, given: RejectWork) -> Done[Worked]:
    """Sends a draft back with a word why; an approval is taken back by it.

    Raises RuleBroken without a word, where nobody asks, or where it is another plan by now.
    """
    known, subject = _seen(unit, given.maintenance_id, given.revision)
    reject(unit, subject, given.words)
    return _done(known, more={"words": given.words.strip()})


@verb("maintenance.withdraw_request", Permission.WRITE, WithdrawWork, Worked)
def withdraw_request_of_work(unit: Unit, given: WithdrawWork) -> Done[Worked]:
    """Nobody needs to agree to it for now. Raises RuleBroken where nobody was asked."""
    known, subject = _seen(unit, given.maintenance_id, given.revision)
    withdraw_request(unit, subject)
    return _done(known)


def _seen(unit: Unit, maintenance_id: int, revision: int) -> tuple[Maintenance, Subject]:
    """The draft as it was seen, under the lock of whoever writes planned work."""
    lock_notices(unit)
    known = the_draft(unit, maintenance_id)
    refuse_older(known, revision)
    return known, subject_of(unit, known, known.windows[0])


def _done(
    known: Maintenance, *, is_new: bool = True, more: dict[str, object] | None = None
) -> Done[Worked]:
    window = known.windows[0]
    detail: dict[str, object] = {"revision": known.revision, **(more or {})}
    if not is_new:
        detail["again"] = True
    return Done(
        Worked(known.id, known.revision, window.id, window.status),
        Changes.of(Topic.MAINTENANCE) if is_new else Changes(),
        Audit(f"maintenance {known.id}", detail),
    )
