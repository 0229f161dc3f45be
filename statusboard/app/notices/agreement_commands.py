"""Verbs by which two people agree on a text: ask, agree, send back, take the question back."""

from statusboard.app.agreement.agreeing import (
    Subject,
    approve,
    ask_for_approval,
    reject,
    withdraw_request,
)
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.agreeing import subject_of
from statusboard.app.notices.agreement_inputs import (
    Approve,
    Reject,
    Stands,
    Submit,
    WithdrawRequest,
)
from statusboard.app.notices.revisions import draft_to, newest_as_seen
from statusboard.domain.access import Permission
from statusboard.domain.approval import ApprovalState
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.letters import can_be_seen
from statusboard.domain.notice import Revision
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.schedules import stop_schedule
from statusboard.storage.unit import Unit


@verb("notice.submit", Permission.WRITE, Submit, Stands)
def submit(unit: Unit, given: Submit) -> Done[Stands]:
    """Asks somebody else to agree to the newest text; asking twice asks once.

    Raises RuleBroken where the text is another one by now, or there is none to agree to.
    """
    subject, revision = _seen(unit, given.notice_id, given.revision, "ask for that")
    for text, name in ((revision.wording.title, "title"), (revision.wording.body, "body")):
        if not can_be_seen(without_comments(text)):
            raise RuleBroken(
                "There is nothing to agree to yet: the notice has no title or no text. "
                "Write both, then ask.",
                field=name,
            )
    return _done(subject, ApprovalState.ASKED, is_new=ask_for_approval(unit, subject))


@verb("notice.approve", Permission.APPROVE, Approve, Stands)
def approve_notice(unit: Unit, given: Approve) -> Done[Stands]:
    """Agrees to exactly the text that was seen, by somebody who wrote nothing of it.

    Raises RuleBroken where it is another text by now, nobody asks, somebody else was faster, or
    the actor wrote it.
    """
    subject, _ = _seen(unit, given.notice_id, given.revision, "approve that")
    return _done(subject, ApprovalState.APPROVED, is_new=approve(unit, subject))


@verb("notice.reject", Permission.APPROVE, Reject, Stands)
def reject_notice(unit: Unit, given: Reject) -> Done[Stands]:
    """Sends the text back with a word why; an approval is taken back, and with it the instant.

    Raises RuleBroken without a word, or where nobody asks.
    """
    subject, _ = _seen(unit, given.notice_id, given.revision, "send that back")
    reject(unit, subject, given.words)
    who = unit.actor.name if unit.actor else ""
    stop_schedule(unit, given.notice_id, f"{who} sent it back: “{given.words.strip()}”.")
    return _done(subject, ApprovalState.REJECTED, more={"words": given.words.strip()})


@verb("notice.withdraw_request", Permission.WRITE, WithdrawRequest, Stands)
def withdraw_request_of(unit: Unit, given: WithdrawRequest) -> Done[Stands]:
    """Nobody needs to agree to it for now. Raises RuleBroken where nobody was asked."""
    subject, _ = _seen(unit, given.notice_id, given.revision, "look at how it stands")
    withdraw_request(unit, subject)
    return _done(subject, ApprovalState.OPEN)


def _seen(unit: Unit, notice_id: int, number: int, then: str) -> tuple[Subject, Revision]:
    """What is agreed to, under the lock of whoever writes notices."""
    notices.lock_notices(unit)
    notice = draft_to(unit, notice_id)
    revision = newest_as_seen(unit, notice, number, then)
    return subject_of(unit, notice, revision), revision


def _done(
    subject: Subject,
    state: ApprovalState,
    *,
    is_new: bool = True,
    more: dict[str, object] | None = None,
) -> Done[Stands]:
    detail: dict[str, object] = {"revision": subject.revision, **(more or {})}
    if not is_new:
        detail["again"] = True
        state = subject.approval.state
    return Done(
        Stands(subject.number, subject.revision, state),
        Changes.of(Topic.NOTICES) if is_new else Changes(),
        Audit(f"notice {subject.number}", detail),
    )
