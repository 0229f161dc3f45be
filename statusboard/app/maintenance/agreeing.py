"""What somebody has to agree to in planned work, and how that stands.

A plan goes out once its draft was agreed to. What happens to agreed work is told as it happens: it
begins at its time, takes longer, is looked over, ends. What there is no draft of, and what says
another thing than was agreed, takes a reason why it cannot wait.
"""

from dataclasses import replace

from statusboard.app.agreement.agreeing import (
    Subject,
    is_agreed,
    note,
    refuse_without_agreement,
    who_may_agree,
)
from statusboard.app.agreement.emergencies import refuse_without_reason
from statusboard.app.agreement.rules import consent_for
from statusboard.app.maintenance.reading import read_as
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Consent,
    Deed,
    Matter,
    Occasion,
    approval_of,
)
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
)
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.agreement import AgreementView, Redline
from statusboard.storage.approvals import read_steps
from statusboard.storage.maintenance import read_maintenance
from statusboard.storage.unit import Unit


def needs_approval(unit: Unit) -> bool:
    """Whether the team's rule asks for somebody else before customers read of planned work."""
    return consent_for(unit, Occasion.PLANNED_WORK) is not Consent.NOBODY


def subject_of(unit: Unit, known: Maintenance, window: MaintenanceWindow) -> Subject:
    """What has to be agreed to before a draft goes out; `window` is the one it would begin with."""
    steps = read_steps(unit, Matter.MAINTENANCE, known.id)
    told = replace(window, status=MaintenanceStatus.SCHEDULED)
    return replace(
        _bare_subject(known, window),
        approval=approval_of(steps, frozenset({known.revision}), ()),
        said=read_as(unit, known.plan, told, UpdateKind.MAINTENANCE),
    )


def agreement_of(unit: Unit, known: Maintenance, window: MaintenanceWindow) -> AgreementView:
    """How planned work stands, for whoever looks at it: a draft, or what customers read of."""
    is_needed = needs_approval(unit)
    if window.status is not MaintenanceStatus.DRAFT:
        return AgreementView(known.revision, is_needed=is_needed, is_enough=not is_needed)
    subject = subject_of(unit, known, window)
    is_asked = subject.approval.state is ApprovalState.ASKED
    others = who_may_agree(unit, subject.approval) if is_asked else None
    return AgreementView(
        revision=known.revision,
        approval=subject.approval,
        is_needed=is_needed,
        is_enough=is_agreed(unit, subject),
        can_approve=tuple(one.name for one in others or ()),
    )


def redline_of(unit: Unit, known: Maintenance, window: MaintenanceWindow) -> Redline | None:
    """What a draft has become since it was approved last; None where it never was."""
    subject = subject_of(unit, known, window)
    approval = subject.approval
    base = approval.step if approval.is_given else approval.base
    if base is None:
        return None
    return Redline(
        before=base.said, after=subject.said, approved_by=base.by.name, approved_at=base.at
    )


def note_written(unit: Unit, maintenance_id: int) -> None:
    """Whoever acts wrote on the draft as it is now, and cannot approve it."""
    known = read_maintenance(unit, maintenance_id)
    assert known is not None
    note(unit, _bare_subject(known, known.windows[0]), Deed.WROTE)


def refuse_unagreed_draft(
    unit: Unit, known: Maintenance, window: MaintenanceWindow, why: str
) -> dict[str, object]:
    """What the audit trail says of who agreed to a draft; empty where nobody has to.

    Raises RuleBroken, with the field `APPROVAL`, where somebody else has to and nobody has.
    """
    return refuse_without_agreement(unit, subject_of(unit, known, window), why=why)


def refuse_without_draft(
    unit: Unit, known: Maintenance, why: str, otherwise: str
) -> dict[str, object]:
    """What the audit trail says of what no draft lies ready of; empty where nobody has to agree.

    `otherwise` is what to do about it. Raises RuleBroken, with the field `APPROVAL`, without a
    reason why it cannot wait, or from somebody who may not give one.
    """
    if not needs_approval(unit):
        return {}
    said = refuse_without_reason(
        unit,
        why,
        rule="Somebody else has to agree before customers read this of planned work.",
        otherwise=otherwise,
    )
    note(unit, _bare_subject(known, known.windows[-1]), Deed.OVERRODE, words=why)
    return said


def _bare_subject(known: Maintenance, window: MaintenanceWindow) -> Subject:
    return Subject(
        Matter.MAINTENANCE,
        known.id,
        known.revision,
        Occasion.PLANNED_WORK,
        Approval(),
        begins_at=window.starts_at,
    )
