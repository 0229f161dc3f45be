"""Verbs of texts that go out at an instant: say when, take it back, and send what is due."""

from dataclasses import replace
from datetime import datetime

from statusboard.app.agreement.agreeing import actor_of, refuse_without_agreement
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.agreeing import subject_of
from statusboard.app.notices.agreement_inputs import (
    DuePublished,
    PublishDue,
    Scheduled,
    ScheduleNotice,
    Unschedule,
)
from statusboard.app.notices.announcing import without_a_state
from statusboard.app.notices.ended import refuse_ended
from statusboard.app.notices.inputs import Publish
from statusboard.app.notices.revisions import draft_to, newest_as_seen
from statusboard.app.notices.rules import (
    FURTHEST,
    blocking_findings,
    filled_of,
    refuse_gaps,
    refuse_unfit_wording,
)
from statusboard.app.notices.saying import say
from statusboard.app.page.queries import labels_that_publish
from statusboard.domain.access import Actor, ActorKind, Permission
from statusboard.domain.approval import signer_of
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import Wording
from statusboard.domain.schedule import Schedule
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.people import read_person
from statusboard.storage.schedules import (
    forget_schedule,
    keep_schedule,
    read_schedules,
    stop_schedule,
)
from statusboard.storage.unit import Unit


@verb("notice.schedule", Permission.PUBLISH, ScheduleNotice, Scheduled)
def schedule(unit: Unit, given: ScheduleNotice) -> Done[Scheduled]:
    """The newest text goes out at an instant, by itself; another instant takes the place of one.

    Everything is looked at once more at that moment. Raises RuleBroken where it could not be
    published as things are now, or says something that will be past by then. In an emergency one
    publishes at once: there is no reason by which a text goes out later without approval.
    """
    notices.lock_notices(unit)
    notice = draft_to(unit, given.notice_id)
    revision = newest_as_seen(unit, notice, given.revision, "schedule that")
    _refuse_unfit_instant(unit, given.at, revision.wording)
    if not labels_that_publish(unit):
        raise RuleBroken(
            "The notice cannot go out: no place for the page has been chosen. "
            "Choose one in Settings.",
            field="target",
        )
    refuse_ended(unit, notice.incident_id)
    found = filled_of(unit, notice, revision.wording)
    refuse_unfit_wording(unit, without_a_state(notice, found.wording))
    refuse_gaps(found)
    blocked = blocking_findings(unit, notice, revision.wording)
    if blocked:
        raise RuleBroken(
            f"{blocked[0].sentence} Change the notice before it is scheduled.", field="body"
        )
    agreed = refuse_without_agreement(unit, subject_of(unit, notice, revision, found=found))
    by = signer_of(actor_of(unit))
    keep_schedule(unit, Schedule(notice.id, revision.number, given.at, by, unit.now, given.tell))
    return Done(
        Scheduled(notice.id, given.at),
        Changes.of(Topic.NOTICES),
        Audit(
            f"notice {notice.id}",
            {"revision": revision.number, "at": given.at.isoformat(), **agreed},
        ),
    )


@verb("notice.unschedule", Permission.PUBLISH, Unschedule, Scheduled)
def unschedule(unit: Unit, given: Unschedule) -> Done[Scheduled]:
    """The notice does not go out by itself. Raises RuleBroken where it was not to, or has."""
    notices.lock_notices(unit)
    notice = draft_to(unit, given.notice_id)
    if not forget_schedule(unit, notice.id):
        raise RuleBroken(
            "This notice is not scheduled any more. Look at how it stands.", field="notice_id"
        )
    return Done(Scheduled(notice.id), Changes.of(Topic.NOTICES), Audit(f"notice {notice.id}", {}))


@verb("notice.publish_due", Permission.RUN, PublishDue, DuePublished)
def publish_due(unit: Unit, _given: PublishDue) -> Done[DuePublished]:
    """Publishes the first text whose instant has come, with every check of this moment.

    One at a time, so that what one says is known to the checks of the next. What cannot go out, or
    comes too late to be true, stays a draft with the reason. It speaks for whoever scheduled it.
    """
    notices.lock_notices(unit)
    due = next(
        (one for one in read_schedules(unit).values() if one.is_standing and one.at <= unit.now),
        None,
    )
    if due is None:
        return Done(DuePublished(), Changes(), None)
    notice = notices.read_notice(unit, due.notice_id)
    revision = notices.read_revision(unit, due.notice_id, notice.revision if notice else 0)
    assert notice is not None
    assert revision is not None
    try:
        scheduler = _scheduler(unit, due)
        _refuse_missed(unit, due)
        newest_as_seen(unit, notice, due.revision, "schedule that")
        given = Publish(notice.id, revision.number, tell=due.tell)
        said = say(replace(unit, actor=scheduler), notice, revision, given)
    except RuleBroken as broken:
        stop_schedule(unit, notice.id, str(broken))
        return Done(
            DuePublished(stopped=(notice.id,)),
            Changes.of(Topic.NOTICES),
            Audit(f"notice {notice.id}", {"not_published": str(broken), "for": due.by.name}),
        )
    detail = {} if said.audit is None else said.audit.detail
    about = f"notice {notice.id}" if said.audit is None else said.audit.subject
    return Done(
        DuePublished(published=(notice.id,)),
        said.changes,
        Audit(about, {**detail, "scheduled_by": due.by.name}),
    )


def next_due(unit: Unit) -> datetime | None:
    """When the next text goes out; None where none is to."""
    return next((one.at for one in read_schedules(unit).values() if one.is_standing), None)


def _refuse_missed(unit: Unit, due: Schedule) -> None:
    if due.is_too_late(unit.now):
        raise RuleBroken(
            "Nobody was here to send it at that time, and more than 15 minutes have passed. "
            "Read whether it is still true, then publish it or choose another time.",
            field="at",
        )


def _refuse_unfit_instant(unit: Unit, at: datetime, wording: Wording) -> None:
    if at <= unit.now:
        raise RuleBroken("That time is already past. Choose a later one.", field="at")
    if at - unit.now > FURTHEST:
        raise RuleBroken("That is more than a year away. Choose an earlier time.", field="at")
    promised = wording.promise(at)
    if promised is not None and promised <= at:
        raise RuleBroken(
            "The next update is promised for before the notice goes out. Promise a later one.",
            field="next_update",
        )
    if wording.shown_until is not None and wording.shown_until <= at:
        raise RuleBroken(
            "It would be off the page before it goes out. Let it be shown longer.",
            field="shown_until",
        )


def _scheduler(unit: Unit, due: Schedule) -> Actor:
    """Whoever scheduled it, as far as what they may do matters: no emergency is theirs by now.

    Raises RuleBroken where they may not publish any more.
    """
    name, may = due.by.name, frozenset({Permission.WRITE, Permission.PUBLISH})
    if due.by.person_id is not None:
        person = read_person(unit, due.by.person_id)
        if person is None or person.ended_at or Permission.PUBLISH not in person.role.permissions:
            raise RuleBroken(
                f"{name} scheduled it, and may not publish any more. Read it, then publish it or "
                "choose another time.",
                field="person",
            )
        name = person.name
    return Actor(ActorKind.PERSON, name, may, due.by.person_id)
