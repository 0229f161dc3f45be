"""Verbs about notices: save a draft, publish a revision, discard a draft."""

from dataclasses import replace

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.agreeing import readers_changed
from statusboard.app.notices.announcing import refuse_planned_work, sort_of
from statusboard.app.notices.conflicts import come_together, is_newest, keep_newest, saved_as
from statusboard.app.notices.correcting import refuse_foreign_update
from statusboard.app.notices.ended import told_on_in
from statusboard.app.notices.inputs import (
    DiscardDraft,
    Discarded,
    Publish,
    Published,
    Saved,
    SaveDraft,
)
from statusboard.app.notices.revisions import gone_words, newest_as_seen
from statusboard.app.notices.saying import said_already, say
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import NoticeState, Wording
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.notices import Notice
from statusboard.storage.schedules import forget_schedule
from statusboard.storage.suggestions import close_suggestion, untouched
from statusboard.storage.unit import Unit

NOTHING = Changes()


@verb("notice.save_draft", Permission.WRITE, SaveDraft, Saved)
def save_draft(unit: Unit, given: SaveDraft) -> Done[Saved]:
    """Keeps a text as a new revision; the same text again saves nothing new.

    Where the newest text is no longer the one the writer started from, both come together
    (`conflicts`): nothing is lost, nothing is overwritten, and nobody can publish a text that they
    have not seen. Another text has to be approved again, and does not go out by itself.
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
        return saved_as(Saved(notice_id, 1))
    newest = notices.read_revision(unit, notice.id, notice.revision)
    assert newest is not None
    is_turned = bool(given.corrects) and given.corrects != notice.corrects
    if given.corrects and notice.state is NoticeState.DRAFT:
        refuse_foreign_update(unit, notice.incident_id, given.corrects)
        if is_turned:
            notices.set_corrects(unit, notice.id, given.corrects)
            readers_changed(unit, notice, newest)
    if newest.wording == given.wording:
        changes = Changes.of(Topic.NOTICES) if is_turned else NOTHING
        return saved_as(Saved(notice.id, newest.number), changes=changes)
    if notice.state is not NoticeState.DRAFT:
        raise RuleBroken(gone_words(notice.state), field="notice_id")
    # What the machine wrote meanwhile, and nobody has touched, stands in nobody's way.
    if is_newest(unit, notice, given.base_revision) or untouched(unit, notice.id) is not None:
        return keep_newest(unit, notice.id, newest.number + 1, given.wording)
    return come_together(unit, notice, newest, given)


@verb("notice.publish", Permission.PUBLISH, Publish, Published)
def publish(unit: Unit, given: Publish) -> Done[Published]:
    """Says it: the update, the states, and the next page, in one transaction.

    Asking again for a revision that is published already answers as the first time did, so that
    a lost answer can be asked for once more. Raises RuleBroken where the revision is not the
    newest, the text is not fit, somebody else has to approve it first, or findings block it and no
    override says why.
    """
    notices.lock_notices(unit)
    notice = notices.read_notice(unit, given.notice_id)
    if notice is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    if notice.state is NoticeState.PUBLISHED:
        return said_already(unit, notice, given)
    if notice.state is NoticeState.DISCARDED:
        raise RuleBroken(gone_words(notice.state), field="notice_id")
    revision = newest_as_seen(unit, notice, given.revision, "publish that")
    return say(unit, notice, revision, given)


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
    forget_schedule(unit, notice.id)
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


def _refuse_endless(wording: Wording) -> None:
    """Drafts may be too long to publish, but not so long that they hurt the database."""
    if len(wording.title) + len(wording.body) > 1_000_000:
        raise RuleBroken("The text is longer than a million characters.", field="body")
