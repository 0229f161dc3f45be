"""What updates and incidents are called on the page, where that is more than their state."""

from statusboard.domain.status import ComponentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.public import PublicIncident, PublicUpdate
from statusboard.render.page_words.base import AtOrOn, PageWords
from statusboard.render.words import Look, look_of


def word_of_update(update: PublicUpdate, words: PageWords) -> str:
    """What stands before the words of an update: its state, or what it does instead."""
    return words.kinds.get(update.kind) or words.states[update.wording.status]


def taken_back_said(update: PublicUpdate, words: PageWords) -> AtOrOn | None:
    """What became of the words of an update, around the time of that; None where they stand."""
    if update.taken_back_at is None:
        return None
    return words.notice.taken_back if update.is_withdrawn else words.notice.corrected


def corrects_said(update: PublicUpdate, words: PageWords) -> AtOrOn | None:
    """What an update does with what was said before; None where it takes nothing back."""
    if update.corrects_at is None:
        return None
    is_withdrawal = update.kind is UpdateKind.WITHDRAWAL
    return words.notice.withdraws if is_withdrawal else words.notice.corrects


def ending_look(incident: PublicIncident, words: PageWords) -> Look | None:
    """How an incident looks that ended without being resolved; None for every other one."""
    if incident.is_withdrawn:
        style = look_of(ComponentStatus.UNKNOWN).style
        return Look(style, words.kinds[UpdateKind.WITHDRAWAL])
    if incident.continues_in is not None:
        style = look_of(ComponentStatus.UNDER_MAINTENANCE).style
        return Look(style, words.kinds[UpdateKind.MERGER])
    return None
