"""What a message says of its kind: its word, and the line that takes words back."""

from zoneinfo import ZoneInfo

from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.languages import Frame


def message_word(message: UpdateMessage, frame: Frame) -> str:
    """What the message is: the state of an incident, or another sort of word."""
    return frame.kinds.get(message.kind) or frame.incident[message.wording.status]


def taken_back_line(message: UpdateMessage, frame: Frame) -> str:
    """That it takes back what was written before; empty where it does not."""
    zone = ZoneInfo(message.zone)
    at = "" if message.corrects is None else frame.full(message.corrects, zone)
    if message.kind is UpdateKind.WITHDRAWAL:
        return frame.withdrawn.format(at=at) if at else frame.all_withdrawn
    return f"{frame.correction}: {frame.corrected.format(at=at)}" if at else ""
