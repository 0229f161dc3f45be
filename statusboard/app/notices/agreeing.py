"""What somebody has to agree to in a notice, and how that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from statusboard.app.agreement.agreeing import Subject, is_agreed, note
from statusboard.app.agreement.rules import consents
from statusboard.app.notices.rules import filled_of, incident_of
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Consent,
    Deed,
    Matter,
    Occasion,
    Step,
    approval_of,
    graver,
    occasion_of,
)
from statusboard.domain.filled_wording import FilledWording
from statusboard.domain.incident import Incident
from statusboard.domain.languages import own_name
from statusboard.domain.notice import Revision, Wording
from statusboard.domain.schedule import Schedule
from statusboard.domain.stated_impact import impact_said, services_impact
from statusboard.domain.status import Impact
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.agreement import AgreementView, Redline
from statusboard.storage import notices
from statusboard.storage.approvals import add_step, read_steps, read_steps_of
from statusboard.storage.incidents import newest_notices
from statusboard.storage.notices import Notice
from statusboard.storage.schedules import read_schedule, read_schedules, stop_schedule
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def subject_of(
    unit: Unit, notice: Notice, revision: Revision, *, found: FilledWording | None = None
) -> Subject:
    """What has to be agreed to before this revision, the newest, is published.

    `found` is its text as readers get it now, where that is known already.
    """
    filled = found or filled_of(unit, notice, revision.wording)
    return replace(_subject(unit, notice, revision), said=_said(filled.wording))


def agreement_of(unit: Unit, notice: Notice, revision: Revision) -> AgreementView:
    """How a draft stands, for whoever has it open."""
    return _view(unit, _subject(unit, notice, revision), read_schedule(unit, notice.id))


def agreements_of(
    unit: Unit,
    drafts: tuple[tuple[Notice, Revision], ...],
    incidents: Mapping[int, Incident],
) -> dict[int, AgreementView]:
    """How each draft stands, by the notice; `incidents` are those that they follow up."""
    schedules = read_schedules(unit)
    steps = read_steps_of(unit, Matter.NOTICE, [notice.id for notice, _ in drafts])
    found: dict[int, AgreementView] = {}
    for notice, revision in drafts:
        subject = _bare_subject(notice, revision, incidents.get(notice.incident_id or 0))
        if notice.id in steps:
            approval = _approval(unit, revision, steps[notice.id])
            subject = replace(subject, approval=approval)
        found[notice.id] = _view(unit, subject, schedules.get(notice.id))
    return found


def redline_of(unit: Unit, notice: Notice, revision: Revision) -> Redline | None:
    """What the text has become since it was approved last; None where it never was."""
    approval = _subject(unit, notice, revision).approval
    base = approval.step if approval.is_given else approval.base
    if base is None:
        return None
    said = _said(filled_of(unit, notice, revision.wording).wording)
    return Redline(
        before=base.said,
        after=said,
        approved_by=base.by.name,
        approved_at=base.at,
        facts_only=approval.is_given and base.said != said,
    )


def unapproved(unit: Unit, incident_ids: Sequence[int]) -> dict[int, str]:
    """Why the newest update of an incident went out without approval; only where it did."""
    said = newest_notices(unit, incident_ids)
    steps = read_steps_of(unit, Matter.NOTICE, [notice_id for notice_id, _ in said.values()])
    found: dict[int, str] = {}
    for incident_id, (notice_id, revision) in said.items():
        for step in steps.get(notice_id, ()):
            if step.deed is Deed.OVERRODE and step.revision == revision:
                found[incident_id] = step.words
    return found


def unapproved_of(unit: Unit, incident_id: int) -> str:
    """The same of one incident; empty where its newest update was approved, or had not to be."""
    return unapproved(unit, (incident_id,)).get(incident_id, "")


def carry_writers(unit: Unit, source: Notice, target_id: int, revision: int) -> None:
    """Whoever wrote one draft wrote what it became in another one, and cannot approve that.

    So did whoever wrote what had come into that one before.
    """
    came = read_steps(unit, Matter.NOTICE, source.id)
    writers = [signer for _, signer in notices.read_signers(unit, source.id)]
    writers += [step.by for step in came if step.deed is Deed.WROTE]
    for signer in dict.fromkeys(writers):
        step = Step(revision, Deed.WROTE, signer, unit.now)
        add_step(unit, Matter.NOTICE, target_id, step)


def readers_changed(unit: Unit, notice: Notice, revision: Revision) -> None:
    """The same text goes to others now: what was agreed to, or asked, was about another thing."""
    subject = _subject(unit, notice, revision)
    if subject.approval.state in (ApprovalState.ASKED, ApprovalState.APPROVED):
        note(unit, subject, Deed.WITHDREW)
    who = unit.actor.name if unit.actor else ""
    stop_schedule(unit, notice.id, f"{who} made it a correction after it was scheduled.")


def text_changed(unit: Unit, notice_id: int) -> bool:
    """Another text is the newest now: nothing of before goes out by itself. Whether it would."""
    who = unit.actor.name if unit.actor else ""
    return stop_schedule(unit, notice_id, f"{who} changed the text after it was scheduled.")


def _subject(unit: Unit, notice: Notice, revision: Revision) -> Subject:
    """The subject and how it stands, without its text."""
    bare = _bare_subject(notice, revision, incident_of(unit, notice))
    approval = _approval(unit, revision, read_steps(unit, Matter.NOTICE, notice.id))
    return replace(bare, approval=approval)


def _bare_subject(notice: Notice, revision: Revision, incident: Incident | None) -> Subject:
    """The subject by what is said alone, without what anybody did about it."""
    occasion, impact = _occasion(notice, revision.wording, incident)
    return Subject(Matter.NOTICE, notice.id, revision.number, occasion, Approval(), impact=impact)


def _occasion(
    notice: Notice, wording: Wording, incident: Incident | None
) -> tuple[Occasion, Impact | None]:
    """The rule that counts, and the impact: the gravest that readers may take it for.

    What a person states does not make the services less broken, nor what was told before.
    """
    if notice.sort is NoticeSort.ANNOUNCEMENT:
        return Occasion.ANNOUNCEMENT, None
    told = Impact.NONE if incident is None else incident.impact
    said, derived = impact_said(wording, incident), services_impact(wording, incident)
    impact = graver(said, derived, told)
    return occasion_of(impact), impact


def _approval(unit: Unit, newest: Revision, steps: tuple[Step, ...]) -> Approval:
    numbers = {step.revision for step in steps} - {newest.number}
    older = notices.read_some(unit, newest.notice_id, numbers)
    same = {number for number, one in older.items() if one.wording == newest.wording}
    same.add(newest.number)
    return approval_of(steps, frozenset(same), notices.read_signers(unit, newest.notice_id))


def _view(unit: Unit, subject: Subject, schedule: Schedule | None) -> AgreementView:
    consent = consents(read_settings(unit))[subject.occasion]
    return AgreementView(
        revision=subject.revision,
        approval=subject.approval,
        is_needed=consent is not Consent.NOBODY,
        is_enough=is_agreed(unit, subject),
        schedule=schedule,
    )


def _said(wording: Wording) -> str:
    """All that is agreed to: the words, and below them those of each translation by its name."""
    own = (wording.title, wording.body)
    others = ((own_name(one.language), one.title, one.body) for one in wording.translations)
    said = ("\n\n".join(text.strip() for text in texts).strip() for texts in (own, *others))
    return "\n\n".join(said)
