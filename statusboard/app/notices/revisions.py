"""Which revision somebody has seen, and whether it is still the newest text."""

from collections.abc import Sequence

from statusboard.domain.notice import NoticeState, Revision
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit


def draft_to(unit: Unit, notice_id: int) -> Notice:
    """The draft with that number. Raises RuleBroken where there is none any more."""
    notice = notices.read_notice(unit, notice_id)
    if notice is None:
        raise RuleBroken("This notice no longer exists.", field="notice_id")
    if notice.state is not NoticeState.DRAFT:
        raise RuleBroken(gone_words(notice.state), field="notice_id")
    return notice


def is_current(revisions: Sequence[Revision], base: int) -> bool:
    """Whether the newest text is the one a writer on `base` saw; its number may have moved on."""
    newest = revisions[-1]
    return any(r.number == base and r.wording == newest.wording for r in revisions)


def newest_as_seen(unit: Unit, notice: Notice, number: int, then: str) -> Revision:
    """The newest revision, which has the words of that number.

    Raises RuleBroken where it has others by now: `then` is what is to be done with those.
    """
    newest = notices.read_revision(unit, notice.id, notice.revision)
    seen = newest if number == notice.revision else notices.read_revision(unit, notice.id, number)
    assert newest is not None
    if seen is None or seen.wording != newest.wording:
        raise RuleBroken(
            "Somebody has changed this notice since you looked at it. "
            f"Read the newest text, then {then}.",
            field="revision",
        )
    return newest


def gone_words(state: NoticeState) -> str:
    """Why a notice that is no draft any more cannot be worked on."""
    if state is NoticeState.PUBLISHED:
        return (
            "This notice has been published meanwhile, so it can no longer be changed. "
            "Write an update to say more."
        )
    return "This draft has been discarded meanwhile. Copy your text into a new notice."
