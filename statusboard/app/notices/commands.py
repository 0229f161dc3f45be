"""Verbs about notices: save a draft, publish a revision, discard a draft."""

from collections.abc import Sequence
from dataclasses import replace

from statusboard.app.delivery.announce import announce
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.announcing import (
    refuse_planned_work,
    sort_of,
    without_a_state,
)
from statusboard.app.notices.correcting import refuse_end_as_correction, refuse_foreign_update
from statusboard.app.notices.ended import refuse_ended, told_on_in
from statusboard.app.notices.inputs import (
    Conflict,
    DiscardDraft,
    Discarded,
    Publish,
    Published,
    Saved,
    SaveDraft,
)
from statusboard.app.notices.rules import (
    blocking_findings,
    filled_of,
    incident_of,
    new_update_of,
    refuse_gaps,
    refuse_unfit_wording,
)
from statusboard.app.notices.times import refuse_unfit_end
from statusboard.app.notices.untold import refuse_silence
from statusboard.app.page.page_id import keep_page_id, public_page_id
from statusboard.app.page.queries import labels_that_publish
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import NoticeState, Revision, Wording
from statusboard.errors import RuleBroken
from statusboard.storage import generations, incidents, notices
from statusboard.storage.notices import Notice
from statusboard.storage.settings import read_settings
from statusboard.storage.suggestions import close_suggestion, untouched
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

NOTHING = Changes()


@verb("notice.save_draft", Permission.WRITE, SaveDraft, Saved)
def save_draft(unit: Unit, given: SaveDraft) -> Done[Saved]:
    """Keeps a text as a new revision; the same text again saves nothing new.

    Two editors conflict visibly: where the newest text is no longer the one the writer started
    from, the writer's text is stored as a revision of its own, the newest text is repeated after
    it so that it stays the newest, and the answer carries it. Nothing is lost, nothing is
    overwritten, and nobody can publish a text that they have not seen.
    """
    _refuse_endless(given.wording)
    notices.lock_notices(unit)
    given = replace(given, incident_id=told_on_in(unit, given.incident_id))
    notice = _notice_for(unit, given)
    if notice is None:
        if given.incident_id is not None and not incidents.read_incident(unit, given.incident_id):
            raise RuleBroken("This incident no longer exists.", field="incident_id")
        if given.corrects:
            refuse_foreign_update(unit, given.incident_id, given.corrects)
        sort = sort_of(unit, given.incident_id, given.sort)
        refuse_planned_work(sort, "incident_id")
        notice_id = notices.start_notice(unit, given.incident_id, sort)
        notices.set_corrects(unit, notice_id, given.corrects)
        notices.add_revision(unit, notice_id, 1, given.wording)
        return _saved(Saved(notice_id, 1))
    if given.corrects and notice.state is NoticeState.DRAFT:
        refuse_foreign_update(unit, notice.incident_id, given.corrects)
        notices.set_corrects(unit, notice.id, given.corrects)
    # From the writer's on: who writes for an hour leaves a thousand before it.
    seen = min(given.base_revision, notice.revision)
    revisions = notices.read_revisions(unit, notice.id, after=max(0, seen - 1))
    newest = revisions[-1]
    if newest.wording == given.wording:
        return _saved(Saved(notice.id, newest.number), changes=NOTHING)
    if notice.state is not NoticeState.DRAFT:
        raise RuleBroken(_gone(notice.state), field="notice_id")
    # What the machine wrote meanwhile, and nobody has touched, stands in nobody's way.
    if _is_current(revisions, given.base_revision) or untouched(unit, notice.id) is not None:
        number = newest.number + 1
        notices.add_revision(unit, notice.id, number, given.wording)
        return _saved(Saved(notice.id, number))
    return _conflict(unit, notice, notices.read_revisions(unit, notice.id), given)


@verb("notice.publish", Permission.PUBLISH, Publish, Published)
def publish(unit: Unit, given: Publish) -> Done[Published]:
    """Says it: the update, the states, and the next page, in one transaction.

    Asking again for a revision that is published already answers as the first time did, so that
    a lost answer can be asked for once more. Raises RuleBroken where the revision is not the
    newest, the text is not fit, or findings block it and no override says why.
    """
    notices.lock_notices(unit)
    notice = notices.read_notice(unit, given.notice_id)
    if notice is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    if notice.state is NoticeState.PUBLISHED:
        return _published_already(unit, notice, given)
    if notice.state is NoticeState.DISCARDED:
        raise RuleBroken(_gone(notice.state), field="notice_id")
    revision = _newest_as_seen(unit, notice, given.revision)
    if not labels_that_publish(unit):
        raise RuleBroken(
            "The notice cannot go out: no place for the page has been chosen. "
            "Choose one in Settings.",
            field="target",
        )
    refuse_ended(unit, notice.incident_id)
    found = filled_of(unit, notice, revision.wording)
    refuse_unfit_wording(unit, without_a_state(notice, found.wording))
    incident = incident_of(unit, notice)
    refuse_unfit_end(unit, notice, incident, revision.wording)
    refuse_gaps(found)
    refuse_end_as_correction(unit, notice, revision.wording)
    is_told = refuse_silence(unit, notice, incident, revision.wording, tell=given.tell)
    blocked = blocking_findings(unit, notice, revision.wording)
    standing = [finding for finding in blocked if not given.covers(finding)]
    if standing:
        raise RuleBroken(
            f"{standing[0].sentence} Change the notice, or publish it anyway and say why.",
            field="override",
        )
    keep_page_id(unit)
    new_update = new_update_of(unit, notice, revision)
    incident_id, update_id = incidents.append_update(unit, notice.incident_id, new_update)
    notices.set_state(unit, notice.id, NoticeState.PUBLISHED, incident_id=incident_id)
    number = generations.open_generation(unit, "notice", target_names(unit))
    page_id = public_page_id(read_settings(unit))
    recipients = 0
    if is_told:
        recipients = announce(unit, incident_id, number, page_id, notice.corrects)
    detail: dict[str, object] = {
        "notice": notice.id,
        "revision": revision.number,
        "status": new_update.wording.status.value,
        "generation": number,
        "recipients": recipients,
    }
    if not is_told:
        detail["told"] = "nobody"
    if notice.corrects:
        detail["corrects"] = notice.corrects
    if blocked:
        detail["override"] = given.override.strip()
        detail["findings"] = [finding.sentence for finding in blocked]
    return Done(
        Published(incident_id, update_id, number, _public_id(unit, incident_id)),
        Changes.of(
            Topic.NOTICES,
            Topic.INCIDENTS,
            Topic.PUBLICATION,
            Topic.DELIVERIES,
            components=frozenset(new_update.moves),
        ),
        Audit(f"incident {incident_id}", detail),
    )


