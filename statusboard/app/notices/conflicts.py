"""Two people wrote at once: their texts come together three ways, or are shown beside each other.

Both stay revisions of their own. What they made of the text that both began with is the newest one
then. Where they changed the same place, the text that was there first stays the newest, and a
person decides.
"""

from statusboard.app.doorway import Audit, Done
from statusboard.app.notices.agreeing import text_changed
from statusboard.app.notices.inputs import Conflict, MergedDraft, Saved, SaveDraft
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import Revision, Wording, both_in_one
from statusboard.domain.notice_merge import MergedWording, merge_wordings
from statusboard.storage import notices
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit

NOTHING = Changes()


def is_newest(unit: Unit, notice: Notice, base: int) -> bool:
    """Whether the newest text is the one a writer on `base` saw; its number may have moved on."""
    found = notices.read_some(unit, notice.id, (base, notice.revision))
    return base in found and found[base].wording == found[notice.revision].wording


def keep_newest(unit: Unit, notice_id: int, number: int, wording: Wording) -> Done[Saved]:
    """Keeps a text as the newest of its notice, in the place of another one."""
    notices.add_revision(unit, notice_id, number, wording)
    return _changed(unit, Saved(notice_id, number))


def come_together(unit: Unit, notice: Notice, newest: Revision, given: SaveDraft) -> Done[Saved]:
    """Keeps a text that was begun on an older one, and merges both where that can be done."""
    base = notices.read_revision(unit, notice.id, given.base_revision)
    kept = notices.find_revision(unit, notice.id, given.wording, after=given.base_revision)
    if base is not None and base.wording == given.wording:
        kept = base.number  # nothing was written: what others wrote meanwhile is the newest
    if kept is not None:
        return saved_as(_once_more(unit, notice, base, kept, newest), changes=NOTHING)
    mine = newest.number + 1
    notices.add_revision(unit, notice.id, mine, given.wording)
    merged = _merged(base, given.wording, newest.wording)
    if base is None or merged.clashes:
        theirs = _added(unit, notice.id, mine + 1, newest.wording, like=newest)
        conflict = Conflict(theirs, mine, merged.wording, merged.clashes)
        changes = Changes.of(Topic.NOTICES)
        return saved_as(Saved(notice.id, theirs.number, conflict), changes=changes)
    both = merged.wording
    if both == given.wording:
        return _changed(unit, Saved(notice.id, mine))
    together = _added(unit, notice.id, mine + 1, both)
    saved = Saved(notice.id, together.number, merged=MergedDraft(together, mine, newest.saved_by))
    return saved_as(saved) if both == newest.wording else _changed(unit, saved)


def _merged(base: Revision | None, mine: Wording, theirs: Wording) -> MergedWording:
    """What comes of both; where nothing was common, one stands below the other."""
    if base is None:
        return MergedWording(both_in_one(mine, theirs))
    return merge_wordings(base.wording, mine, theirs)


def _once_more(
    unit: Unit, notice: Notice, base: Revision | None, kept: int, newest: Revision
) -> Saved:
    """The answer where the very text is kept already, because an answer to it was lost.

    An editor that saves by itself sends a losing text again and again: one copy is enough.
    """
    around = notices.read_some(unit, notice.id, (kept - 1, kept, kept + 1))
    before, after = around.get(kept - 1), around.get(kept + 1)
    if before is not None and after is not None and before.wording == after.wording:
        merged = _merged(base, around[kept].wording, newest.wording)
        conflict = Conflict(newest, kept, merged.wording, merged.clashes)
        return Saved(notice.id, newest.number, conflict)
    return Saved(notice.id, newest.number, merged=MergedDraft(newest, kept, newest.saved_by))


def _added(
    unit: Unit, notice_id: int, number: int, wording: Wording, *, like: Revision | None = None
) -> Revision:
    """A revision that is added; told with the writer and the time of one that it repeats."""
    notices.add_revision(unit, notice_id, number, wording)
    who = like.saved_by if like is not None else unit.actor.name if unit.actor else ""
    at = like.saved_at if like is not None else unit.now
    return Revision(notice_id, number, wording, saved_at=at, saved_by=who)


def _changed(unit: Unit, saved: Saved) -> Done[Saved]:
    """Another text is the newest now."""
    is_stopped = text_changed(unit, saved.notice_id)
    return saved_as(saved, {"unscheduled": True} if is_stopped else None)


def saved_as(
    saved: Saved, more: dict[str, object] | None = None, *, changes: Changes | None = None
) -> Done[Saved]:
    """What the verb answers; `more` stands in the audit trail beside the revision."""
    detail: dict[str, object] = {"revision": saved.revision, **(more or {})}
    if saved.conflict is not None:
        detail["conflict"] = saved.conflict.yours
    if saved.merged is not None:
        detail["merged"] = saved.merged.yours
    return Done(
        saved,
        Changes.of(Topic.NOTICES) if changes is None else changes,
        Audit(f"notice {saved.notice_id}", detail),
    )
