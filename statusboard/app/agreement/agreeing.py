"""Whether what is about to be said was agreed to, and the steps that lead there.

Everything that goes to the public asks `refuse_without_agreement` in its own transaction, with a
`Subject` that says what it is about. Planned work asks it like a notice, with a `planned_subject`:
whoever keeps another plan says so by `note_writer`, and its verbs are the functions below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.agreement.rules import consent_for
from statusboard.app.settings import page_zone
from statusboard.domain.access import Actor, Permission, person
from statusboard.domain.approval import (
    A_DAY,
    Approval,
    ApprovalState,
    Consent,
    Deed,
    Matter,
    Occasion,
    Signer,
    Step,
    approval_of,
    signer_of,
)
from statusboard.domain.status import Impact
from statusboard.domain.time_text import when_text
from statusboard.errors import RuleBroken
from statusboard.storage.approvals import add_step, read_steps
from statusboard.storage.people import read_people
from statusboard.storage.unit import Unit

# The field of a refusal that only an approval, or an emergency with a reason, gets past.
APPROVAL = "approval"
_WHAT = {
    Occasion.CRITICAL: "A critical incident",
    Occasion.MAJOR: "A major incident",
    Occasion.MINOR: "A minor incident",
    Occasion.NONE: "An incident without impact",
    Occasion.PLANNED_WORK: "Planned work",
    Occasion.ANNOUNCEMENT: "An announcement",
    Occasion.CORRECTION: "A correction of history",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What somebody has to agree to, and how far that has come.

    `impact` is what it says now, None where it has none. `said` is the text with its placeholders
    filled. `begins_at` is when planned work begins.
    """

    matter: Matter
    number: int
    revision: int
    occasion: Occasion
    approval: Approval
    impact: Impact | None = None
    said: str = ""
    begins_at: datetime | None = None


def planned_subject(
    unit: Unit, number: int, revision: int, *, begins_at: datetime, said: str = ""
) -> Subject:
    """Planned work by its number, in the revision that is to be told of; `said` is its text."""
    steps = read_steps(unit, Matter.MAINTENANCE, number)
    return Subject(
        Matter.MAINTENANCE,
        number,
        revision,
        Occasion.PLANNED_WORK,
        approval_of(steps, frozenset({revision}), ()),
        said=said,
        begins_at=begins_at,
    )


def note_writer(unit: Unit, number: int, revision: int) -> None:
    """The actor wrote that revision of planned work, and cannot approve it."""
    step = Step(revision, Deed.WROTE, signer_of(actor_of(unit)), unit.now)
    add_step(unit, Matter.MAINTENANCE, number, step)


def is_agreed(unit: Unit, subject: Subject) -> bool:
    """Whether it may be said as far as the team's rules go."""
    consent = consent_for(unit, subject.occasion)
    if consent is Consent.NOBODY:
        return True
    return subject.approval.holds_for(subject.impact) and not _is_late(consent, subject)


def refuse_without_agreement(unit: Unit, subject: Subject, *, why: str = "") -> dict[str, object]:
    """What the audit trail says of who agreed; empty where nobody has to.

    `why` is the reason of an emergency, given by somebody who may: it is recorded beside the
    approvals. Raises RuleBroken, with the field `APPROVAL`, where somebody else has to agree and
    nobody has, in words that say who can.
    """
    consent, step = consent_for(unit, subject.occasion), subject.approval.step
    if consent is Consent.NOBODY:
        return {}
    if is_agreed(unit, subject):
        return {"approved_by": step.by.name} if step is not None else {}
    actor = actor_of(unit)
    if not why.strip():
        raise RuleBroken(_refusal(unit, consent, subject, actor), field=APPROVAL)
    if not actor.may(Permission.OVERRIDE):
        raise RuleBroken(
            f"{actor.name} may not publish without approval. Ask somebody who may approve, or "
            "somebody who may publish in an emergency.",
            field=APPROVAL,
        )
    note(unit, subject, Deed.OVERRODE, words=why)
    return {"without_approval": why.strip()}


def ask_for_approval(unit: Unit, subject: Subject) -> bool:
    """Asks somebody else to agree; False where that was asked, or given, already."""
    approval = subject.approval
    if approval.state is ApprovalState.ASKED or approval.holds_for(subject.impact):
        return False
    note(unit, subject, Deed.ASKED)
    return True


def withdraw_request(unit: Unit, subject: Subject) -> None:
    """Nobody needs to agree to it for now. Raises RuleBroken where nobody was asked."""
    if subject.approval.state is not ApprovalState.ASKED:
        raise RuleBroken(
            "Nobody is asked to approve this text any more. Look at how it stands.",
            field="revision",
        )
    note(unit, subject, Deed.WITHDREW)


