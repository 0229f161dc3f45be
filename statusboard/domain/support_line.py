"""A sentence to say on the phone: the same facts customers can read, as one speaks.

Only what was published, and what monitoring sees of it now: support never says more, or less. It
is made for the moment in which it is said, so that it promises nothing that has passed, and does
not apologise for what works again. With nothing published there is nothing to say yet, and the
board says that instead.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.recovery import Recovery, recoveries
from statusboard.domain.status import IncidentStatus
from statusboard.domain.suggestion import names_text
from statusboard.domain.time_text import when_text
from statusboard.domain.views.board import Tile, Told

# A title of fewer words names something; it is no sentence.
_SENTENCE = 3
_TRY_AGAIN = "If something still fails for you, please try once more."


def support_line(
    told: Sequence[Told], tiles: Sequence[Tile], *, now: datetime, zone: tzinfo
) -> str:
    """What to say of the newest open incident that lasts, or else of the newest that is over.

    Empty where none is open.
    """
    back = recoveries(told, tiles)
    lasting = [one for one in told if one not in [recovery.told for recovery in back]]
    if lasting:
        return _lasting(max(lasting, key=lambda one: one.published_at), now, zone)
    if back:
        return _over(max(back, key=lambda one: one.told.published_at), now, zone)
    return ""


def _lasting(told: Told, now: datetime, zone: tzinfo) -> str:
    parts = [*_opening(told.wording.title), _state(told.wording.status)]
    promised = told.wording.promise(told.published_at)
    if promised is not None and urgency(promised, now) is Urgency.OVERDUE:
        parts.append("The next update is late; you will read it on our status page.")
    elif promised is not None:
        parts.append(f"You will read more by {when_text(promised, zone, now=now)}.")
    return " ".join(parts)


def all_clear_line(names: Sequence[str]) -> str:
    """What to say of an incident that customers were told the end of, about these services."""
    are = "is" if len(names) == 1 else "are"
    over = f"{names_text(names)} {are} working again" if names else "It is over"
    return f"{over}. {_TRY_AGAIN}"


def postmortem_line(names: Sequence[str]) -> str:
    """What to say of an incident that is over, once it was told how it came about."""
    of = f" with {names_text(names)}" if names else ""
    return f"The trouble{of} is over. You can read on our status page how it came about."


def _over(recovery: Recovery, now: datetime, zone: tzinfo) -> str:
    names = names_text([tile.name for tile in recovery.tiles])
    have = "has" if len(recovery.tiles) == 1 else "have"
    since = ""
    if recovery.since is not None:
        since = f" since {when_text(recovery.since, zone, now=now)}"
    confirmed = "We will confirm it on our status page."
    return f"{names} {have} been working again{since}. {_TRY_AGAIN} {confirmed}"


def _opening(title: str) -> tuple[str, ...]:
    """The apology, and the title as it is written: what it begins with may be a name."""
    title = title.strip()
    if len(title.split()) < _SENTENCE:
        return ("I'm sorry about the trouble.",)
    return "I'm sorry about this.", title if title.endswith((".", "?", "…")) else f"{title}."


def _state(status: IncidentStatus) -> str:
    match status:
        case IncidentStatus.INVESTIGATING:
            return "The team knows about it and is looking for the cause."
        case IncidentStatus.IDENTIFIED:
            return "The team has found the cause and is working on it."
        case IncidentStatus.MONITORING:
            return "It should work again; the team is watching it."
        case IncidentStatus.RESOLVED | IncidentStatus.POSTMORTEM:
            return "It is over."
