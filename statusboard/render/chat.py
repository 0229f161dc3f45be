"""An update as a chat shows it: plain words, without the title and the link, which stand apart.

Chats format texts by rules of their own; plain words are read alike in all of them.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.domain.personal_links import manage_link
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.clean import clean_line
from statusboard.render.kind_words import message_word, planned_line, taken_back_line
from statusboard.render.languages import frame_in
from statusboard.render.plain_text import body_text


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """What the update says, and `gist`: state, time and words alone, for a later message."""

    text: str
    gist: str


def chat_of(message: UpdateMessage) -> ChatTexts:
    """The words for chats about one update."""
    frame, zone = frame_in(message.language), ZoneInfo(message.zone)
    word = message_word(message, frame)
    at = frame.full(message.published_at, zone)
    number = frame.number.format(number=message.number)
    body = body_text(message.wording.body).strip()
    services = "\n".join(
        frame.labelled(clean_line(name), frame.service[status]) for name, status in message.named
    )
    corrected, promise = taken_back_line(message, frame), ""
    if message.promise is not None:
        promise = f"{frame.promise.format(at=frame.on(message.promise, zone))} {frame.end_word}"
    demo = frame.sample if message.is_demo else ""
    head = f"{clean_line(message.page_name)} · {word} · {at} · {number}"
    own = frame.own_link.format(url=manage_link(message.server)) if message.server else ""
    planned = planned_line(message, frame)
    original = frame.original(message.said_in)
    parts = (demo, head, corrected, original, body, services, planned, promise, own)
    return ChatTexts(
        "\n\n".join(part for part in parts if part) + "\n", f"{word}{frame.comma}{at}\n{body}"
    )