@verb("notice.discard_draft", Permission.WRITE, DiscardDraft, Discarded)
def discard_draft(unit: Unit, given: DiscardDraft) -> Done[Discarded]:
    """Takes a draft off the list. Raises RuleBroken where it is none."""
    notices.lock_notices(unit)
    notice = notices.read_notice(unit, given.notice_id)
    if notice is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    if notice.state is NoticeState.PUBLISHED:
        raise RuleBroken(
            "This notice is published already and cannot be taken back. "
            "Write an update that corrects it.",
            field="notice_id",
        )
    notices.set_state(unit, notice.id, NoticeState.DISCARDED)
    close_suggestion(unit, notice.id)
    return Done(
        Discarded(notice.id),
        Changes.of(Topic.NOTICES),
        Audit(f"notice {notice.id}", {"revision": notice.revision}),
    )


def _notice_for(unit: Unit, given: SaveDraft) -> Notice | None:
    """The notice to save to; None where one has to be started.

    An incident has one follow-up draft at most: who starts a second one meets the first. So does
    who begins a notice with the very text of a draft that nobody has changed since.
    """
    notice_id = given.notice_id
    if notice_id is None and given.incident_id is not None:
        notice_id = notices.draft_of_incident(unit, given.incident_id)
    elif notice_id is None:
        # The answer to a first save may have been lost, and the same text comes once more.
        notice_id = notices.draft_begun_with(unit, given.wording, given.sort)
    if notice_id is None:
        return None
    notice = notices.read_notice(unit, notice_id)
    if notice is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    return notice


def _is_current(revisions: Sequence[Revision], base: int) -> bool:
    """Whether the newest text is the one a writer on `base` saw; its number may have moved on."""
    newest = revisions[-1]
    return any(r.number == base and r.wording == newest.wording for r in revisions)


def _conflict(
    unit: Unit, notice: Notice, revisions: Sequence[Revision], given: SaveDraft
) -> Done[Saved]:
    newest = revisions[-1]
    # An editor that saves by itself sends the losing text again and again: one copy is enough.
    kept = next((r.number for r in revisions if r.wording == given.wording), None)
    changes = NOTHING
    if kept is None:
        kept = newest.number + 1
        notices.add_revision(unit, notice.id, kept, given.wording)
        notices.add_revision(unit, notice.id, kept + 1, newest.wording)
        newest = Revision(
            notice.id, kept + 1, newest.wording, saved_at=newest.saved_at, saved_by=newest.saved_by
        )
        changes = Changes.of(Topic.NOTICES)
    saved = Saved(notice.id, newest.number, Conflict(newest, kept))
    return _saved(saved, changes=changes)


def _saved(saved: Saved, *, changes: Changes | None = None) -> Done[Saved]:
    detail: dict[str, object] = {"revision": saved.revision}
    if saved.conflict is not None:
        detail["conflict"] = saved.conflict.yours
    return Done(
        saved,
        Changes.of(Topic.NOTICES) if changes is None else changes,
        Audit(f"notice {saved.notice_id}", detail),
    )


def _newest_as_seen(unit: Unit, notice: Notice, number: int) -> Revision:
    revisions = notices.read_revisions(unit, notice.id)
    if not _is_current(revisions, number):
        raise RuleBroken(
            "Somebody has changed this notice since you looked at it. "
            "Read the newest text, then publish that.",
            field="revision",
        )
    return revisions[-1]


def _published_already(unit: Unit, notice: Notice, given: Publish) -> Done[Published]:
    said = incidents.read_update_of_notice(unit, notice.id)
    newest = generations.newest_generation(unit)
    # The number asked for may be an older one of the same text, as it could be the first time.
    is_same = _is_current(notices.read_revisions(unit, notice.id), given.revision)
    if said is None or newest is None or not is_same:
        raise RuleBroken(_gone(notice.state), field="notice_id")
    incident_id, update_id = said
    return Done(
        Published(incident_id, update_id, newest.number, _public_id(unit, incident_id)),
        NOTHING,
        Audit(f"incident {incident_id}", {"notice": notice.id, "again": True}),
    )


def _public_id(unit: Unit, incident_id: int) -> str:
    incident = incidents.read_incident(unit, incident_id)
    assert incident is not None
    return incident.public_id


def _gone(state: NoticeState) -> str:
    if state is NoticeState.PUBLISHED:
        return (
            "This notice has been published meanwhile, so it can no longer be changed. "
            "Write an update to say more."
        )
    return "This draft has been discarded meanwhile. Copy your text into a new notice."


def _refuse_endless(wording: Wording) -> None:
    """Drafts may be too long to publish, but not so long that they hurt the database."""
    if len(wording.title) + len(wording.body) > 1_000_000:
        raise RuleBroken("The text is longer than a million characters.", field="body")
