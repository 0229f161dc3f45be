"""What a message says of its kind: its word, and the line that takes words back."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.frames.base import Frame

_NOTHING = timedelta(0)


def message_word(message: UpdateMessage, frame: Frame) -> str:
    """What the message is: the state of an incident, or another sort of word."""
    return frame.kinds.get(message.kind) or frame.incident[message.wording.status]


def taken_back_line(message: UpdateMessage, frame: Frame) -> str:
    """That it takes back what was written before; empty where it does not."""
    zone = ZoneInfo(message.zone)
    at = "" if message.corrects is None else frame.full(message.corrects, zone)
    if message.kind is UpdateKind.WITHDRAWAL:
        return frame.withdrawn.format(at=at) if at else frame.all_withdrawn
    return frame.labelled(frame.correction, frame.corrected.format(at=at)) if at else ""


def planned_line(message: UpdateMessage, frame: Frame, *, with_utc: bool = True) -> str:
    """When planned work is, on the page's clocks and in UTC; empty for anything else.

    Of what has begun only the end is to come, and of what is over nothing.
    """
    start, end = message.scheduled_for, message.scheduled_until
    status = message.wording.status
    if start is None or end is None or status is IncidentStatus.COMPLETED:
        return ""
    zone = ZoneInfo(message.zone)
    if status.is_under_way:
        words, first = frame.planned_until, message.published_at
        utc = frame.in_utc(end, first)
    else:
        words = frame.was_planned if status is IncidentStatus.CANCELLED else frame.planned
        first = start
        begin, stop = frame.in_utc(start, start), frame.in_utc(end, start)
        utc = frame.span.format(start=begin, end=stop)
    said = words.format(start=frame.full(start, zone), end=frame.until(end, first, zone))
    is_utc = start.astimezone(zone).utcoffset() == end.astimezone(zone).utcoffset() == _NOTHING
    if with_utc and not is_utc:
        said = f"{said} ({utc} UTC)"
    return frame.sentence.format(text=said)