def approve(unit: Unit, subject: Subject) -> bool:
    """Agrees; False where the same person has done so already.

    Raises RuleBroken where nobody asked, somebody else was faster, or the actor wrote it.
    """
    approval, me = subject.approval, signer_of(actor_of(unit))
    step = approval.step
    if approval.is_given and step is not None and approval.holds_for(subject.impact):
        if step.by.is_same(me):
            return False
        raise RuleBroken(
            f"{step.by.name} has approved this text already. Nothing is left to do.",
            field="revision",
        )
    if approval.state is not ApprovalState.ASKED:
        raise RuleBroken(
            "Nobody asks for approval of this text any more. Look at how it stands.",
            field="revision",
        )
    if not approval.may_be_given_by(me):
        raise RuleBroken(
            "You wrote on this text, or asked for its approval, so somebody else has to approve "
            f"it. {_who_can(unit, approval)}",
            field="person",
        )
    note(unit, subject, Deed.APPROVED)
    return True


def reject(unit: Unit, subject: Subject, words: str) -> None:
    """Sends it back with a word why, or takes an approval back. Raises RuleBroken without one."""
    if not words.strip():
        raise RuleBroken("Say in a few words what has to change.", field="words")
    if subject.approval.state not in (ApprovalState.ASKED, ApprovalState.APPROVED):
        raise RuleBroken(
            "Nobody asks for approval of this text any more. Look at how it stands.",
            field="revision",
        )
    note(unit, subject, Deed.REJECTED, words=words)


def note(unit: Unit, subject: Subject, deed: Deed, *, words: str = "") -> None:
    """Adds a step of the actor about the subject as it is now."""
    step = Step(
        revision=subject.revision,
        deed=deed,
        by=signer_of(actor_of(unit)),
        at=unit.now,
        words=words.strip(),
        impact=subject.impact,
        said=subject.said,
    )
    add_step(unit, subject.matter, subject.number, step)


def actor_of(unit: Unit) -> Actor:
    """Who acts in this transaction."""
    return unit.actor or person("")


def _is_late(consent: Consent, subject: Subject) -> bool:
    """Whether it was agreed to less than a day before it begins, where that is asked."""
    step = subject.approval.step
    if consent is not Consent.DAY_BEFORE or subject.begins_at is None or step is None:
        return False
    return subject.begins_at - step.at < A_DAY


def _refusal(unit: Unit, consent: Consent, subject: Subject, actor: Actor) -> str:
    what = _WHAT[subject.occasion]
    if subject.approval.holds_for(subject.impact) and _is_late(consent, subject):
        return (
            f"{what} has to be agreed to at least a day before it begins, and this was later. "
            "Move it, or say why it cannot wait."
        )
    otherwise = (
        "In an emergency, publish without approval and say why."
        if actor.may(Permission.OVERRIDE)
        else "In an emergency, whoever may publish without approval can do it with a reason."
    )
    stands = _standing(unit, subject)
    return (
        f"{what} is published once somebody else has approved the very text. {stands} "
        f"{_who_can(unit, subject.approval)} {otherwise}"
    )


def _standing(unit: Unit, subject: Subject) -> str:
    approval = subject.approval
    step = approval.step or approval.lapsed
    if step is None:
        return "Nobody has been asked yet."
    when = when_text(step.at, ZoneInfo(page_zone(unit)), now=unit.now)
    name = step.by.name
    if approval.step is None:
        return f"It was changed since {name} {_DONE[step.deed]} it at {when}."
    if approval.is_given and step.impact is not None and subject.impact is not None:
        return (
            f"{name} approved it at {when} as {step.impact.value}, and it is "
            f"{subject.impact.value} now."
        )
    return {
        ApprovalState.ASKED: f"{name} asked for approval at {when}.",
        ApprovalState.REJECTED: f"{name} sent it back at {when}: “{step.words}”.",
    }.get(approval.state, "Nobody is asked any more.")


_DONE = {Deed.ASKED: "asked for approval of", Deed.APPROVED: "approved"}


def _who_can(unit: Unit, approval: Approval) -> str:
    """Who could agree, by name where people are set up."""
    may, names = who_may_agree(unit, approval), names_of(approval.writers)
    if may is None:
        return f"Anybody else than {names} can approve." if names else "Anybody else can approve."
    if not may:
        return "Nobody who may approve has not written on it; an administrator can set one up."
    return f"{names_of(may, 'or')} can approve."


def who_may_agree(unit: Unit, approval: Approval) -> tuple[Signer, ...] | None:
    """Everybody who could agree; None where no people are set up, and so anybody else could."""
    people = [one for one in read_people(unit) if one.ended_at is None]
    if not people:
        return None
    return tuple(
        Signer(one.name, one.id)
        for one in people
        if Permission.APPROVE in one.role.permissions
        and approval.may_be_given_by(Signer(one.name, one.id))
    )


def names_of(signers: Iterable[Signer], between: str = "and") -> str:
    """Their names as a sentence has them."""
    names = list(dict.fromkeys(signer.name for signer in signers))
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {between} {names[-1]}"
