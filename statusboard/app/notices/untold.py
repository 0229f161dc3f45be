"""Whether subscribers are told of a notice: of an incident always, unless it is entered afterwards.

Nobody is left with what they were told first: whoever heard of an incident hears how it goes on.
But of one that customers are told only when it is over, nobody has heard yet. There a person
chooses; and what is long over, which is entered for the record, goes to nobody by itself.
"""

from datetime import timedelta

from statusboard.app.notices.times import times_of
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.errors import RuleBroken
from statusboard.storage.dispatches import was_announced
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit

# What was over before that is history: a message about it would startle more than it says.
LONG_OVER = timedelta(hours=24)


def usual_telling(
    unit: Unit, notice: Notice, incident: Incident | None, wording: Wording
) -> bool | None:
    """Whether subscribers are told unless a person says otherwise; None where nobody may."""
    if notice.sort is NoticeSort.ANNOUNCEMENT:
        # It is read on the page, and goes out only where somebody wants that.
        return None if notice.corrects else False
    if not wording.status.is_over:
        return None
    if incident is not None and not _is_unheard_of(unit, incident):
        return None
    _, ended_at = times_of(unit, incident, wording)
    return ended_at is None or unit.now - ended_at <= LONG_OVER


def refuse_silence(
    unit: Unit, notice: Notice, incident: Incident | None, wording: Wording, *, tell: bool | None
) -> bool:
    """Whether subscribers are told. Raises RuleBroken where they have to be."""
    usual = usual_telling(unit, notice, incident, wording)
    if usual is None and tell is False:
        raise RuleBroken(
            "Whoever was told of an incident is told how it goes on. Only an announcement, and "
            "what is entered afterwards, can go to the page alone.",
            field="tell",
        )
    return usual is not False if tell is None else tell


def _is_unheard_of(unit: Unit, incident: Incident) -> bool:
    """Whether it was entered when it was over, and nobody was told of it."""
    return incident.is_backdated and not was_announced(unit, incident.id)
