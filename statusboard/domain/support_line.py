"""A sentence to say on the phone: the same facts customers can read, as one speaks.

Only what was published: support never says more, or less, than the page does. With nothing
published there is nothing to say yet, and the board says that instead.
"""

from datetime import tzinfo

from statusboard.domain.status import IncidentStatus
from statusboard.domain.time_text import clock_text
from statusboard.domain.views.board import Told


def support_line(told: tuple[Told, ...], zone: tzinfo) -> str:
    """What to say of the newest open incident; empty where none is open."""
    if not told:
        return ""
    newest = max(told, key=lambda one: one.published_at)
    parts = [f"{_opening(newest.wording.title)}{_state(newest.wording.status)}"]
    promised = newest.wording.next_update_at
    if promised is not None:
        parts.append(f"You will read more by {clock_text(promised, zone)}.")
    return " ".join(parts)


def _opening(title: str) -> str:
    title = title.strip().rstrip(".")
    return f"I'm sorry — {title[:1].lower()}{title[1:]}. " if _is_sentence(title) else "I'm sorry. "


def _is_sentence(title: str) -> bool:
    """Whether a title can be spoken: several words, and not a name that starts with capitals."""
    words = title.split()
    return len(words) >= 3 and not words[0].isupper()


def _state(status: IncidentStatus) -> str:
    match status:
        case IncidentStatus.INVESTIGATING:
            return "The team knows about it and is looking for the cause."
        case IncidentStatus.IDENTIFIED:
            return "The team has found the cause and is working on it."
        case IncidentStatus.MONITORING:
            return "It should work again; the team is watching it."
        case IncidentStatus.RESOLVED:
            return "It is over."
