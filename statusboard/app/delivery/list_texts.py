"""What an update says to people inside, by the text that their list gets."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.domain.inside_list import ListText
from statusboard.domain.support_line import all_clear_line, postmortem_line, support_line
from statusboard.domain.views.board import Told
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.languages import ENGLISH, frame_in

# What the sentences for the phone are written in.
SPOKEN = ENGLISH.language


def said_to(message: UpdateMessage, text: str) -> UpdateMessage:
    """The update as it is said to readers of one of its texts (`ListText`).

    There is a sentence to say on the phone only where it can be made in the reader's language:
    nobody can say an English one to a German caller.
    """
    if text != ListText.SUPPORT:
        return message
    wording = message.wording
    customers = frame_in(message.language).customers
    body = f"{customers}\n\n{wording.body.strip()}"
    if frame_in(message.language).language == SPOKEN:
        body = f"Say on the phone: {_line(message)}\n\n{body}"
    return replace(message, wording=replace(wording, body=body))


def _line(message: UpdateMessage) -> str:
    """What support says at the moment of publishing; nothing is measured for it."""
    names = tuple(one.name for one in message.affected)
    if message.wording.status.is_after_end:
        return postmortem_line(names)
    if message.wording.status.is_over:
        return all_clear_line(names)
    told = Told(0, message.wording, message.number, message.published_at, names)
    return support_line([told], (), now=message.published_at, zone=ZoneInfo(message.zone))
